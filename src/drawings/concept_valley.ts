/**
 * What figures 6 and 7 share: a function of two numbers from above, and an optimizer's way through it.
 *
 * @module
 */
import * as Plot from "../deps/plot.ts";
import { label, palette, type Place, plane, type Segment, squareHeight } from "./concept_marks.ts";
import type { ValleyDrawing, Visit } from "../records/drawing.ts";

/** A visit's place, from above. */
export function fromAbove({ at: [x, y] }: Visit): Place {
  return [x, y];
}

/** Where gradients were taken. */
export function gradientPlaces(points: Visit[]): Place[] {
  return points.filter((point) => point.kind === "gradient").map(fromAbove);
}

/** The way from each visit to the next; standing still is no step. */
export function stepsOf(points: Visit[]): Segment[] {
  const places = points.map(fromAbove);
  return places.slice(1).map((to, i): Segment => [places[i], to])
    .filter(([from, to]) => from.some((coordinate, axis) => coordinate !== to[axis]));
}

/** A panel with the function's contours, where a unit of x is as long as a unit of y. */
export function valleyPanel(
  { grid, minimum, function: formula }: ValleyDrawing,
  marks: Plot.Markish[],
): Plot.PlotOptions & { height: number } {
  const [dx, dy] = [spacing(grid.x, grid.columns), spacing(grid.y, grid.rows)];
  // Contours close at the grid's edge: the picture ends two cells before it.
  const domain: [Place, Place] = [inset(grid.x, 2 * dx), inset(grid.y, 2 * dy)];
  const { options } = plane(squareHeight(domain), domain, ["x", "y"]);
  // Plot takes values for the middles of cells, so that cells reach half a spacing further.
  const [[x1, x2], [y1, y2]] = [inset(grid.x, -dx / 2), inset(grid.y, -dy / 2)];
  return {
    ...options,
    x: { ...options.x, ticks: 7 },
    y: { ...options.y, ticks: 5 },
    marks: [
      Plot.contour(grid.values, {
        width: grid.columns,
        height: grid.rows,
        x1,
        x2,
        y1,
        y2,
        thresholds: levels(grid.values),
        stroke: palette.pale,
        clip: true,
      }),
      Plot.frame({ stroke: palette.pale }),
      label(formula, [domain[0][1], domain[1][1]], {
        fill: palette.grey,
        fontStyle: "italic",
        textAnchor: "end",
        dx: -8,
        dy: 14,
      }),
      Plot.dot([minimum], { symbol: "times", stroke: palette.grey, strokeWidth: 2, r: 5 }),
      label("minimum", minimum, { fill: palette.grey, dx: 9 }),
      ...marks,
    ],
  };
}

/** Heights of contours, closer together towards the bottom. */
function levels(values: number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return Array.from({ length: 11 }, (_, i) => low + (high - low) * ((i + 1) / 12) ** 2);
}

function spacing([from, to]: Place, count: number): number {
  return (to - from) / (count - 1);
}

function inset([from, to]: Place, by: number): Place {
  return [from + by, to - by];
}
