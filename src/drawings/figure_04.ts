/** Figure 4: a linear regression by gradient descent. @module */
import { drawEpochs } from "./epochs.ts";
import type { RacePage } from "./page.ts";
import { endOf, short } from "./words.ts";

/** "Looks converging." */
export const figure04: RacePage = {
  title: "Figure 4. Looks converging: gradient descent",
  caption: ([run]) =>
    `A linear regression. ${run.loss.length} epochs, a gradient in each, take the mean squared error from ${
      short(run.loss[0])
    } to ${endOf(run)}.`,
  draw: drawEpochs,
};
