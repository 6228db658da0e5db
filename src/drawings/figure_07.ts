/** Figure 7: KeepStepping, a gradient and then steps until it gets worse. @module */
import { fromAbove, gradientPlaces, stepsOf, valleyPanel } from "./concept_valley.ts";
import {
  counted,
  dashes,
  gradientDots,
  label,
  palette,
  rings,
  rounded,
  width,
} from "./concept_marks.ts";
import type { ValleyDrawing } from "../records/drawing.ts";
import { picture } from "./svg.ts";

/** The post's caption. */
export const figure07Title = "Figure 7. First determine the direction, then keep walking";

/** Draws KeepStepping in a valley: SVG text, from nothing but its data. */
export function drawFigure07(drawing: ValleyDrawing): string {
  const { points } = drawing;
  const asked = gradientPlaces(points);
  const steps = stepsOf(points);
  const end = points[points.length - 1];
  const caption =
    `Dashes are steps without a gradient: walk until it gets worse, only then take another. ${
      counted(asked.length, "gradient")
    }, ${counted(steps.length, "step")}: f = ${rounded(end.value)}.`;
  return picture(figure07Title, caption, width, [
    valleyPanel(drawing, [
      dashes(steps, palette.blue),
      rings([fromAbove(end)], palette.blue),
      gradientDots(asked, palette.vermilion),
      label("a gradient", asked[0], { dx: 12, fill: palette.vermilion }),
      label("steps without one", steps[1][1], { dx: 14, fill: palette.blue }),
      label("worse: the next gradient", asked[1], {
        dx: 0,
        dy: 18,
        textAnchor: "middle",
        fill: palette.vermilion,
      }),
    ]),
  ]);
}
