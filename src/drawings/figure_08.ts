/** Figure 8: a walk seen from the side, where only the step size is left to find. @module */
import * as Plot from "../deps/plot.ts";
import {
  dashes,
  gradientDots,
  label,
  palette,
  type Place,
  plane,
  rings,
  rounded,
  type Segment,
  segments,
  tangent,
  width,
} from "./concept_marks.ts";
import type { SliceDrawing, SlicePoint } from "../records/drawing.ts";
import { picture } from "./svg.ts";

/** The post's caption, shortened. */
export const figure08Title = "Figure 8. As far as the step size is concerned, one-dimensional land";

/** Draws the function along a walk's line: SVG text, from nothing but its data. */
export function drawFigure08(drawing: SliceDrawing): string {
  const { slice, points } = drawing;
  const values = slice.map(([, value]) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.08 * (high - low);
  const { options, pixels } = plane(
    430,
    [[-0.012, slice[slice.length - 1][0]], [low - room, high + room]],
    ["step size along the gradient, t", "f(w − t g)"],
  );
  const places = points.map(place);
  const [origin, ...steps] = places;
  const walk = steps.map((to, i): Segment => [places[i], to]);
  const best = points.reduce((a, b) => b.value < a.value ? b : a);
  const last = points[points.length - 1];
  const caption =
    `Figure 7’s first walk, from the side: along the gradient g, f depends on t alone. The best t tried is ${
      rounded(best.stepSize)
    }: f = ${rounded(best.value)}.`;
  return picture(figure08Title, caption, width, [{
    ...options,
    marks: [
      Plot.line(slice, { stroke: palette.grey, strokeWidth: 2 }),
      segments([tangent(origin, drawing.slope, 110, pixels)], {
        stroke: palette.vermilion,
        strokeWidth: 2,
        clip: true,
      }),
      dashes(walk, palette.blue),
      rings(steps, palette.blue),
      gradientDots([origin], palette.vermilion),
      label("a gradient: direction and slope", origin, { dx: 14, fill: palette.vermilion }),
      label(
        `${drawing.function}, w = ${vector(drawing.origin)}, g = ${vector(drawing.gradient)}`,
        [slice[slice.length - 1][0], high + room],
        { fill: palette.grey, fontStyle: "italic", textAnchor: "end", dy: 14 },
      ),
      ...steps.slice(0, -1).map((at, i) =>
        label(String(i + 1), at, { textAnchor: "end", dx: -7, dy: 12, fill: palette.blue })
      ),
      label(`${steps.length}: worse, so stop`, place(last), { dx: 8, dy: 14, fill: palette.blue }),
    ],
  }]);
}

function vector(values: number[]): string {
  return `(${values.map(rounded).join(", ").replaceAll("-", "−")})`;
}

function place({ stepSize, value }: SlicePoint): Place {
  return [stepSize, value];
}
