/**
 * Runs as curves: several seeds of one optimizer become one, with a median and quartiles.
 *
 * @module
 */
import { quantile } from "../deps/statistics.ts";
import type { Run, RunEdition } from "../records/run.ts";

/** Where a curve is after an iteration. With one seed, low and high are the loss. */
export interface CurvePoint {
  seconds: number;
  gradients: number;
  loss: number;
  /** The lower quartile over the seeds. */
  low: number;
  /** The upper quartile over the seeds. */
  high: number;
}

/** What is drawn of one optimizer. */
export interface Curve {
  label: string;
  edition: RunEdition;
  /** What stands at its end. */
  name: string;
  points: CurvePoint[];
}

/** Makes a curve of each optimizer. A run that diverged counts as infinite from then on; points that are not finite and above 0 are left out. */
export function curvesOf(runs: Run[]): Curve[] {
  const groups = Map.groupBy(runs, (run) => `${run.label} ${run.edition}`);
  return [...groups.values()].map((group) => {
    const [{ label, edition }] = group;
    const twice = runs.some((run) => run.label === label && run.edition !== edition);
    return { label, edition, name: nameOf(group, twice), points: pointsOf(group) };
  });
}

function nameOf(group: Run[], twice: boolean): string {
  const [{ label, edition, learningRate }] = group;
  const diverged = group.filter((run) => run.diverged).length;
  const rate = learningRate === undefined ? "" : `, rate ${learningRate}`;
  const note = diverged === 0
    ? ""
    : group.length === 1
    ? " (diverged)"
    : ` (${diverged} of ${group.length} diverged)`;
  return label + (twice || edition === "beyond" ? `, ${edition}` : "") + rate + note;
}

function pointsOf(group: Run[]): CurvePoint[] {
  const length = Math.max(...group.map((run) => run.loss.length));
  return Array.from({ length }, (_, i) => {
    const losses = group.map((run) => drawable(run.loss[i] ?? Infinity)).toSorted((a, b) => a - b);
    const middle = (values: number[]) => quantile(values.filter((v) => v !== undefined), 0.5);
    const [low, loss, high] = [0.25, 0.5, 0.75].map((p) => quantile(losses, p));
    return {
      seconds: middle(group.map((run) => run.seconds[i])),
      gradients: middle(group.map((run) => run.gradients[i])),
      loss,
      low,
      high,
    };
  }).filter((point) => point.loss > 0 && Number.isFinite(point.loss));
}

/** Losses nearer to 0, or larger, are drawn as these: an axis needs room on both sides. */
const [smallest, largest] = [2 ** -1000, 2 ** 1000];

function drawable(loss: number): number {
  return loss > 0 && Number.isFinite(loss) ? Math.min(Math.max(loss, smallest), largest) : loss;
}
