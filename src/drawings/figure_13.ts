/** Figure 13: zero hidden layers: a linear regression. @module */
import type { RacePage } from "./page.ts";
import { drawRaces } from "./race_figure.ts";
import { list } from "./words.ts";

/** "Zero hidden layers: a linear regression." */
export const figure13: RacePage = {
  title: "Figure 13. No hidden layer: a linear regression",
  caption: (runs) =>
    `A linear regression, for which Newton's step is all that is needed. Loss: ${
      list(runs, [
        ["NEWTON", "published", "Newton"],
        ["KS", "beyond", "KS beyond"],
        ["KS_50_2", "intended", "KS_50_2 intended"],
        ["ADAM", "published", "Adam"],
      ])
    }.`,
  draw: drawRaces,
};
