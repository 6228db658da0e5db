/**
 * What figures 1, 2 and 3 share: a function of one number, and the gradients on it.
 *
 * @module
 */
import * as Plot from "../deps/plot.ts";
import { label, palette, type Place, segments } from "./concept_marks.ts";
import type { CurveDrawing, Visit } from "./drawing.ts";

/** A visit's place on the curve. */
export function onCurve({ at, value }: Visit): Place {
  return [at[0], value];
}

/** The visits where a gradient was taken. */
export function gradientsOf(points: Visit[]): Visit[] {
  return points.filter((point) => point.kind === "gradient");
}

/** The slope at a gradient's visit. */
export function slopeOf({ gradient = [0] }: Visit): number {
  return gradient[0];
}

/** The axes over the whole curve, with some room below it for labels. */
export function curveDomain({ curve }: CurveDrawing, room: number): [Place, Place] {
  const values = curve.map(([, value]) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return [[curve[0][0], curve[curve.length - 1][0]], [low - room * (high - low), high]];
}

/** The curve, with its formula beside it: a share of the way along it. */
export function curveMarks(
  { curve, function: formula }: CurveDrawing,
  along: number,
): Plot.Markish[] {
  const left = along < 0.5;
  return [
    Plot.line(curve, { stroke: palette.grey, strokeWidth: 2 }),
    label(formula, curve[Math.round((curve.length - 1) * along)], {
      fill: palette.grey,
      fontStyle: "italic",
      dx: left ? 14 : -4,
      dy: left ? 0 : 38,
      textAnchor: left ? "start" : "end",
    }),
  ];
}

/** Thin lines from places on the curve down to the axis, where x is read. */
export function dropLines(places: Place[], bottom: number): Plot.Markish {
  return segments(places.map(([x, y]) => [[x, y], [x, bottom]]), {
    stroke: palette.pale,
    strokeWidth: 1,
  });
}
