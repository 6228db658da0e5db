/**
 * The race on a reader's own table: several seeds, each a split and a start of its own.
 *
 * @module
 */
import {
  describeTableTask,
  heldOut,
  type NumericTable,
  tableTask,
  type TableTaskOptions,
} from "../../tasks/table_task.ts";
import { entriesNamed } from "../../race/contestants.ts";
import { fairEntries, learningRateGrid, runFairly } from "../../race/fair.ts";
import { recordOfSeeds } from "../../race/plan.ts";
import type { Run } from "../../records/run.ts";
import type { SeedsOptions } from "./seeds.ts";
import type { TaskRecord } from "../../records/task.ts";
import { runEntry } from "../../race/run_entry.ts";
import type { TableRecord } from "../../records/table.ts";
import type { Entry } from "../../race/contestant.ts";

/** What a reader asks for. */
export interface TableRaceRequest extends Omit<TableTaskOptions, "seed" | "fused"> {
  /** Names as {@linkcode entriesNamed} takes them; by default the fair race's and the classics. */
  optimizers?: string[];
  /** By default the post's. */
  iterations?: number;
  /** Of all; by default a thousandth, and for SGD and Adam the best of a grid on the first seed. */
  learningRate?: number;
  seeds: number[];
}

/** A race on a table, before it is run. */
export interface TableRace {
  request: TableRaceRequest;
  table: NumericTable;
  entries: Entry[];
  learningRate: number;
  record: TaskRecord;
  /** Iterations in all. */
  work: number;
}

/**
 * Plans a race on a table.
 *
 * @throws {RangeError} Where an optimizer is unknown, a size is no whole number, or the table has too few rows.
 */
export function planTableRace(table: NumericTable, request: TableRaceRequest): TableRace {
  const { optimizers, iterations, seeds, learningRate = 1e-3 } = request;
  const linear = request.hiddenUnits === 0;
  const entries = optimizers
    ? optimizers.flatMap(entriesNamed)
    : [...fairEntries(linear), ...classics.flatMap(entriesNamed)];
  const counts = entries.map((entry) => iterations ?? entry.iterations);
  const description = describeTableTask(table, { ...request, seed: seeds[0] });
  const races = entries.map((entry) => seeds.length + (tunes(entry, request) ? gridExtra : 0));
  return {
    request,
    table,
    entries,
    learningRate,
    record: recordOfSeeds(description, { entries, counts, seeds, learningRate }),
    work: counts.reduce((sum, count, i) => sum + count * races[i], 0),
  };
}

/** What numerical libraries would try first. */
const classics = ["LBFGS", "CG", "NEWTONCG"];

const gridExtra = learningRateGrid.length - 1;

/** What is recorded of the table. */
export function tableRecord(race: TableRace, source: string, notes: string[]): TableRecord {
  const { table: { target, features }, request: { validation } } = race;
  return {
    source,
    target: target.name,
    features: features.map((feature) => feature.name),
    validationRows: heldOut(target.values.length, validation),
    notes,
  };
}

/**
 * Runs the race, seed after seed, and gives the runs that were finished. Where a learning rate is to be chosen, it is the
 * one whose training loss ends lowest on the first seed.
 */
export async function runTableRace(race: TableRace, options: SeedsOptions = {}): Promise<Run[]> {
  const { signal, onTask, onWork } = options;
  const { request, table, entries } = race;
  const several = request.seeds.length > 1;
  const chosen = new Map<Entry, number>();
  const runs: Run[] = [];
  for (const seed of request.seeds) {
    onTask?.(`data of seed ${seed}`);
    const task = await tableTask(table, { ...request, seed });
    try {
      for (const entry of entries) {
        onTask?.(`${entry.label}, ${entry.edition}`);
        const limits = {
          iterations: race.record.iterations[entry.label],
          signal,
          validate: task.validationLoss,
          onIteration: () => onWork?.(1),
        };
        const rate = chosen.get(entry);
        const run = tunes(entry, request) && rate === undefined
          ? await runFairly(task, entry, race.learningRate, limits)
          : await runEntry(task, entry, rate ?? race.learningRate, limits);
        if (signal?.aborted) break;
        if (run.learningRate !== undefined) chosen.set(entry, run.learningRate);
        runs.push({
          ...run,
          ...(chosen.has(entry) && { learningRate: chosen.get(entry) }),
          ...(several && { seed }),
        });
      }
    } finally {
      task.dispose();
    }
    if (signal?.aborted) break;
  }
  return runs;
}

function tunes(entry: Entry, { learningRate }: TableRaceRequest): boolean {
  return entry.tunable && learningRate === undefined;
}
