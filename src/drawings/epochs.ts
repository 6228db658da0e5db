/**
 * One run of a linear regression: its loss, epoch by epoch.
 *
 * @module
 */
import * as Plot from "../deps/plot.ts";
import type { Run } from "../records/run.ts";
import { picture, powerOfTen, powerTicks } from "./svg.ts";

const width = 720;

/** Draws the loss before each epoch's step, on a log axis; each epoch is a dot, for each has a gradient. */
export function drawEpochs(title: string, caption: string, [run]: Run[]): string {
  const points = run.loss.map((loss, epoch) => ({ epoch, loss })).filter(({ loss }) => loss > 0);
  const losses = points.map(({ loss }) => loss);
  const y: [number, number] = [Math.min(...losses) / 2, Math.max(...losses) * 2];
  return picture(title, caption, width, [{
    height: 380,
    marginTop: 16,
    marginBottom: 44,
    marginLeft: 60,
    marginRight: 24,
    x: { label: "epoch (steps taken)", labelAnchor: "center", labelArrow: "none", tickFormat: "d" },
    y: {
      type: "log",
      domain: y,
      ticks: powerTicks(y),
      tickFormat: powerOfTen,
      label: "mean squared error",
      labelAnchor: "center",
      labelArrow: "none",
      grid: true,
    },
    marks: [
      Plot.line(points, { x: "epoch", y: "loss", stroke: "#0072B2", strokeWidth: 1.5 }),
      Plot.dot(points, { x: "epoch", y: "loss", fill: "#0072B2", r: 2.5 }),
    ],
  }]);
}
