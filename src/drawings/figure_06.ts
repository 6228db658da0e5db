/** Figure 6: SGD, a gradient before every step. @module */
import { fromAbove, gradientPlaces, stepsOf, valleyPanel } from "./concept_valley.ts";
import {
  counted,
  gradientDots,
  label,
  middle,
  palette,
  rings,
  rounded,
  segments,
  width,
} from "./concept_marks.ts";
import type { ValleyDrawing } from "../records/drawing.ts";
import { picture } from "./svg.ts";

/** The post's caption. */
export const figure06Title = "Figure 6. This is base SGD";

/** Draws SGD in a valley: SVG text, from nothing but its data. */
export function drawFigure06(drawing: ValleyDrawing): string {
  const { points } = drawing;
  const asked = gradientPlaces(points);
  const steps = stepsOf(points);
  const [start, end] = [points[0], points[points.length - 1]];
  const caption = `A gradient (thick dot), a step (line), and again. ${
    counted(asked.length, "gradient")
  }: f goes from ${rounded(start.value)} to ${rounded(end.value)}. Grey lines: equal f.`;
  return picture(figure06Title, caption, width, [
    valleyPanel(drawing, [
      segments(steps, { stroke: palette.blue, strokeWidth: 2.5, className: "steps" }),
      rings([fromAbove(end)], palette.blue),
      gradientDots(asked, palette.vermilion),
      label("a gradient", asked[0], { dx: 12, fill: palette.vermilion }),
      label("a step", middle(steps[0]), { dx: 12, dy: 4, fill: palette.blue }),
      label(`after ${counted(asked.length, "step")}`, fromAbove(end), { dx: 10, dy: 14 }),
    ]),
  ]);
}
