/** Figure 12: with ReLU. @module */
import type { RacePage } from "./page.ts";
import { drawRaces } from "./race_figure.ts";
import { list } from "./words.ts";

/** "With ReLU." */
export const figure12: RacePage = {
  title: "Figure 12. With ReLU",
  caption: (runs) =>
    `The one neural network of the five. Loss: ${
      list(runs, [
        ["KS", "beyond", "KS beyond"],
        ["KV_50", "intended", "KV_50 intended"],
        ["KV_50", "published", "published"],
        ["ADAM", "published", "Adam"],
      ])
    }.`,
  draw: drawRaces,
};
