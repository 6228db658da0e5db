/**
 * Make a figure: run what it shows, or take what an earlier call has run, and draw it.
 *
 * @module
 */
import { useBackend } from "../../backend/backend.ts";
import { conceptDrawing } from "../concepts/concepts.ts";
import { environment } from "../../race/environment.ts";
import type { PlanChanges } from "./plan.ts";
import type { TaskFigure } from "../../tasks/post.ts";
import { version } from "../../backend/version.ts";
import { conceptTitles, isConceptFigure } from "../../drawings/concept_pages.ts";
import type { ConceptData } from "../../records/data.ts";
import { drawFigure } from "../../drawings/draw.ts";
import type { ConceptFigure } from "../../records/drawing.ts";
import { makeRaces, workOfRaces } from "./make_races.ts";
import { isOf } from "./reuse.ts";
import { figureName, type FigureStore } from "./store.ts";
import type { Made, MakeOptions } from "./options.ts";

/** The figures of the post, the cheap ones first: figure 11 takes three quarters of the time of all. */
export const figures: readonly number[] = [1, 2, 3, 6, 7, 8, 4, 5, 13, 9, 10, 12, 11];

/** Units of work of a figure. */
export function workOf(figure: number, changes: PlanChanges): number {
  return isConceptFigure(figure) ? 1 : workOfRaces(figure as TaskFigure, changes);
}

/** Makes a figure of the post, and writes its data and its picture. */
export async function makeFigure(figure: number, options: MakeOptions): Promise<Made> {
  const made = isConceptFigure(figure)
    ? await makeConcept(figure, options)
    : await makeRaces(figure as TaskFigure, options);
  if (made.data) await options.store.writePicture(made.name, drawFigure(made.data));
  return made;
}

async function makeConcept(figure: ConceptFigure, options: MakeOptions): Promise<Made> {
  const { store, fresh, onTask, onWork } = options;
  const name = figureName(figure);
  onTask?.(`figure ${figure}`);
  // Every value is read as soon as it is there, which the cpu backend does best.
  const where = await environment(await useBackend("cpu"));
  const known = fresh ? undefined : await store.read(name);
  onWork?.(1);
  if (known && isOf(known, where)) return { name, data: known, outcome: "kept" };
  const data: ConceptData = {
    kind: "figure",
    figure,
    title: conceptTitles[figure],
    project: version,
    environment: where,
    drawing: conceptDrawing(figure),
  };
  await store.writeData(name, data);
  return { name, data, outcome: "computed" };
}

/** Draws a figure again, from the data that is there. */
export async function redraw(figure: number, store: FigureStore): Promise<Made> {
  const name = figureName(figure);
  const data = await store.require(name);
  await store.writePicture(name, drawFigure(data));
  return { name, data, outcome: "drawn" };
}
