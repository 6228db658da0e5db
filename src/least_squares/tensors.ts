/**
 * Answers about residuals of a tensor, awaited: on every backend.
 *
 * @module
 */
import { jacobian } from "../calculus/jacobian.ts";
import { jvp } from "../calculus/jvp.ts";
import * as tf from "../deps/tf.ts";
import type { FitQuestion } from "./method.ts";
import { Shape } from "./shape.ts";
import type { FitCost } from "./solution.ts";

/** Residuals of a tensor, in any shape. */
export type TensorResiduals<X extends tf.Tensor = tf.Tensor> = (x: X) => tf.Tensor;

/** Answers questions about the residuals, and counts what they cost. The Jacobian is taken the cheaper way: row by row, or column by column. */
export function tensorAnswerer<X extends tf.Tensor>(
  residuals: TensorResiduals<X>,
  like: X,
  cost: FitCost,
): (question: FitQuestion) => Promise<Float64Array | Float64Array[]> {
  const n = like.size;
  const shape = new Shape(n);
  let m = 0;
  const columnsAt = async (at: Float64Array) => {
    const columns: Float64Array[] = [];
    for (let j = 0; j < n; j++) {
      const unit = new Float64Array(n).with(j, 1);
      const column = tf.tidy(() => jvp(residuals)(tensorOf(at, like), tensorOf(unit, like)));
      columns.push(await read(column));
    }
    return columns;
  };
  const rowsAt = async (at: Float64Array) => {
    const values = await read(tf.tidy(() => jacobian(residuals)(tensorOf(at, like))));
    return Array.from({ length: n }, (_, j) => values.filter((_, i) => i % n === j));
  };
  return async ({ ask, at }) => {
    if (ask === "residuals") {
      cost.forwardPasses++;
      const values = await read(tf.tidy(() => residuals(tensorOf(at, like))));
      m = values.length;
      return shape.residuals(values);
    }
    cost.jacobians++;
    return await (m <= n ? rowsAt(at) : columnsAt(at));
  };
}

/** A point as a tensor of the start's shape. */
export function tensorOf<X extends tf.Tensor>(values: Float64Array, like: X): X {
  return tf.tensor(Float32Array.from(values), like.shape) as unknown as X;
}

async function read(tensor: tf.Tensor): Promise<Float64Array> {
  try {
    return Float64Array.from(await tensor.data());
  } finally {
    tensor.dispose();
  }
}
