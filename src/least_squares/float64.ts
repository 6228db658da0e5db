/**
 * Answers about residuals of float64 arrays: by the reader's Jacobian, or by finite differences.
 *
 * @module
 */
import type { FitQuestion } from "./method.ts";
import { Shape } from "./shape.ts";
import type { LeastSquaresCost } from "./solution.ts";

/** Residuals of a float64 array, as the reader writes them: m values. */
export type Float64Residuals = (x: Float64Array) => ArrayLike<number>;

/** Their Jacobian dr/dx: m rows of n values. */
export type Float64Jacobian = (x: Float64Array) => ArrayLike<ArrayLike<number>>;

/** The step of a central difference that loses equally to rounding and to the third derivative, relative to x. */
const central = Math.cbrt(Number.EPSILON);

/** Answers questions about the residuals, and counts what they cost. */
export function float64Answerer(
  residuals: Float64Residuals,
  jacobian: Float64Jacobian | undefined,
  start: Float64Array,
  cost: LeastSquaresCost,
): (question: FitQuestion) => Float64Array | Float64Array[] {
  const shape = new Shape(start.length);
  const residualsAt = (x: Float64Array) => {
    cost.forwardPasses++;
    return shape.residuals(residuals(x.slice()));
  };
  const differences = (x: Float64Array) =>
    Array.from(x, (value, j) => {
      const h = central * Math.max(Math.abs(value), central * (Math.abs(start[j]) || 1));
      const [above, below] = [x.with(j, value + h), x.with(j, value - h)];
      const [right, left] = [residualsAt(above), residualsAt(below)];
      return right.map((r, i) => (r - left[i]) / (above[j] - below[j]));
    });
  return ({ ask, at }) => {
    if (ask === "residuals") return residualsAt(at);
    cost.jacobians++;
    return jacobian ? shape.columns(jacobian(at.slice())) : differences(at);
  };
}
