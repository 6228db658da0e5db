/**
 * What figures 1, 2 and 3 share: a function of one number, with gradients and steps on it.
 *
 * @module
 */
import * as Plot from "../deps/plot.ts";
import {
  gradientDots,
  hops,
  label,
  palette,
  type Place,
  plane,
  rings,
  type Segment,
  segments,
  tangent,
  width,
} from "./concept_marks.ts";
import type { CurveDrawing, Visit } from "../records/drawing.ts";
import { picture } from "./svg.ts";

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

/** Figures 1 and 2: the curve, its gradients, the first one's slope, and steps that hop from place to place. */
export function drawHops(
  title: string,
  caption: string,
  drawing: CurveDrawing,
  { bend, stepLabel }: { bend: number; stepLabel: (steps: Segment[]) => Plot.Markish },
): string {
  const domain = curveDomain(drawing, 0.12);
  const { options, pixels } = plane(430, domain, ["x", "f(x)"]);
  const asked = gradientsOf(drawing.points);
  const places = drawing.points.map(onCurve);
  const steps = places.slice(1).map((to, i): Segment => [places[i], to]);
  const slope = tangent(places[0], slopeOf(asked[0]), 85, pixels);
  return picture(title, caption, width, [{
    ...options,
    marks: [
      dropLines(places, domain[1][0]),
      ...curveMarks(drawing, 0.05),
      segments([slope], { stroke: palette.vermilion, strokeWidth: 2 }),
      hops(steps, palette.blue, bend),
      gradientDots(asked.map(onCurve), palette.vermilion),
      rings(places.slice(-1), palette.blue),
      label("a gradient", places[0], { dx: 10, dy: 16, fill: palette.vermilion }),
      stepLabel(steps),
    ],
  }]);
}
