/**
 * A race as a picture: loss against seconds, and loss against gradients, each curve labelled at its end.
 *
 * @module
 */
import * as Plot from "../deps/plot.ts";
import type { Run } from "../records/run.ts";
import { type Curve, type CurvePoint, curvesOf } from "./curves.ts";
import { colourOf, placeLabels } from "./labels.ts";
import { logTicks, lossTicks, picture } from "./svg.ts";

const width = 860;
const margins = { marginTop: 24, marginBottom: 44, marginLeft: 60, marginRight: 190 };
const height = 400;

/** What a panel shows along x. */
type Axis = { key: "seconds" | "gradients"; label: string };

const axes: Axis[] = [
  { key: "seconds", label: "seconds" },
  { key: "gradients", label: "gradients evaluated" },
];

/** Draws runs on log axes. Published runs are dashed, those beyond the post thick; several seeds show quartiles as a band. */
export function drawRaces(title: string, caption: string, runs: Run[]): string {
  const [shown, empty] = [true, false].map((drawn) =>
    curvesOf(runs).filter((curve) => curve.points.length > 0 === drawn)
  );
  const note = empty.length > 0
    ? ` Diverged at once: ${empty.map((curve) => curve.name).join(", ")}.`
    : "";
  return picture(title, caption + note, width, axes.map((axis) => panel(shown, axis)));
}

function panel(curves: Curve[], axis: Axis): Plot.PlotOptions & { height: number } {
  const x = domain(curves.flatMap((curve) => curve.points.map((point) => point[axis.key])), 1);
  const y = domain(curves.flatMap((curve) => curve.points.map((point) => point.loss)), 1.5);
  const frame = {
    width: width - margins.marginLeft - margins.marginRight,
    height: height - margins.marginTop - margins.marginBottom,
  };
  const down = scale(y, frame.height);
  const right = scale(x, frame.width);
  const labels = [...new Set(curves.map((curve) => curve.label))];
  const colour = (curve: Curve) => colourOf(curve.label, labels);
  const shown = curves.map((curve) => ({
    ...curve,
    points: thin(curve.points, (point) => [right(point[axis.key]), down(point.loss)]),
  }));
  const ends = placeLabels(
    shown.map((curve) => ({ curve, end: curve.points[curve.points.length - 1] })),
    frame.height,
    ({ end }) => down(end.loss),
  );
  const banded = shown.filter((curve) => curve.points.some((point) => point.low < point.high));
  const clip = (value: number) => Math.min(Math.max(value, y[0]), y[1]);
  return {
    ...margins,
    height,
    x: {
      type: "log",
      domain: x,
      ticks: logTicks(x),
      tickFormat: (value: number) => value.toLocaleString("en", { maximumSignificantDigits: 3 }),
      label: axis.label,
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: {
      type: "log",
      domain: y,
      ...lossTicks(y),
      label: "mean squared error",
      labelAnchor: "center",
      labelArrow: "none",
      grid: true,
    },
    marks: [
      ...banded.map((curve) =>
        Plot.areaY(curve.points, {
          x: axis.key,
          y1: (point) => clip(point.low),
          y2: (point) => clip(point.high),
          fill: colour(curve),
          // Many bands, one over another, would hide the curves.
          fillOpacity: banded.length > 5 ? 0.05 : 0.15,
        })
      ),
      ...shown.map((curve) =>
        Plot.line(curve.points, {
          x: axis.key,
          y: "loss",
          stroke: colour(curve),
          strokeWidth: curve.edition === "beyond" ? 3 : 1.7,
          strokeDasharray: curve.edition === "published" && curve.name.includes("published")
            ? "6 3"
            : undefined,
        })
      ),
      Plot.dot(ends, {
        x: ({ item }) => item.end[axis.key],
        y: ({ item }) => item.end.loss,
        r: 2.5,
        fill: ({ item }) => colour(item.curve),
      }),
      Plot.link(ends, {
        x1: ({ item }) => item.end[axis.key],
        x2: () => x[1],
        y1: ({ item }) => item.end.loss,
        y2: ({ label }) => down.invert(label),
        stroke: ({ item }) => colour(item.curve),
        strokeOpacity: 0.35,
        strokeWidth: 0.8,
      }),
      Plot.text(ends, {
        x: () => x[1],
        y: ({ label }) => down.invert(label),
        text: ({ item }) => item.curve.name,
        fill: ({ item }) => colour(item.curve),
        textAnchor: "start",
        dx: 6,
        clip: false,
      }),
    ],
  };
}

/** From the least to the largest value, so wide that a log scale can be made of it. */
function domain(values: number[], headroom: number): [number, number] {
  const positive = values.filter((value) => value > 0);
  const [low, high] = [Math.min(...positive), Math.max(...positive) * headroom];
  return high > low ? [low, high] : [low / 2, low * 2];
}

/** A log scale in pixels, from the domain's least value. */
function scale([low, high]: [number, number], size: number) {
  const pixels = (value: number) => Math.log(value / low) / Math.log(high / low) * size;
  return Object.assign(pixels, {
    invert: (pixel: number) => low * Math.exp(pixel / size * Math.log(high / low)),
  });
}

/** Leaves out points that a reader could not tell from the one before. */
function thin(points: CurvePoint[], at: (point: CurvePoint) => [number, number]): CurvePoint[] {
  let last = [-Infinity, -Infinity];
  return points.filter((point, i) => {
    const place = at(point);
    const far = Math.hypot(place[0] - last[0], place[1] - last[1]) >= 0.5;
    if (far) last = place;
    return far || i === points.length - 1;
  });
}
