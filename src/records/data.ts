/**
 * A figure's data, as scripts write it and pictures are drawn from it. Its format is schema.json's.
 *
 * @module
 */
import type { Run } from "./run.ts";
import type { ConceptFigure, Drawing } from "./drawing.ts";
import type { Environment } from "./environment.ts";
import type { TaskRecord } from "./task.ts";
import type { FairRecord } from "./fair.ts";
import type { TableRecord } from "./table.ts";

interface Common {
  title: string;
  /** Version of more-descent. */
  project: string;
  environment: Environment;
}

/** Figures 4, 5 and 9 to 13, and races: what was trained, and how it went. */
export interface RaceData extends Common {
  kind: "figure" | "race";
  /** The post's number; none in a race of your own. */
  figure?: number;
  task: TaskRecord;
  runs: Run[];
  /** In a race on a reader's own table: what was read of it. */
  table?: TableRecord;
  /** True if the optimizers beyond the post run on a figure's task. */
  beyond?: boolean;
  /** In a fair race: what each got. */
  fair?: FairRecord;
}

/** Figures 1 to 3 and 6 to 8. */
export interface ConceptData extends Common {
  kind: "figure";
  figure: ConceptFigure;
  drawing: Drawing;
}

/** What a figure's JSON file holds. */
export type FigureData = RaceData | ConceptData;

/** Whether a figure shows training runs. */
export function isRaceData(data: FigureData): data is RaceData {
  return "runs" in data;
}
