/**
 * Numbers and runs in a caption's words.
 *
 * @module
 */
import type { Run, RunEdition } from "../records/run.ts";
import type { TaskRecord } from "../records/task.ts";

/** A number in a few characters: 0.23, 1.2e-12. */
export function short(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 0.01 && size < 10_000)) return String(Number(value.toPrecision(3)));
  return value.toExponential(1).replace("e+", "e");
}

/** A run's last loss, in words. */
export function endOf(run: Run): string {
  return run.diverged ? "diverged" : short(run.loss[run.loss.length - 1] ?? NaN);
}

/** The run of a label and an edition, if it ran. */
export function find(runs: Run[], label: string, edition: RunEdition): Run | undefined {
  return runs.find((run) => run.label === label && run.edition === edition);
}

/** "KS_50_2 as intended 0.002 (100 gradients)" for each run that is there, with commas between them. */
export function list(runs: Run[], wanted: [label: string, edition: RunEdition, words: string][]) {
  return wanted.flatMap(([label, edition, words]) => {
    const run = find(runs, label, edition);
    return run && run.loss.length > 0
      ? [`${words} ${endOf(run)} after ${run.gradients[run.gradients.length - 1]} gradients`]
      : [];
  }).join(", ");
}

/** A task in words: its sizes, its network, its learning rate. */
export function describeTask(task: TaskRecord): string {
  const { rows, columns, hiddenLayers, hiddenUnits, activation, learningRate } = task;
  const network = hiddenUnits === 0
    ? "no hidden layer"
    : `${hiddenLayers} layer${hiddenLayers === 1 ? "" : "s"} of ${hiddenUnits} units${
      activation === "none" ? "" : " with ReLU"
    }`;
  const rate = learningRate === null ? "" : `, learning rate ${learningRate}`;
  return `${rows.toLocaleString("en")} rows of ${columns} columns, ${network}${rate}.`;
}
