/**
 * A fit's options, and what it returns.
 *
 * @module
 */
import { type Status, statusMessages } from "../minimize/status.ts";
import type { Settled } from "./method.ts";
import type { Bounds, Side } from "../numeric/box.ts";
import type { LossName } from "./loss.ts";
import type { Uncertainty } from "./uncertainty.ts";

/** The methods that go by a name. */
export type LeastSquaresMethodName = "levenbergMarquardt" | "gaussNewton";

/** What each residual counts: for fits of data of different precision, and with outliers. */
export interface WeighingChoices {
  /** The standard deviation of each residual, [m], or of all: residuals are divided by it. Default 1. */
  sigma?: number | ArrayLike<number>;
  /** Instead of sigma: the weight of each residual's square, [m], 1 / sigma^2. One of 0 leaves its residual out. */
  weights?: ArrayLike<number>;
  /**
   * Whether sigma is the residuals' standard deviation itself. Default false: it is so but for a factor that is estimated, as
   * SciPy's `curve_fit` and R's `nls` have it. Of no effect on a robust loss's errors.
   */
  absoluteSigma?: boolean;
  /** Default "linear": squares. The others count outliers less. */
  loss?: LossName;
  /** The size, over sigma, from which a residual is an outlier to the loss. Default 1: give it unless sigma is known. */
  lossScale?: number;
}

/** What a fit has cost. */
export interface LeastSquaresCost {
  /** Evaluations of the residuals, those of finite differences among them. */
  forwardPasses: number;
  /** Jacobians. */
  jacobians: number;
}

/** Where a fit is after an iteration. */
export interface LeastSquaresProgress extends LeastSquaresCost {
  /** Iterations done; 0 is the start. */
  iteration: number;
  /** The sum of the squares of the residuals. */
  value: number;
  /** The largest size of an entry of its gradient 2 J'r. */
  gradientNorm: number;
}

/** What a fit takes; each has a default. X is what the reader's residuals are a function of. */
export interface LeastSquaresOptions<X> extends WeighingChoices {
  /** Default `levenbergMarquardt`. */
  method?: LeastSquaresMethodName;
  /** Where the parameters may be; residuals are asked for nowhere else. Default: everywhere. */
  bounds?: Bounds;
  /**
   * It has converged where the sum of squares, or x, would change by no larger part of itself, or where the cosine between the residuals
   * and each column of the Jacobian is no larger. Default 1e-15, about as far as float64 goes; for tensors, whose digits are fewer, 1e-6.
   */
  tolerance?: number;
  /** At most this many steps tried, each with one evaluation of the residuals and at most one Jacobian. Default 1000. */
  maxIterations?: number;
  /** Called after each iteration; the fit stops if it returns `true` itself. Tensors in x are freed after the call. */
  callback?: (progress: LeastSquaresProgress & { x: X }) => unknown;
  /** The fit stops if it aborts. */
  signal?: AbortSignal;
  /** Whether the solution tells of every iteration. Default false. */
  history?: boolean;
}

/** How a fit ended. */
export interface LeastSquaresSolution<X> extends LeastSquaresCost, Uncertainty {
  /** The best point seen; the caller disposes a tensor. */
  x: X;
  /** The sum of the squares of the residuals there, over sigma, or of their losses. */
  value: number;
  /** The residuals there as the function gives them, [m]. */
  residuals: Float64Array;
  /** The largest size of an entry of the gradient 2 J'r there; NaN if the fit was stopped before it was known. */
  gradientNorm: number;
  /** Why it ended. */
  status: Status;
  /** The status in words, and what can be done. */
  message: string;
  /** Steps tried. */
  iterations: number;
  /** With bounds: for each parameter -1 at its lower bound, 1 at its upper one, 0 between them. */
  activeBounds?: Side[];
  /** Where the fit was at the start and after each iteration, if `history` was asked for. */
  history?: LeastSquaresProgress[];
}

const convergedMessages: Record<Exclude<Settled, "notFinite">, string> = {
  stationary:
    "Converged: within the tolerance, the residuals are at right angles to every column of the Jacobian.",
  flat: "Converged: the sum of squares no longer falls by more than the tolerance.",
  still: "Converged: steps are no longer than the tolerance.",
};

const singular =
  " The Jacobian is singular there: the residuals do not determine every parameter, and standard errors are NaN. Fix a parameter, or add residuals.";

const underdetermined =
  " There are fewer residuals than parameters: of the many points that fit as well, this is one near the start, and standard errors are NaN. Add residuals, or fix parameters.";
const moved = " The start was outside the bounds: it was moved to the nearest point within.";

/** The status in words, and what else there is to say. */
export function fitMessage(
  status: Status,
  settled: Settled | undefined,
  { isSingular, isUnderdetermined, isMoved }: Record<
    "isSingular" | "isUnderdetermined" | "isMoved",
    boolean
  >,
): string {
  const isConverged = status === "converged" && settled && settled !== "notFinite";
  const message = isConverged ? convergedMessages[settled] : statusMessages[status];
  const doubt = isUnderdetermined ? underdetermined : isSingular ? singular : "";
  return message + doubt + (isMoved ? moved : "");
}
