/**
 * The race on a reader's own table: several seeds, each a split and a start of its own.
 *
 * @module
 */
import { entriesNamed } from "../../race/contestants.ts";
import type { TableRecord } from "../../records/table.ts";
import type { TaskRecord } from "../../records/task.ts";
import {
  describeTableTask,
  heldOut,
  type NumericTable,
  type TableTaskOptions,
} from "../../tasks/table_task.ts";
import { tableWorkload } from "../../tasks/workload.ts";
import { type Experiment, fairRates, ownRate } from "../engine/experiment.ts";
import { fairEntries } from "../fair_entries.ts";
import { recordOfSeeds } from "../record_of_seeds.ts";

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
  record: TaskRecord;
  experiment: Experiment;
  /** What is recorded of the table. */
  columns: Omit<TableRecord, "source" | "notes">;
}

/**
 * Plans a race on a table.
 *
 * @throws {RangeError} If an optimizer is unknown, a size is no whole number, or the table has too few rows.
 */
export function planTableRace(table: NumericTable, request: TableRaceRequest): TableRace {
  const { optimizers, iterations, seeds, learningRate = 1e-3 } = request;
  const linear = request.hiddenUnits === 0;
  const entries = optimizers
    ? optimizers.flatMap(entriesNamed)
    : [...fairEntries(linear), ...classics.flatMap(entriesNamed)];
  const counts = entries.map((entry) => iterations ?? entry.iterations);
  const description = describeTableTask(table, { ...request, seed: seeds[0] });
  const record = recordOfSeeds(description, { entries, counts, seeds, learningRate });
  const { target, features } = table;
  return {
    record,
    experiment: {
      workloads: [tableWorkload(table, learningRate, { ...request, seed: seeds[0] })],
      seeds,
      entries,
      rates: request.learningRate === undefined ? fairRates : ownRate,
      limit: { iterations: ({ label }) => record.iterations[label] },
    },
    columns: {
      target: target.name,
      features: features.map((feature) => feature.name),
      validationRows: heldOut(target.values.length, request.validation),
    },
  };
}

/** What numerical libraries would try first. */
const classics = ["LBFGS", "CG", "NEWTONCG"];
