/**
 * A figure's data as its picture.
 *
 * @module
 */
import { type FigureData, isRaceData, type RaceData } from "../records/data.ts";
import { drawConcept } from "./concept_pages.ts";
import { drawBeyond } from "./beyond_figure.ts";
import { drawFair } from "./fair_figure.ts";
import { figure04 } from "./figure_04.ts";
import { figure05 } from "./figure_05.ts";
import { figure09 } from "./figure_09.ts";
import { figure10 } from "./figure_10.ts";
import { figure11 } from "./figure_11.ts";
import { figure12 } from "./figure_12.ts";
import { figure13 } from "./figure_13.ts";
import type { RacePage } from "./page.ts";
import { drawRaces } from "./race_figure.ts";
import { describeTask } from "./words.ts";

/** The figures that show training runs, by number. */
export const racePages: Record<number, RacePage> = {
  4: figure04,
  5: figure05,
  9: figure09,
  10: figure10,
  11: figure11,
  12: figure12,
  13: figure13,
};

/** Draws a figure or a race: SVG text, from nothing but its data. */
export function drawFigure(data: FigureData): string {
  if (!isRaceData(data)) return drawConcept(data);
  if (data.fair) return drawFair(data);
  if (data.beyond) return drawBeyond(data);
  const page = data.figure === undefined ? undefined : racePages[data.figure];
  return page ? drawPage(page, data) : drawRaces(data.title, describeTask(data.task), data.runs);
}

function drawPage(page: RacePage, { title, task, runs }: RaceData): string {
  return page.draw(title, `${describeTask(task)} ${page.caption(runs)}`, runs);
}
