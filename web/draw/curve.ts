/**
 * A function of one number, with gradients, steps and, for Newton, parabolas.
 *
 * @module
 */
import * as Plot from "../../src/deps/plot.ts";
import {
  gradientDots,
  hops,
  label,
  palette,
  type Place,
  rings,
  type Segment,
  segments,
} from "../../src/drawings/concept_marks.ts";
import type { CurveInfo } from "../concepts/curves.ts";
import type { CurveWalk } from "../workers/concept_calls.ts";
import { drawing, type Frame, frame } from "./frame.ts";

const colours = [palette.vermilion, palette.blue, palette.green, palette.purple];

/** The frame of a curve at a width. */
export function curveFrame(samples: CurveWalk["samples"], width: number): Frame {
  const values = samples.map(([, value]) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = [samples[0][0], samples[samples.length - 1][0]] as const;
  const height = Math.round(Math.max(260, width * 0.5));
  return frame(width, height, [x, [low - 0.1 * (high - low), high]], ["x", "f(x)"]);
}

/** Draws a walk. */
export function drawCurve({ options }: Frame, walk: CurveWalk, info: CurveInfo): Element {
  const { samples, points, curvatures } = walk;
  const places = points.map(({ at, value }): Place => [at[0], value]);
  const gradients = points.filter(({ kind }) => kind === "gradient");
  const newton = curvatures.length > 0;
  const colour = (k: number) => newton ? colours[k % colours.length] : palette.vermilion;
  const steps = places.slice(1).map((to, i): Segment => [places[i], to]);
  return drawing({
    ...options,
    clip: true,
    marks: [
      Plot.line(samples, { stroke: palette.grey, strokeWidth: 2 }),
      label(info.formula, samples[Math.round(samples.length / 2)], {
        ...{ fill: palette.grey, fontStyle: "italic", textAnchor: "middle", dy: -26 },
      }),
      ...gradients.map(({ at: [x], value, gradient: [slope] = [0] }, k) =>
        newton
          ? Plot.line(parabola([x, value], slope, curvatures[k], samples), {
            ...{ stroke: colour(k), strokeWidth: 1.5 },
          })
          : k === 0
          ? segments([tangent([x, value], slope, samples)], { stroke: colour(k), strokeWidth: 2 })
          : null
      ),
      newton
        ? segments(steps, { stroke: palette.pale, strokeDasharray: "3 3" })
        : hops(steps, palette.blue, 30),
      rings(places.slice(-1), palette.blue),
      gradientDots(
        gradients.map(({ at, value }) => [at[0], value]),
        gradients.map((_, k) => colour(k)),
      ),
      Plot.dot([info.minimum], {
        ...{ x: (x: number) => x, symbol: "times", stroke: palette.grey, strokeWidth: 2, r: 5 },
        y: () => valueAt(samples, info.minimum),
      }),
    ],
  });
}

function valueAt(samples: CurveWalk["samples"], x: number): number {
  const near = samples.reduce((a, b) => Math.abs(b[0] - x) < Math.abs(a[0] - x) ? b : a);
  return near[1];
}

/** The quadratic with the function's value, slope and curvature at a place, over the whole width. */
function parabola(
  [x, value]: Place,
  slope: number,
  curvature: number,
  samples: CurveWalk["samples"],
): Place[] {
  return samples.map(([t]) => {
    const d = t - x;
    return [t, value + slope * d + curvature * d * d / 2];
  });
}

function tangent([x, value]: Place, slope: number, samples: CurveWalk["samples"]): Segment {
  const reach = (samples[samples.length - 1][0] - samples[0][0]) / 8;
  return [[x - reach, value - slope * reach], [x + reach, value + slope * reach]];
}
