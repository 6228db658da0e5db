/**
 * A fair race as a picture: the same seconds for all, and the best learning rate of a grid if one is needed.
 *
 * @module
 */
import type { RaceData } from "../records/data.ts";
import { drawRaces } from "./race_figure.ts";

/** Draws a fair race of a figure's task. */
export function drawFair(data: RaceData): string {
  const { seconds, grid, chosen } = data.fair ?? { seconds: 0, grid: [], chosen: {} };
  const rates = Object.entries(chosen).map(([label, rate]) => `${label} ${rate}`).join(", ");
  const caption =
    `Each has ${seconds} seconds. SGD and Adam run at the best of the learning rates ${
      grid.join(", ")
    } (best: ${rates}); the others at the figure's own ${data.task.learningRate}, untuned.`;
  return drawRaces(data.title, caption, data.runs);
}
