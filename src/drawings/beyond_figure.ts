/**
 * The optimizers beyond the post on a figure's task, as a picture.
 *
 * @module
 */
import type { Run } from "../records/run.ts";
import { costToTarget } from "../scores/target.ts";
import type { RaceData } from "../records/data.ts";
import { drawRaces } from "./race_figure.ts";
import { describeTask, short } from "./words.ts";

/** Draws the race, and says who came down to a millionth first, by the clock and by gradients. */
export function drawBeyond({ title, task, runs }: RaceData): string {
  return drawRaces(title, `${describeTask(task)} ${firsts(runs)}`, runs);
}

function firsts(runs: Run[]): string {
  const target = Math.max(...runs.map(({ loss }) => loss[0] ?? 0)) / 1e6;
  const costs = runs.map((run) => ({ run, ...costToTarget(run, target) }));
  const [clock] = costs.toSorted((a, b) => a.seconds - b.seconds);
  const [gradients] = costs.toSorted((a, b) => a.gradients - b.gradients);
  const goal = `the first loss's millionth, ${short(target)}`;
  if (!clock || clock.seconds === Infinity) return `Nobody reached ${goal}.`;
  return `First at ${goal}: by the clock ${clock.run.label} after ${short(clock.seconds)} s, ` +
    `by gradients ${gradients.run.label} after ${gradients.gradients} and ` +
    `${gradients.forwardPasses} forward passes.`;
}
