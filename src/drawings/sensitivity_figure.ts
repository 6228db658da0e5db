/**
 * How much the learning rate matters, as a picture: a panel a task, seconds to the target against the rate.
 *
 * @module
 */
import type { Sensitivity } from "../scores/score.ts";
import * as Plot from "../deps/plot.ts";
import { colourOf, placeLabels } from "./labels.ts";
import { logTicks, picture, powerOfTen, powerTicks } from "./svg.ts";

const width = 860;
const height = 270;
const margins = { marginTop: 30, marginBottom: 44, marginLeft: 60, marginRight: 120 };

/** Draws each optimizer's cost at each rate of the grid; a crossed dot on the upper edge is a miss. */
export function drawSensitivity(
  title: string,
  caption: string,
  sensitivities: Sensitivity[],
): string {
  const labels = [...new Set(sensitivities.map(({ label }) => label))];
  const workloads = [...Map.groupBy(sensitivities, ({ workload }) => workload)];
  const panels = workloads.map(([workload, points]) => panel(workload, points, labels));
  return picture(title, caption, width, panels);
}

function panel(
  workload: string,
  points: Sensitivity[],
  labels: string[],
): Plot.PlotOptions & { height: number } {
  const rates = points.map(({ learningRate }) => learningRate);
  const x: [number, number] = [Math.min(...rates), Math.max(...rates)];
  const reached = points.map(({ seconds }) => seconds).filter(Number.isFinite);
  const lowest = Math.min(...reached, 1);
  const y: [number, number] = [lowest / 1.3, Math.max(...reached, lowest) * 3];
  const miss = y[1] / 1.2;
  const lines = [...Map.groupBy(points, ({ label }) => label)].map(([label, group]) => ({
    label,
    points: group.toSorted((a, b) => a.learningRate - b.learningRate)
      .map((point) => ({ ...point, seconds: Math.min(point.seconds, miss) })),
  }));
  const size = height - margins.marginTop - margins.marginBottom;
  const up = (seconds: number) => Math.log(seconds / y[0]) / Math.log(y[1] / y[0]) * size;
  const ends = placeLabels(lines, size, (line) => up(line.points[line.points.length - 1].seconds));
  const missed = points.filter(({ seconds }) => seconds === Infinity);
  return {
    ...margins,
    height,
    x: {
      type: "log",
      domain: x,
      ticks: powerTicks(x),
      tickFormat: powerOfTen,
      label: "learning rate",
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: {
      type: "log",
      domain: y,
      axis: null,
    },
    marks: [
      Plot.gridY(logTicks(y)),
      // As a mark, for a log axis leaves out labels that it finds too many.
      Plot.axisY(logTicks(y), {
        text: (value: number) => value.toLocaleString("en", { maximumSignificantDigits: 2 }),
        label: "seconds to the target",
        labelAnchor: "center",
        labelArrow: "none",
      }),
      Plot.text([workload[0].toUpperCase() + workload.slice(1)], {
        frameAnchor: "top-left",
        dy: -20,
        fontWeight: "bold",
        fontSize: 12,
      }),
      ...lines.map((line) =>
        Plot.line(line.points, {
          x: "learningRate",
          y: "seconds",
          stroke: colourOf(line.label, labels),
          strokeWidth: 1.6,
          strokeOpacity: 0.8,
        })
      ),
      ...lines.map((line) =>
        Plot.dot(line.points.filter(({ seconds }) => seconds < miss), {
          x: "learningRate",
          y: "seconds",
          r: 2.5,
          fill: colourOf(line.label, labels),
        })
      ),
      Plot.dot(missed, {
        x: "learningRate",
        y: () => miss,
        symbol: "times",
        r: 4,
        stroke: ({ label }) => colourOf(label, labels),
      }),
      Plot.text(ends, {
        x: () => x[1],
        y: ({ label }) => y[0] * Math.exp(label / size * Math.log(y[1] / y[0])),
        text: ({ item }) => item.label,
        fill: ({ item }) => colourOf(item.label, labels),
        textAnchor: "start",
        dx: 8,
        clip: false,
      }),
    ],
  };
}
