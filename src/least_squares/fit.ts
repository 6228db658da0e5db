/**
 * Fits of residuals, or of a model and its data, in either world.
 *
 * @module
 */
import { isNumeric, type TensorFunction, type TensorStart } from "../minimize/start.ts";
import { isModelFit, type ModelFit, residualsOf, type TensorModelFit } from "./data.ts";
import type { IsRoot } from "./fit_run.ts";
import { float64Answerer, type Float64Jacobian, type Float64Residuals } from "./float64.ts";
import { answered, answeredAsync } from "./method.ts";
import { checkFunction, checkOptions, runOf, startOf } from "./options.ts";
import { fitting } from "./run.ts";
import type { LeastSquaresOptions, LeastSquaresSolution } from "./solution.ts";

/** What a fit of float64 arrays takes. */
export interface Float64LeastSquaresOptions extends LeastSquaresOptions<Float64Array> {
  /** The Jacobian dr/dx, m rows of n. Without it, central differences: 2 n forward passes, and about 10 digits. */
  jacobian?: Float64Jacobian;
}

type Numbers = Float64Array | number[];

/** A fit whose answers are awaited. */
export async function fitAsync<X extends TensorStart>(
  first: Float64Residuals | TensorFunction | ModelFit | TensorModelFit,
  x0: Numbers | X | undefined,
  options: Float64LeastSquaresOptions | LeastSquaresOptions<X>,
  isRoot?: IsRoot,
): Promise<LeastSquaresSolution<Float64Array> | LeastSquaresSolution<X>> {
  const start = isModelFit(first) ? first.start : x0;
  if (isNumeric(start)) {
    const inNumbers = first as Float64Residuals | ModelFit;
    const { fit, answer } = float64Fit(
      inNumbers,
      start,
      options as Float64LeastSquaresOptions,
      isRoot,
    );
    return await answeredAsync(fit, answer);
  }
  // Only now: residuals in arrays need no tfjs.
  const { leastSquaresOfTensors } = await import("./least_squares_tensors.ts");
  const all = (isModelFit(first) ? first : options) as LeastSquaresOptions<X>;
  return await leastSquaresOfTensors(
    first as TensorFunction | TensorModelFit,
    start as X,
    all,
    isRoot,
  );
}

/** A fit whose answers are there at once. */
export function fitSync(
  first: Float64Residuals | ModelFit,
  x0: Numbers | undefined,
  options: Float64LeastSquaresOptions,
  isRoot?: IsRoot,
): LeastSquaresSolution<Float64Array> {
  const start = isModelFit(first) ? first.start : x0;
  const { fit, answer } = float64Fit(first, start, options, isRoot);
  return answered(fit, answer);
}

function float64Fit(
  first: Float64Residuals | ModelFit,
  x0: Numbers | undefined,
  given: Float64LeastSquaresOptions,
  isRoot: IsRoot | undefined,
) {
  const isData = isModelFit(first);
  const { residuals, jacobian } = isData
    ? residualsOf(first)
    : { residuals: first, jacobian: given?.jacobian };
  const options: LeastSquaresOptions<Float64Array> = isData ? first : given;
  checkFunction("the residuals", residuals);
  checkOptions(options);
  if (jacobian !== undefined) checkFunction("the Jacobian", jacobian);
  const run = { ...runOf(options, startOf(x0), 1e-15, options.callback), isRoot };
  const answer = float64Answerer(residuals, jacobian, run.start, run);
  return { fit: run.weighing.of(fitting(run.start, run)), answer };
}
