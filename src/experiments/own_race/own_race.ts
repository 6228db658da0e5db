/**
 * A race of your own: on the post's tasks or on a table, planned, run and written.
 *
 * @module
 */
import { join } from "../../deps/path.ts";
import { writeWhole } from "../../process/files.ts";
import { type CostTable, costTable } from "../../scores/cost_table.ts";
import type { Run } from "../../records/run.ts";
import { planRace, type RaceRequest } from "./post_race.ts";
import type { TableFileOptions } from "./table_file.ts";
import { planTableRace, type TableRaceRequest } from "./table_race.ts";
import type { Experiment } from "../engine/experiment.ts";
import { type Listener, run } from "../engine/run.ts";
import { runOfTrial } from "../../records/trial.ts";
import { verdictOf } from "../../scores/verdict.ts";
import { version } from "../../backend/version.ts";
import type { RaceData } from "../../records/data.ts";
import { drawFigure } from "../../drawings/draw.ts";
import { drawTableRace, tableReport } from "./report.ts";
import { validateFigure } from "../../records/validate.ts";
import type { Environment } from "../../records/environment.ts";

/** A race, before it is run. */
export interface ReaderRace {
  experiment: Experiment;
  /** Writes data and pictures into a folder; gives their paths. */
  write(runs: Run[], environment: Environment, folder: string): Promise<string[]>;
  /** What to print: on a table the answer in one sentence first. */
  summary(runs: Run[]): { sentence?: string; table: CostTable };
}

/** The runs of a race that were finished; of a grid of learning rates the best. */
export async function runsOf({ experiment }: ReaderRace, listener: Listener): Promise<Run[]> {
  const several = experiment.seeds.length > 1;
  const runs: Run[] = [];
  for await (const trial of run(experiment, listener)) {
    if (trial.rate !== "grid") runs.push(runOfTrial(trial, several));
  }
  return runs;
}

/**
 * A race on one of the post's tasks, or on one of its kind.
 *
 * @param reach The loss to reach.
 * @throws {RangeError} As {@linkcode planRace}.
 */
export function postRace(request: RaceRequest, reach?: number): ReaderRace {
  const plan = planRace(request);
  return {
    experiment: plan.experiment,
    async write(runs, environment, folder) {
      const { title, record: task } = plan;
      const data: RaceData = { kind: "race", title, project: version, environment, task, runs };
      const json = JSON.stringify(validateFigure(data)) + "\n";
      return await writeAll(folder, { "race.json": json, "race.svg": drawFigure(data) + "\n" });
    },
    summary: (runs) => ({ table: costTable(runs, reach) }),
  };
}

/**
 * A race on the columns of a file.
 *
 * @param reach The loss to reach, of the rows held out.
 * @throws {TableError} If the file is no table, or has no such columns.
 * @throws {RangeError} As {@linkcode planTableRace}.
 */
export async function tableRace(
  file: string,
  columns: TableFileOptions,
  request: TableRaceRequest,
  reach?: number,
): Promise<ReaderRace> {
  // DuckDB comes with it, which no other race needs.
  const { readTableFile } = await import("./table_file.ts");
  const { table, notes } = await readTableFile(file, columns);
  const race = planTableRace(table, request);
  return {
    experiment: race.experiment,
    async write(runs, environment, folder) {
      const data = {
        kind: "race" as const,
        title: `Which optimizer for ${table.target.name}?`,
        project: version,
        environment,
        task: race.record,
        table: { source: file, ...race.columns, notes },
        runs,
      };
      const pictures = { training: "race.svg", validation: "race-validation.svg" };
      return await writeAll(folder, {
        "race.json": JSON.stringify(validateFigure(data)) + "\n",
        [pictures.training]: drawTableRace(data, "training") + "\n",
        [pictures.validation]: drawTableRace(data, "validation") + "\n",
        "race.md": tableReport(data, verdictOf(runs, reach), pictures),
      });
    },
    summary: (runs) => verdictOf(runs, reach),
  };
}

async function writeAll(folder: string, files: Record<string, string>): Promise<string[]> {
  const paths: string[] = [];
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    await writeWhole(path, text);
    paths.push(path);
  }
  return paths;
}
