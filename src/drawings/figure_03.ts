/** Figure 3: Newton's iterations, each the vertex of a parabola. @module */
import * as Plot from "../deps/plot.ts";
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
  label,
  palette,
  type Place,
  plane,
  rings,
  rounded,
  segments,
  width,
} from "./concept_marks.ts";
import type { ParabolaDrawing } from "../records/drawing.ts";
import { picture } from "./svg.ts";

/** The post's caption. */
export const figure03Title = "Figure 3. We may be on to something here";

/** A colour a parabola; were there more, they would begin again. */
const colours = [palette.vermilion, palette.blue, palette.green, palette.purple];

/** The quadratic that agrees with the function at a place: in value, slope and curvature. */
interface Taylor {
  at: Place;
  slope: number;
  curvature: number;
}

/** Draws Newton's iterations on a curve: SVG text, from nothing but its data. */
export function drawFigure03(drawing: ParabolaDrawing): string {
  const domain = curveDomain(drawing, 0.12);
  const [, [bottom, top]] = domain;
  const asked = gradientsOf(drawing.points);
  const colour = asked.map((_, k) => colours[k % colours.length]);
  const quadratics = asked.map((point, k): Taylor => ({
    at: onCurve(point),
    slope: slopeOf(point),
    curvature: drawing.curvatures[k],
  }));
  const places = drawing.points.map(onCurve);
  const last = drawing.points[places.length - 1];
  const vertices = quadratics.map(vertex);
  const caption =
    "A parabola with its dot’s value, slope and curvature; its lowest point (ring) is the next x. " +
    `${named("x", asked.length)} = ${rounded(last.at[0])}; the minimum is at ${
      rounded(drawing.minimum[0])
    }.`;
  const { options } = plane(460, domain, ["x", "f(x)"]);
  return picture(figure03Title, caption, width, [{
    ...options,
    marks: [
      dropLines(places, bottom),
      ...curveMarks(drawing, 1),
      ...quadratics.map((quadratic, k) =>
        Plot.line(sampled(quadratic, top), { stroke: colour[k], strokeWidth: 2 })
      ),
      segments(vertices.map((from, k) => [from, places[k + 1]]), { stroke: palette.black }),
      rings(vertices, colour),
      gradientDots(asked.map(onCurve), colour),
      ...quadratics.slice(0, 2).map((quadratic, k) =>
        label(`parabola at ${named("x", k)}`, sampled(quadratic, top)[57], {
          fill: colour[k],
          dx: 12,
        })
      ),
      ...places.map(([x], k) =>
        label(named("x", k), [x, bottom], { textAnchor: "middle", dy: -9 })
      ),
    ],
  }]);
}

/** A letter with its index below it. */
function named(letter: string, index: number): string {
  return letter + [...String(index)].map((digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]).join("");
}

function vertex({ at: [x, value], slope, curvature }: Taylor): Place {
  return [x - slope / curvature, value - slope ** 2 / (2 * curvature)];
}

/** The parabola as far up as the place it belongs to, and a little further. */
function sampled(quadratic: Taylor, top: number): Place[] {
  const { at: [, value], curvature } = quadratic;
  const [x, lowest] = vertex(quadratic);
  const height = Math.min(top, value + 0.12) - lowest;
  const reach = Math.sqrt(2 * height / curvature);
  return Array.from({ length: 61 }, (_, i) => {
    const t = reach * (i / 30 - 1);
    return [x + t, lowest + curvature * t * t / 2];
  });
}
