/**
 * The figures that explain an idea, by number.
 *
 * @module
 */
import type { ConceptData } from "../records/data.ts";
import type { ConceptFigure, Drawings } from "../records/drawing.ts";
import { drawFigure01, figure01Title } from "./figure_01.ts";
import { drawFigure02, figure02Title } from "./figure_02.ts";
import { drawFigure03, figure03Title } from "./figure_03.ts";
import { drawFigure06, figure06Title } from "./figure_06.ts";
import { drawFigure07, figure07Title } from "./figure_07.ts";
import { drawFigure08, figure08Title } from "./figure_08.ts";

const draw: { [F in ConceptFigure]: (drawing: Drawings[F]) => string } = {
  1: drawFigure01,
  2: drawFigure02,
  3: drawFigure03,
  6: drawFigure06,
  7: drawFigure07,
  8: drawFigure08,
};

/** Their titles, which hold the post's captions. */
export const conceptTitles: Record<ConceptFigure, string> = {
  1: figure01Title,
  2: figure02Title,
  3: figure03Title,
  6: figure06Title,
  7: figure07Title,
  8: figure08Title,
};

/** Whether a figure explains an idea. */
export function isConceptFigure(figure: number): figure is ConceptFigure {
  return figure in draw;
}

/** Draws such a figure: SVG text, from nothing but its data. */
export function drawConcept({ figure, drawing }: ConceptData): string {
  const draws = draw[figure] as (drawing: ConceptData["drawing"]) => string;
  return draws(drawing);
}
