/** Figure 11: more columns. @module */
import type { RacePage } from "./page.ts";
import { drawRaces } from "./race_figure.ts";
import { list } from "./words.ts";

/** "More columns." */
export const figure11: RacePage = {
  title: "Figure 11. More columns, wider layers",
  caption: (runs) =>
    `Still a product of matrices, now wider. Loss: ${
      list(runs, [
        ["KS_50_2", "intended", "KS_50_2 intended"],
        ["KS", "beyond", "KS beyond"],
        ["KV_50", "intended", "KV_50 intended"],
        ["ADAM", "published", "Adam"],
      ])
    }.`,
  draw: drawRaces,
};
