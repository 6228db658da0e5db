/** Figure 9: a deep regression of 10,000 rows. @module */
import type { RacePage } from "./page.ts";
import { drawRaces } from "./race_figure.ts";
import { list } from "./words.ts";

/** "This run contained 10K datapoints with 20 columns as input." */
export const figure09: RacePage = {
  title: "Figure 9. Five layers deep, and linear in disguise",
  caption: (runs) =>
    `As intended, impatience (KS_50_2) pays for itself; as published, it walks where SGD walks. Loss: ${
      list(runs, [
        ["KS_50_2", "intended", "KS_50_2 intended"],
        ["KS_50_2", "published", "published"],
        ["SGD", "published", "SGD"],
        ["ADAM", "published", "Adam"],
      ])
    }.`,
  draw: drawRaces,
};
