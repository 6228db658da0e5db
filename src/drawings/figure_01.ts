/** Figure 1: many small steps, a gradient at each. @module */
import { drawHops, gradientsOf } from "./concept_curve.ts";
import { counted, label, palette, rounded } from "./concept_marks.ts";
import type { CurveDrawing } from "../records/drawing.ts";

/** The post's caption. */
export const figure01Title = "Figure 1. Gradient Descent 101";

/** Draws gradient descent on a curve: SVG text, from nothing but its data. */
export function drawFigure01(drawing: CurveDrawing): string {
  const { points, minimum } = drawing;
  const [start, end] = [points[0], points[points.length - 1]];
  const caption = `${
    counted(gradientsOf(points).length, "small step")
  }, a gradient at each, take f from ${rounded(start.value)} to ${
    rounded(end.value)
  }; the lowest value is ${rounded(minimum[1])}.`;
  return drawHops(figure01Title, caption, drawing, {
    bend: -70,
    stepLabel: (steps) =>
      label("a step", steps[Math.floor(steps.length / 4)][0], {
        textAnchor: "end",
        dx: -34,
        dy: -22,
        fill: palette.blue,
      }),
  });
}
