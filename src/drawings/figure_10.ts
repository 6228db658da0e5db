/** Figure 10: the same with a much smaller step. @module */
import type { RacePage } from "./page.ts";
import { drawRaces } from "./race_figure.ts";
import { list } from "./words.ts";

/** "The same with a much smaller step." */
export const figure10: RacePage = {
  title: "Figure 10. The same task, a learning rate ten times smaller",
  caption: (runs) =>
    `A step ten times smaller: everyone who trusts it is slower, the search that grows its steps is not. Loss: ${
      list(runs, [
        ["KS_50_2", "intended", "KS_50_2 intended"],
        ["KS", "beyond", "KS beyond"],
        ["SGD", "published", "SGD"],
        ["ADAM", "published", "Adam"],
      ])
    }.`,
  draw: drawRaces,
};
