/** Figure 5: the same linear regression by Newton's step. @module */
import { drawEpochs } from "./epochs.ts";
import type { RacePage } from "./page.ts";
import { short } from "./words.ts";

/** "You barely need the second epoch." */
export const figure05: RacePage = {
  title: "Figure 5. You barely need the second epoch: Newton's step",
  caption: ([run]) =>
    `The regression of figure 4, from the same start. One calculated step takes the mean squared error from ${
      short(run.loss[0])
    } to ${short(run.loss[1] ?? NaN)}; what is left is the rounding of float32.`,
  draw: drawEpochs,
};
