/**
 * The rows of a regression, wherever they are: in an engine, or held in memory.
 *
 * @module
 */
import { numbers } from "../model/algebra.ts";
import { withShape } from "../model/families.ts";
import type { QueryOptions } from "../engines/engine.ts";
import type { Model, Scaling } from "../model/model.ts";
import type { Solution } from "../newton/solution.ts";
import type { Answer, Question } from "../model/questions.ts";

/** A row's fitted value and residual, in the target's units. */
export interface SampledRow {
  /** The mean that the model gives it. */
  fitted: number;
  /** Its target less that. */
  residual: number;
  /** The residual over the root of the variance at the mean, dispersion left out: Pearson's. */
  pearson: number;
}

/** A row with this eta, and this target as the solution scales it. */
export function sampledRow(
  { family: base }: Model,
  { start: { moments: { scaling } }, shape }: Solution,
  eta: number,
  target: number,
): SampledRow {
  const family = withShape(base, shape?.theta);
  const mean = family.mean(numbers, eta);
  return {
    fitted: scaling.targetShift + scaling.targetScale * mean,
    residual: scaling.targetScale * (target - mean),
    pearson: scaling.targetScale * (target - mean) / Math.sqrt(family.variance(numbers, eta, mean)),
  };
}

/** So many rows are drawn one by one. */
export const sampleSize = 2000;

/** So many rows are looked at for a first guess; not a scan. */
export const peekSize = 1000;

/** Columns of no more bytes in all are held in memory, if nothing else is said. */
export const mostHeld = 2 ** 29;

/** What a fit asks of its rows. */
export interface Rows {
  /** Whether they are in memory, where a scan costs little. */
  readonly held: boolean;
  /** Means and spreads of a few complete rows: near enough that the first scan's sums cancel little. */
  guess(options?: QueryOptions): Promise<Scaling>;
  /** One scan. */
  answer(question: Question, options?: QueryOptions): Promise<Answer>;
  /** Complete rows at a solution, drawn at random: all of them, if they are few. */
  sample(solution: Solution, options?: QueryOptions): Promise<SampledRow[]>;
  /** Frees them. */
  close(): void;
}
