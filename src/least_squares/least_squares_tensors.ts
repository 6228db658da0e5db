/**
 * Least squares of tensors: loaded only for them.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { TensorPoint } from "../minimize/tensor_point.ts";
import { answeredAsync } from "./method.ts";
import { isModelFit, type TensorModelFit } from "./data.ts";
import type { IsRoot } from "./fit_run.ts";
import { checkFunction, checkOptions, runOf, startOf } from "./options.ts";
import { fitting } from "./run.ts";
import type { LeastSquaresOptions, LeastSquaresSolution } from "./solution.ts";
import { tensorAnswerer } from "./tensors.ts";
import type { TensorFunction, TensorStart } from "../minimize/start.ts";

/** What is done with tensors; see the function of the same name without them. */
export async function leastSquaresOfTensors<X extends TensorStart>(
  given: TensorFunction | TensorModelFit,
  x0: X,
  options: LeastSquaresOptions<X>,
  isRoot?: IsRoot,
): Promise<LeastSquaresSolution<X>> {
  checkOptions(options);
  const { callback } = options;
  const residuals = isModelFit(given) ? tensorResidualsOf(given as TensorModelFit) : given;
  checkFunction("the residuals", residuals);
  const point = new TensorPoint(x0);
  try {
    const run = runOf(options, startOf(await point.start()), 1e-6, (progress) => {
      const x = point.tensors(progress.x);
      try {
        return callback?.({ ...progress, x });
      } finally {
        tf.dispose(x);
      }
    });
    const fit = run.weighing.of(fitting(run.start, { ...run, isRoot }));
    const solution = await answeredAsync(fit, tensorAnswerer(residuals, point, run.cost));
    return { ...solution, x: point.tensors(solution.x) };
  } finally {
    point.dispose();
  }
}

/** The residuals of a model in tensors. */
function tensorResidualsOf({ x, y, model }: TensorModelFit): TensorFunction {
  return (...parameters) => {
    const values = model(x, ...parameters);
    if (`${values.shape}` !== `${y.shape}`) {
      throw new RangeError(
        `Cannot fit: the model's values are of shape [${values.shape}], y is of [${y.shape}]. Make them the same.`,
      );
    }
    return tf.sub(values, y);
  };
}
