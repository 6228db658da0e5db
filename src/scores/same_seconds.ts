/**
 * Runs against one another: at the same seconds, as in the post's pictures.
 *
 * @module
 */
import type { RaceData } from "../records/data.ts";
import type { Run, RunEdition } from "../records/run.ts";

/** The run of a label; of the edition, if it has several. */
export function runOf({ runs }: RaceData, label: string, edition: RunEdition): Run {
  const found = runs.filter((run) => run.label === label);
  const run = found.find((one) => one.edition === edition) ?? found[0];
  if (!run) throw new Error(`Cannot examine: the figure's data has no run ${label}.`);
  return run;
}

/** The last loss that a run had recorded when this many seconds had passed; Infinity if it diverged before. */
export function lossAt(run: Run, seconds: number): number {
  // The loss recorded at i is that after the steps before i, which took seconds[i - 1].
  let i = 0;
  while (i + 1 < run.loss.length && run.seconds[i] <= seconds) i++;
  const ended = run.diverged && i === run.loss.length - 1;
  return ended ? Infinity : run.loss[i] ?? Infinity;
}

/** The losses of two runs when the first of them ends. */
export function atSameSeconds(one: Run, other: Run): [one: number, other: number] {
  const end = (run: Run) => run.diverged ? Infinity : run.seconds.at(-1) ?? Infinity;
  const seconds = Math.min(end(one), end(other));
  return [lossAt(one, seconds), lossAt(other, seconds)];
}

/** How often a run's loss rose. */
export function rises(run: Run): number {
  return run.loss.filter((loss, i) => i > 0 && loss > run.loss[i - 1]).length;
}

/** A loss below which float32 has nothing more to say on these tasks. */
const float32Floor = 1e-11;

/** Whether a loss is lower by more than a hundredth; two at the floor are even. */
export function lower(one: number, other: number): boolean {
  return one < 0.99 * other && other > float32Floor;
}
