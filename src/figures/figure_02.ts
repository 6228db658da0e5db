/** Figure 2: one calculated jump instead. @module */
import {
  curveDomain,
  curveMarks,
  dropLines,
  gradientsOf,
  onCurve,
  slopeOf,
} from "./concept_curve.ts";
import {
  gradientDots,
  hops,
  label,
  palette,
  plane,
  rings,
  rounded,
  type Segment,
  segments,
  tangent,
  width,
} from "./concept_marks.ts";
import type { CurveDrawing } from "./drawing.ts";
import { picture } from "./svg.ts";

/** The post's caption. */
export const figure02Title = "Figure 2. Can’t we do this?";

/** Draws Newton's step on a curve: SVG text, from nothing but its data. */
export function drawFigure02(drawing: CurveDrawing): string {
  const domain = curveDomain(drawing, 0.12);
  const { options, pixels } = plane(430, domain, ["x", "f(x)"]);
  const asked = gradientsOf(drawing.points);
  const places = drawing.points.map(onCurve);
  const [start, end] = [asked[0], drawing.points[places.length - 1]];
  const steps = places.slice(1).map((to, i): Segment => [places[i], to]);
  const slope = tangent(onCurve(start), slopeOf(start), 85, pixels);
  const caption =
    `From the same start one step, calculated from slope and curvature, takes f from ${
      rounded(start.value)
    } to ${rounded(end.value)}; the lowest value is ${rounded(drawing.minimum[1])}.`;
  return picture(figure02Title, caption, width, [{
    ...options,
    marks: [
      dropLines(places, domain[1][0]),
      ...curveMarks(drawing, 0.05),
      segments([slope], { stroke: palette.vermilion, strokeWidth: 2 }),
      hops(steps, palette.blue, -45),
      gradientDots(asked.map(onCurve), palette.vermilion),
      rings([onCurve(end)], palette.blue),
      label("a gradient", onCurve(start), {
        dx: 10,
        dy: 16,
        fill: palette.vermilion,
      }),
      label("one calculated jump", middle(steps[0]), {
        textAnchor: "middle",
        dy: -14,
        fill: palette.blue,
      }),
    ],
  }]);
}

function middle([from, to]: Segment): [number, number] {
  return [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
}
