/**
 * What a method for nonlinear least squares is: a state, and one iteration from a state to the next. It asks for residuals and Jacobians
 * by reverse communication, as the other methods ask for values and gradients.
 *
 * @module
 */
import { breather } from "../minimize/breather.ts";
import type { Box } from "../numeric/box.ts";
import { columnLengths, norm, slopes, type Triangle, triangle } from "./triangular.ts";

/** What a method may ask: the residuals r at a point, [m], or their Jacobian dr/dx there, n columns of [m]. */
export interface FitQuestion {
  readonly ask: "residuals" | "jacobian";
  readonly at: Float64Array;
}

/** What the questions are answered with. */
export type FitAnswer = Float64Array | Float64Array[];

/** A computation that asks on its way to a result `R`. */
export type Fitting<R> = Generator<FitQuestion, R, FitAnswer>;

/**
 * Why there is no way on: the residuals are orthogonal to every column of the Jacobian (a stationary point), the sum of squares no longer
 * falls, the steps no longer move x (all within the tolerance), or residuals or Jacobian are not finite wherever a step leads.
 */
export type Settled = "stationary" | "flat" | "still" | "notFinite";

/** Where a method is. */
export interface FitState {
  x: Float64Array;
  residuals: Float64Array;
  /** The residuals' linear model at x. */
  triangle: Triangle;
  settled?: Settled;
}

/** A method for nonlinear least squares. */
export interface FitMethod<S extends FitState = FitState> {
  /** Its name. */
  readonly name: string;
  /** The state at a start. */
  begin(start: FitState): S;
  /** One iteration: from a state that this method made, within the box, to the next. */
  iterate(state: S, tolerance: number, box?: Box): Fitting<S>;
}

/** Asks for the residuals. */
export function* residualsAt(at: Float64Array): Fitting<Float64Array> {
  return (yield { ask: "residuals", at }) as Float64Array;
}

/** Asks for the Jacobian. */
export function* jacobianAt(at: Float64Array): Fitting<Float64Array[]> {
  return (yield { ask: "jacobian", at }) as Float64Array[];
}

/** Asks for the Jacobian if the residuals are known; undefined if either is not finite. */
export function* linearized(
  x: Float64Array,
  residuals: Float64Array,
): Fitting<FitState | undefined> {
  return linearModel(x, residuals, yield* jacobianAt(x));
}

/** The residuals' linear model; undefined if residuals or Jacobian are not finite. */
export function linearModel(
  x: Float64Array,
  residuals: Float64Array,
  jacobian: readonly Float64Array[],
): FitState | undefined {
  const model = triangle(jacobian, residuals);
  const lengths = [norm(residuals), ...columnLengths(model), ...model.q];
  return lengths.every(Number.isFinite) ? { x, residuals, triangle: model } : undefined;
}

/**
 * True if the residuals are 0 or, within the tolerance, at right angles to each of the Jacobian's columns: Moré's (1978) gtol. A
 * parameter that its bound holds does not count.
 */
export function isStationary(
  { x, residuals, triangle }: FitState,
  tolerance: number,
  box?: Box,
): boolean {
  const length = norm(residuals);
  const gradient = slopes(triangle);
  return columnLengths(triangle).every((column, j) =>
    Math.abs(gradient[j]) <= tolerance * column * length ||
    box?.isFree(j, x[j], gradient[j]) === false
  );
}

/**
 * The metric of a step: the lengths of the Jacobian's columns, so that it does not depend on the parameters' units. Of fewer residuals than
 * parameters many steps are as good: then 1, and the step is the shortest as the reader counts.
 */
export function metric({ x, residuals, triangle }: FitState): Float64Array {
  if (residuals.length < x.length) return x.map(() => 1);
  return columnLengths(triangle).map((length) => length || 1);
}

/** Carries a computation through, answering at once. */
export function answered<R>(fitting: Fitting<R>, answer: (question: FitQuestion) => FitAnswer): R {
  let turn = fitting.next();
  while (!turn.done) turn = fitting.next(answer(turn.value));
  return turn.value;
}

/** Carries a computation through, awaiting each answer; timers and signals have their turn now and then. */
export async function answeredAsync<R>(
  fitting: Fitting<R>,
  answer: (question: FitQuestion) => FitAnswer | Promise<FitAnswer>,
): Promise<R> {
  const breathe = breather();
  let turn = fitting.next();
  while (!turn.done) {
    await breathe();
    turn = fitting.next(await answer(turn.value));
  }
  return turn.value;
}
