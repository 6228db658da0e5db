/**
 * What a fit says of a point, at its end and on the way.
 *
 * @module
 */
import type { Status } from "../minimize/status.ts";
import type { Box } from "../numeric/box.ts";
import { norm } from "../numeric/norm.ts";
import type { FitState } from "./method.ts";
import type { FitRun } from "./fit_run.ts";
import { fitMessage, type LeastSquaresSolution } from "./solution.ts";
import { isSingular, slopes } from "./triangular.ts";
import { linearizedUncertainty } from "./uncertainty.ts";
import type { Units } from "./unit.ts";

/** A point, whether or not its linear model is known. */
export type Point = Pick<FitState, "x" | "residuals"> & Partial<FitState>;

/** How a fit ended, and in which units its point and its box are. */
export interface Ending {
  status: Status;
  iteration: number;
  run: FitRun;
  units: Units;
  box: Box | undefined;
}

/** The sum of squares at a point, and the largest entry of its gradient that no bound holds. */
export function measures(
  { x, residuals, triangle }: Pick<FitState, "x" | "residuals" | "triangle">,
  units: Units,
  box: Box | undefined,
): { value: number; gradientNorm: number } {
  const gradient = slopes(triangle).map((slope) => 2 * slope);
  return {
    value: units.squared(norm(residuals) ** 2),
    gradientNorm: units.largestSlope(box?.freeGradient(x, gradient) ?? gradient),
  };
}

/** The solution at a point, as the reader has it. */
export function solutionAt(
  point: Point,
  { status, iteration, run, units, box }: Ending,
): LeastSquaresSolution<Float64Array> {
  const { x, residuals, triangle, settled } = point;
  const value = residuals.length > 0 ? norm(residuals) ** 2 : NaN;
  const sides = box && Array.from(x, (value, j) => box.side(j, value));
  const free = [...x.keys()].filter((j) => !sides?.[j]);
  const message = fitMessage(status, settled, {
    isSingular: triangle !== undefined && isSingular(triangle),
    isUnderdetermined: residuals.length > 0 && residuals.length - run.ignored < x.length,
    isMoved: run.isMoved,
  });
  return units.solution({
    ...(triangle ? measures({ x, residuals, triangle }, units, box) : { value, gradientNorm: NaN }),
    ...{ x, residuals, status, message, ...run.cost, iterations: iteration },
    ...linearizedUncertainty(triangle, x.length, {
      residuals,
      free,
      ignored: run.ignored,
      deviation: run.isAbsolute ? units.standardized(1) : undefined,
    }),
    ...(sides ? { activeBounds: sides } : {}),
  });
}
