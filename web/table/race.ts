/**
 * A race of optimizers on a reader's table, short enough to wait for.
 *
 * @module
 */
import { run as runExperiment } from "../../src/experiments/engine/run.ts";
import { numericTable } from "../../src/experiments/own_race/numeric_table.ts";
import { planTableRace } from "../../src/experiments/own_race/table_race.ts";
import type { Run } from "../../src/records/run.ts";
import { runOfTrial } from "../../src/records/trial.ts";
import { verdictOf } from "../../src/scores/verdict.ts";
import type { Work } from "../workers/calls.ts";
import { nowAndThen } from "../workers/sending.ts";
import type { TableVerdict, TargetQuestion } from "../workers/table_calls.ts";
import { computeOn } from "../workers/where.ts";
import type { ReadTable } from "./columns.ts";

/** Of each run: with nine learning rates of SGD and of Adam there are some 27 of them. */
const secondsEach = 0.25;
/** Of a column of text, as fit has it. */
const mostLevels = 100;
/** A quarter of the rows is held out, as on the command line. */
const validation = 0.25;

/** Races on a linear regression of the target on the features. */
export async function raceOnTable(
  { values, rows, name, notes: before }: ReadTable & { name: string },
  { target, features }: TargetQuestion,
  { news, signal }: Work<{ run: Run }>,
): Promise<TableVerdict> {
  const { where } = await computeOn("wasm");
  const notes = [...before];
  const present = (column: string, row: number) => {
    const value = values[column][row];
    return value !== undefined && (typeof value !== "number" || Number.isFinite(value));
  };
  const complete = Array.from({ length: rows }, (_, row) => row)
    .filter((row) => [target, ...features].every((column) => present(column, row)));
  const numbers = (column: string) =>
    Float64Array.from(complete, (row) => Number(values[column][row]));
  if (complete.some((row) => typeof values[target][row] === "string")) {
    throw new Error(
      `Cannot race: the target "${target}" holds text, and a regression tells numbers.`,
    );
  }
  const inputs = features.map((column) => {
    const isText = complete.some((row) => typeof values[column][row] === "string");
    const levels = isText
      ? [...new Set(complete.map((row) => String(values[column][row])))].sort()
      : [];
    if (levels.length > mostLevels) {
      throw new Error(
        `Cannot race: "${column}" has ${levels.length} levels, and ${mostLevels} are the most. Leave it out.`,
      );
    }
    return isText ? { column, levels } : { column };
  });
  const columns = inputs.map(({ column, levels }) => {
    if (levels === undefined) return numbers(column);
    const places = new Map(levels.map((level, k) => [level, k]));
    return Float64Array.from(complete, (row) => places.get(String(values[column][row]))!);
  });
  const whole = { inputs, columns, target: { name: target, values: numbers(target) }, total: rows };
  const race = planTableRace(numericTable(name, whole, notes), {
    ...{ seeds: [0], validation, hiddenLayers: 1, hiddenUnits: 0, activation: "relu" },
  });
  const limited = { ...race.experiment, limit: { ...race.experiment.limit, seconds: secondsEach } };
  const runs: Run[] = [];
  const onRun = nowAndThen((run) => news({ run }));
  for await (const trial of runExperiment(limited, { signal, onRun })) {
    if (trial.rate !== "grid") runs.push(runOfTrial(trial, false));
  }
  if (runs.length === 0) throw new Error("Stopped before a run was finished.");
  const { sentence, table: { head, rows: cells } } = verdictOf(runs);
  return { sentence, head, rows: cells, runs, notes, where };
}
