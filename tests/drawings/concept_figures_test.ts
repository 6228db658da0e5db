import { useBackend } from "../../src/backend/backend.ts";
import { conceptDrawing } from "../../src/experiments/concepts/concepts.ts";
import { DOMParser } from "../../src/deps/dom.ts";
import assert from "../../src/deps/test.ts";
import type { ConceptFigure, Drawings } from "../../src/records/drawing.ts";
import { drawFigure01, figure01Title } from "../../src/drawings/figure_01.ts";
import { drawFigure02, figure02Title } from "../../src/drawings/figure_02.ts";
import { drawFigure03, figure03Title } from "../../src/drawings/figure_03.ts";
import { drawFigure06, figure06Title } from "../../src/drawings/figure_06.ts";
import { drawFigure07, figure07Title } from "../../src/drawings/figure_07.ts";
import { drawFigure08, figure08Title } from "../../src/drawings/figure_08.ts";

await useBackend("cpu");

/** A drawing as it comes from its file. */
function stored<F extends ConceptFigure>(figure: F): Drawings[F] {
  return JSON.parse(JSON.stringify(conceptDrawing(figure)));
}

const figures = [
  { title: figure01Title, drawing: stored(1), svg: drawFigure01(stored(1)) },
  { title: figure02Title, drawing: stored(2), svg: drawFigure02(stored(2)) },
  { title: figure03Title, drawing: stored(3), svg: drawFigure03(stored(3)) },
  { title: figure06Title, drawing: stored(6), svg: drawFigure06(stored(6)) },
  { title: figure07Title, drawing: stored(7), svg: drawFigure07(stored(7)) },
  { title: figure08Title, drawing: stored(8), svg: drawFigure08(stored(8)) },
];

function parsed(svg: string) {
  return new DOMParser().parseFromString(svg, "image/svg+xml");
}

/** How many shapes a mark of the picture has. */
function shapes(svg: string, className: string, shape: string): number {
  return parsed(svg).querySelectorAll(`g.${className} ${shape}`).length;
}

for (const { title, drawing, svg } of figures) {
  Deno.test(`"${title}" has its title, its function's formula, and a thick dot a gradient`, () => {
    const texts = [...parsed(svg).querySelectorAll("text")].map((node) => node.textContent ?? "");
    assert.ok(texts.some((text) => text.includes(title)));
    assert.ok(texts.some((text) => text.includes(drawing.function)));
    const gradients = [...drawing.points].filter(({ kind }) => kind === "gradient").length;
    assert.equal(shapes(svg, "gradients", "circle"), gradients);
    assert.ok(!svg.includes("NaN") && !svg.includes("undefined"));
  });
}

Deno.test("SGD's picture has a line a step, KeepStepping's and the slice's a dash", () => {
  const steps = (drawing: { points: { kind: string }[] }) =>
    drawing.points.filter(({ kind }) => kind === "step").length;
  assert.equal(shapes(figures[3].svg, "steps", "path"), 6);
  assert.equal(shapes(figures[4].svg, "dashes", "path"), steps(stored(7)));
  assert.equal(shapes(figures[5].svg, "dashes", "path"), steps(stored(8)));
  assert.equal(shapes(figures[3].svg, "dashes", "path"), 0);
});

Deno.test("a picture's numbers come from its data", () => {
  const drawing = stored(6);
  drawing.points[drawing.points.length - 1].value = 0.123;
  assert.ok(drawFigure06(drawing).includes("0.123"));
});
