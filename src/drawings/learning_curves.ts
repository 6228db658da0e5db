/**
 * Metrics of rows held out against what they cost, a panel a workload.
 *
 * @module
 */
import * as Plot from "../deps/plot.ts";
import { colourOf, placeLabels } from "./labels.ts";
import { logTicks, picture } from "./svg.ts";

const width = 860;
const height = 250;
const margins = { marginTop: 30, marginBottom: 44, marginLeft: 60, marginRight: 150 };

/** A curve: what was spent, and the metric then. */
export interface LearningCurve {
  label: string;
  points: { passes: number; metric: number }[];
}

/** The curves of a workload. */
export interface LearningPanel {
  title: string;
  metric: string;
  /** Drawn as a dashed line, if there is one. */
  target?: number;
  curves: LearningCurve[];
}

/** Draws a panel for each, one below the other. */
export function drawLearningCurves(
  title: string,
  caption: string,
  panels: LearningPanel[],
): string {
  // Each panel has colours of its own: all labels together are more than there are colours.
  const drawn = panels.map((each) => panel(each, each.curves.map(({ label }) => label)));
  return picture(title, caption, width, drawn);
}

function panel(
  { title, metric, target, curves }: LearningPanel,
  labels: string[],
): Plot.PlotOptions & { height: number } {
  const lines = curves.map(({ label, points }) => ({
    label,
    points: points.filter(({ metric }) => metric > 0 && Number.isFinite(metric)),
  })).filter(({ points }) => points.length > 0);
  const values = lines.flatMap(({ points }) => points.map(({ metric }) => metric));
  const all = [...values, ...target ? [target] : []];
  const y: [number, number] = [Math.min(...all) / 1.1, Math.max(...all) * 1.1];
  const most = Math.max(...lines.flatMap(({ points }) => points.map(({ passes }) => passes)), 1);
  const size = height - margins.marginTop - margins.marginBottom;
  const up = (value: number) => Math.log(value / y[0]) / Math.log(y[1] / y[0]) * size;
  const ends = placeLabels(lines, size, ({ points }) => up(points[points.length - 1].metric));
  return {
    ...margins,
    height,
    x: {
      domain: [0, most],
      label: "forward passes over all rows (a gradient is 3)",
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: { type: "log", domain: y, axis: null },
    marks: [
      Plot.gridY(logTicks(y)),
      // As a mark, for a log axis leaves out labels that it finds too many.
      Plot.axisY(logTicks(y), {
        text: (value: number) => value.toLocaleString("en", { maximumSignificantDigits: 2 }),
        label: metric,
        labelAnchor: "center",
        labelArrow: "none",
      }),
      Plot.text([title], { frameAnchor: "top-left", dy: -20, fontWeight: "bold", fontSize: 12 }),
      ...target ? [Plot.ruleY([target], { stroke: "#555", strokeDasharray: "4 3" })] : [],
      ...lines.map(({ label, points }) =>
        Plot.line(points, {
          x: "passes",
          y: "metric",
          stroke: colourOf(label, labels),
          strokeWidth: 1.6,
        })
      ),
      Plot.text(ends, {
        x: () => most,
        y: ({ label }) => y[0] * (y[1] / y[0]) ** (label / size),
        text: ({ item }) => item.label,
        fill: ({ item }) => colourOf(item.label, labels),
        textAnchor: "start",
        dx: 6,
        clip: false,
      }),
    ],
  };
}
