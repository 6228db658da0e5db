/**
 * Runs as curves on log axes, at the width of the page.
 *
 * @module
 */
import * as Plot from "../../src/deps/plot.ts";
import { colourOf, placeLabels } from "../../src/drawings/labels.ts";
import { logTicks, lossTicks } from "../../src/drawings/svg.ts";
import type { Run } from "../../src/records/run.ts";
import { drawing } from "./frame.ts";

/** What stands along x. */
export type RaceAxis = "seconds" | "gradients" | "passes";

/** What is drawn. */
export interface RaceChart {
  runs: readonly Run[];
  axis: RaceAxis;
  /** The names of all who will be drawn, in the order of their colours. */
  names: readonly string[];
  /** What stands along y. */
  label: string;
  /** Of which losses; by default the training's. */
  of?: "loss" | "validation";
}

const titles: Record<RaceAxis, string> = {
  seconds: "seconds",
  gradients: "gradients",
  passes: "forward passes; a gradient is three",
};

/** An optimizer's name in a chart. */
export function nameOf({ label, edition }: Pick<Run, "label" | "edition">): string {
  return edition === "published" ? label : `${label}, ${edition}`;
}

/** A run's place along x, after an iteration. */
export function along(run: Run, axis: RaceAxis, i: number): number {
  return axis === "passes" ? 3 * run.gradients[i] + run.forwardPasses[i] : run[axis][i];
}

/** Draws runs, each with its name at its end; undefined if there is nothing yet. */
export function drawRaceChart(chart: RaceChart, width: number): Element | undefined {
  const { axis, names, label, of = "loss" } = chart;
  const curves = chart.runs.map((run) => ({
    name: nameOf(run),
    points: (run[of] ?? []).map((loss, i) => ({ at: along(run, axis, i), loss }))
      .filter(({ at, loss }) => at > 0 && loss > 0 && Number.isFinite(loss)),
  })).filter(({ points }) => points.length > 0);
  if (curves.length === 0) return undefined;
  const all = curves.flatMap(({ points }) => points);
  const x = wide(all.map(({ at }) => at));
  const y = wide(all.map(({ loss }) => loss));
  const margins = {
    marginTop: 14,
    marginRight: width < 500 ? 92 : 150,
    marginBottom: 42,
    marginLeft: 52,
  };
  const height = Math.round(Math.max(300, Math.min(440, width * 0.6)));
  const inner = height - margins.marginTop - margins.marginBottom;
  const down = (loss: number) => Math.log(loss / y[0]) / Math.log(y[1] / y[0]) * inner;
  const ends = placeLabels(
    curves.map(({ name, points }) => ({ name, end: points[points.length - 1] })),
    inner,
    ({ end }) => down(end.loss),
  );
  const level = (pixels: number) => y[0] * (y[1] / y[0]) ** (pixels / inner);
  return drawing({
    ...margins,
    ...{ width, height },
    x: {
      ...{ type: "log", domain: x, ticks: logTicks(x).slice(0, 9) },
      tickFormat: (value: number) => value.toLocaleString("en", { maximumSignificantDigits: 2 }),
      ...{ label: titles[axis], labelAnchor: "center", labelArrow: "none" },
    },
    y: {
      ...{ type: "log", domain: y, ...lossTicks(y), grid: true },
      ...{ label, labelAnchor: "center", labelArrow: "none" },
    },
    marks: [
      ...curves.map(({ name, points }) =>
        Plot.line(points, { x: "at", y: "loss", stroke: colourOf(name, names), strokeWidth: 1.8 })
      ),
      Plot.dot(ends, {
        ...{ x: ({ item }) => item.end.at, y: ({ item }) => item.end.loss, r: 2.5 },
        fill: ({ item }) => colourOf(item.name, names),
      }),
      Plot.text(ends, {
        ...{ x: () => x[1], y: ({ label }) => level(label), text: ({ item }) => item.name },
        ...{ fill: ({ item }) => colourOf(item.name, names), textAnchor: "start", dx: 6 },
      }),
    ],
  });
}

/** From the least to the largest, so wide that a log scale can be made of it. */
function wide(values: number[]): [number, number] {
  const [low, high] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, 0],
  );
  return high > 1.01 * low ? [low, high] : [low / 2, high * 2];
}
