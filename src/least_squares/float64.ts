/**
 * Answers about residuals of float64 arrays: by the reader's Jacobian, or by finite differences.
 *
 * @module
 */
import type { Box } from "../numeric/box.ts";
import { centralShare, Differences } from "../numeric/differences.ts";
import type { FitQuestion } from "./method.ts";
import { Shape } from "./shape.ts";
import type { LeastSquaresCost } from "./solution.ts";

/** Residuals of a float64 array, as the reader writes them: m values. */
export type Float64Residuals = (x: Float64Array) => ArrayLike<number>;

/** Their Jacobian dr/dx: m rows of n values. */
export type Float64Jacobian = (x: Float64Array) => ArrayLike<ArrayLike<number>>;

/** Answers questions about the residuals, and counts what they cost. */
export function float64Answerer(
  residuals: Float64Residuals,
  jacobian: Float64Jacobian | undefined,
  start: Float64Array,
  { cost, box }: { cost: LeastSquaresCost; box?: Box },
): (question: FitQuestion) => Float64Array | Float64Array[] {
  const shape = new Shape(start.length);
  const residualsAt = (x: Float64Array) => {
    cost.forwardPasses++;
    return shape.residuals(residuals(x.slice()));
  };
  const differences = new Differences(residualsAt, start, { floorShare: centralShare, box });
  let last: { at: Float64Array; residuals: Float64Array } | undefined;
  return ({ ask, at }) => {
    if (ask === "residuals") {
      last = { at, residuals: residualsAt(at) };
      return last.residuals;
    }
    cost.jacobians++;
    if (jacobian) return shape.columns(jacobian(at.slice()));
    const here = last?.at === at ? last.residuals : undefined;
    return Array.from(at, (_, j) => differences.derivative(at, j, here));
  };
}
