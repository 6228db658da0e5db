/**
 * Least squares of tensors: loaded only for them.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { TensorPoint } from "../minimize/tensor_point.ts";
import { answeredAsync } from "./method.ts";
import { runOf, startOf } from "./options.ts";
import { fitting } from "./run.ts";
import type { LeastSquaresOptions, LeastSquaresSolution } from "./solution.ts";
import { tensorAnswerer } from "./tensors.ts";
import type { TensorFunction, TensorStart } from "../minimize/start.ts";

/** What is done with tensors; see the function of the same name without them. */
export async function leastSquaresOfTensors<X extends TensorStart>(
  residuals: TensorFunction,
  x0: X,
  options: LeastSquaresOptions<X>,
): Promise<LeastSquaresSolution<X>> {
  const { callback } = options;
  const point = new TensorPoint(x0);
  try {
    const run = runOf(options, 1e-6, (progress) => {
      const x = point.tensors(progress.x);
      try {
        return callback?.({ ...progress, x });
      } finally {
        tf.dispose(x);
      }
    });
    const fit = fitting(startOf(await point.start()), run);
    const solution = await answeredAsync(fit, tensorAnswerer(residuals, point, run.cost));
    return { ...solution, x: point.tensors(solution.x) };
  } finally {
    point.dispose();
  }
}
