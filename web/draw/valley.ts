/**
 * A function of two numbers from above, and an optimizer's way through it.
 *
 * @module
 */
import * as Plot from "../../src/deps/plot.ts";
import {
  dashes,
  gradientDots,
  hops,
  label,
  palette,
  rings,
  segments,
} from "../../src/drawings/concept_marks.ts";
import { fromAbove, gradientPlaces, stepsOf } from "../../src/drawings/concept_valley.ts";
import type { Grid, Visit } from "../../src/records/drawing.ts";
import type { ValleyInfo } from "../concepts/valleys.ts";
import { drawing, type Frame, frame } from "./frame.ts";

/** The frame of a valley at a width. */
export function valleyFrame({ x, y }: ValleyInfo, width: number): Frame {
  return frame(width, "square", [x, y], ["x", "y"]);
}

/** The contours: they stay while the way changes. */
export function drawContours({ options }: Frame, grid: Grid, info: ValleyInfo): Element {
  const { values, columns, rows } = grid;
  const cell = ([from, to]: [number, number], count: number): [number, number] => {
    const half = (to - from) / (count - 1) / 2;
    return [from - half, to + half];
  };
  const [[x1, x2], [y1, y2]] = [cell(grid.x, columns), cell(grid.y, rows)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return drawing({
    ...options,
    marks: [
      Plot.contour(values, {
        ...{ width: columns, height: rows, x1, x2, y1, y2, clip: true },
        // Closer together towards the bottom.
        thresholds: Array.from(
          { length: 14 },
          (_, i) => low + (high - low) * ((i + 0.5) / 14) ** 3,
        ),
        stroke: palette.pale,
      }),
      Plot.frame({ stroke: palette.pale }),
      label(info.formula, [info.x[1], info.y[1]], {
        ...{ fill: palette.grey, fontStyle: "italic", textAnchor: "end", dx: -8, dy: 14 },
      }),
      Plot.dot([info.minimum], { symbol: "times", stroke: palette.grey, strokeWidth: 2, r: 5 }),
    ],
  });
}

/** The way: dots are gradients, dashes are steps without one. */
export function drawWay({ options }: Frame, points: Visit[], hopping: boolean): Element {
  const steps = stepsOf(points);
  const end = points[points.length - 1];
  const inside = { ...options, x: { ...options.x, axis: null }, y: { ...options.y, axis: null } };
  return drawing({
    ...inside,
    clip: true,
    marks: [
      hopping ? hops(steps, palette.blue, 0) : [
        segments(steps, { stroke: palette.blue, strokeOpacity: 0.25 }),
        dashes(steps, palette.blue),
      ],
      rings([fromAbove(end)], palette.blue),
      gradientDots(gradientPlaces(points), palette.vermilion),
    ],
  });
}
