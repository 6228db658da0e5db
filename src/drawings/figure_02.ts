/** Figure 2: one calculated jump instead. @module */
import { drawHops } from "./concept_curve.ts";
import { label, middle, palette, rounded } from "./concept_marks.ts";
import type { CurveDrawing } from "../records/drawing.ts";

/** The post's caption. */
export const figure02Title = "Figure 2. Can’t we do this?";

/** Draws Newton's step on a curve: SVG text, from nothing but its data. */
export function drawFigure02(drawing: CurveDrawing): string {
  const { points, minimum } = drawing;
  const [start, end] = [points[0], points[points.length - 1]];
  const caption =
    `From the same start one step, calculated from slope and curvature, takes f from ${
      rounded(start.value)
    } to ${rounded(end.value)}; the lowest value is ${rounded(minimum[1])}.`;
  return drawHops(figure02Title, caption, drawing, {
    bend: -45,
    stepLabel: ([jump]) =>
      label("one calculated jump", middle(jump), {
        textAnchor: "middle",
        dy: -14,
        fill: palette.blue,
      }),
  });
}
