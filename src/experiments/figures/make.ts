/**
 * Make a figure: run what it shows, or take what an earlier call has run, and draw it.
 *
 * @module
 */
import { useBackend } from "../../backend/backend.ts";
import { conceptDrawing } from "../concepts/concepts.ts";
import { environment } from "../../race/environment.ts";
import type { PlanChanges } from "../../race/plan.ts";
import type { TaskFigure } from "../../tasks/post.ts";
import { version } from "../../backend/version.ts";
import { conceptTitles, isConceptFigure } from "../../drawings/concept_pages.ts";
import type { ConceptData, FigureData } from "../../records/data.ts";
import { drawFigure } from "../../drawings/draw.ts";
import type { ConceptFigure } from "../../records/drawing.ts";
import { makeRaces, workOfRaces } from "./make_races.ts";
import { isOf } from "./reuse.ts";
import { figureName, type FigureStore } from "./store.ts";

/** The figures of the post, by number. */
export const figures: readonly number[] = Array.from({ length: 13 }, (_, i) => i + 1);

/** How figures are made. */
export interface MakeOptions {
  store: FigureStore;
  /** A choice of {@linkcode useBackend}. */
  backend: string;
  changes: PlanChanges;
  /** Run everything again, whatever is there. */
  fresh: boolean;
  /** Ends the work; runs that are finished are kept. */
  signal?: AbortSignal;
  /** Called when races are about to run, with the backend and why it was taken. */
  onBackend?: (reason: string) => void;
  /** Called when something begins, with its name. */
  onTask?: (task: string) => void;
  /** Called after so many units of work; a figure's sum is {@linkcode workOf}'s. */
  onWork?: (units: number) => void;
}

/** What became of a figure. */
export interface Made {
  name: string;
  /** None where it was interrupted before its first run was finished. */
  data?: FigureData;
  /** computed: run now, wholly or in part; kept: it was there; drawn: only drawn; unfinished: interrupted, with the runs it has. */
  outcome: "computed" | "kept" | "drawn" | "unfinished";
}

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
