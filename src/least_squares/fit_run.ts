/**
 * A fit's options and counts.
 *
 * @module
 */
import type { Box } from "../numeric/box.ts";
import type { FitMethod, FitState } from "./method.ts";
import type { LeastSquaresCost, LeastSquaresOptions } from "./solution.ts";

/** A fit's options, all of them, and what the answers have cost so far. */
export interface FitRun extends
  Required<
    Pick<LeastSquaresOptions<Float64Array>, "tolerance" | "maxIterations" | "callback" | "history">
  > {
  method: FitMethod;
  signal?: AbortSignal;
  /** Where the parameters may be. */
  box?: Box;
  /** Whether the start had to be moved into the box. */
  isMoved: boolean;
  /** Whether the residuals' standard deviation is known to be 1. */
  isAbsolute: boolean;
  /** Residuals of weight 0. */
  ignored: number;
  /** If a root is looked for: whether a point is one, given the length of the residuals at the start. */
  isRoot?: IsRoot;
  cost: LeastSquaresCost;
}

/** Whether a state is at a root. */
export type IsRoot = (state: FitState, startLength: number) => boolean;
