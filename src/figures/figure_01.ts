/** Figure 1: many small steps, a gradient at each. @module */
import {
  curveDomain,
  curveMarks,
  dropLines,
  gradientsOf,
  onCurve,
  slopeOf,
} from "./concept_curve.ts";
import {
  counted,
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
export const figure01Title = "Figure 1. Gradient Descent 101";

/** Draws gradient descent on a curve: SVG text, from nothing but its data. */
export function drawFigure01(drawing: CurveDrawing): string {
  const domain = curveDomain(drawing, 0.12);
  const { options, pixels } = plane(430, domain, ["x", "f(x)"]);
  const asked = gradientsOf(drawing.points);
  const places = drawing.points.map(onCurve);
  const [start, end] = [asked[0], drawing.points[places.length - 1]];
  const steps = places.slice(1).map((to, i): Segment => [places[i], to]);
  const slope = tangent(onCurve(start), slopeOf(start), 85, pixels);
  const middle = places[Math.floor(places.length / 4)];
  const caption = `${counted(asked.length, "small step")}, a gradient at each, take f from ${
    rounded(start.value)
  } to ${rounded(end.value)}; the lowest value is ${rounded(drawing.minimum[1])}.`;
  return picture(figure01Title, caption, width, [{
    ...options,
    marks: [
      dropLines(places, domain[1][0]),
      ...curveMarks(drawing, 0.05),
      segments([slope], { stroke: palette.vermilion, strokeWidth: 2 }),
      hops(steps, palette.blue, -70),
      gradientDots(asked.map(onCurve), palette.vermilion),
      rings([onCurve(end)], palette.blue),
      label("a gradient", onCurve(start), {
        dx: 10,
        dy: 16,
        fill: palette.vermilion,
      }),
      label("a step", middle, { textAnchor: "end", dx: -34, dy: -22, fill: palette.blue }),
    ],
  }]);
}
