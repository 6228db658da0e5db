/**
 * When a run has converged.
 *
 * @module
 */
import { maxNorm } from "../numeric/norm.ts";
import type { Box } from "../numeric/box.ts";
import type { Evaluation } from "../methods/questions.ts";

/** What is small. */
export interface Tolerances {
  /** Of the gradient; if it is a default, relative to a gradient at the start that is smaller than 1. */
  gradient: number;
  isDefault: boolean;
  /** Of f's fall in an iteration, relative to f. */
  value: number;
  /** Of the move of each variable in an iteration, relative to its size. */
  step: number;
  /** The sizes of the variables, and of f, that the tolerances speak of. */
  typicalX?: ArrayLike<number>;
  typicalF: number;
}

/** Why a run has converged. */
export type Convergence = "gradient" | "rounding" | "value" | "step";

/** A point with f and its gradient. */
export type Point = Evaluation<Float64Array> & { x: Float64Array };

/** Why each is said. */
export const convergedMessages: Record<Convergence, string> = {
  gradient: "Converged: no entry of the gradient is larger than the tolerance.",
  rounding: "Converged: what the function could still fall by is less than its rounding.",
  value:
    "Converged: the function no longer falls by more than functionTolerance, relative to itself.",
  step: "Converged: no variable moves by more than stepTolerance, relative to its size.",
};

/** How small a gradient's entry must be, given the largest at the start. */
export function gradientTolerance(
  { gradient, isDefault }: Tolerances,
  largestAtStart: number,
): number {
  // In small units of f every gradient is small: that alone is no minimum.
  return isDefault && largestAtStart < 1 ? gradient * largestAtStart : gradient;
}

/** The gradient as far as it may be followed: within a box, P(x - g) - x. */
export function steepest({ x, gradient }: Pick<Point, "x" | "gradient">, box?: Box): Float64Array {
  return box ? box.projectedGradient(x, gradient) : gradient;
}

/** Whether the gradient is small: |g_i| times variable i's typical size, beside f's. Source: Dennis and Schnabel (1983), section 7.2. */
export function isGradientSmall(
  gradient: Float64Array,
  { typicalX, typicalF }: Tolerances,
  tolerance: number,
): boolean {
  const relative = typicalX ? gradient.map((slope, i) => slope * Math.abs(typicalX[i])) : gradient;
  return maxNorm(relative) <= tolerance * typicalF;
}

/** Whether the last iteration, which moved x, changed too little to go on. */
export function settledBy(
  before: Point,
  here: Point,
  { value, step, typicalX }: Tolerances,
): Convergence | undefined {
  const moves = here.x.map((entry, i) => Math.abs(entry - before.x[i]));
  if (maxNorm(moves) === 0) return undefined;
  const fall = before.value - here.value;
  const size = Math.max(Math.abs(before.value), Math.abs(here.value));
  if (fall >= 0 && fall <= value * size) return "value";
  const isStill = moves.every((move, i) =>
    move <= step * Math.max(Math.abs(here.x[i]), Math.abs(typicalX?.[i] ?? 0))
  );
  return isStill ? "step" : undefined;
}
