import * as tf from "../../src/deps/tf.ts";

type F = (x: tf.Tensor1D) => tf.Tensor;

/** tfjs's own gradient, or nothing if it throws. */
export async function shippedGradient(f: F, x: number[]): Promise<number[] | undefined> {
  return await attempt(() => tf.grad((x) => f(x as tf.Tensor1D))(tf.tensor1d(x)));
}

/** tfjs's own Hessian times v, by differentiating its own gradient; or nothing if it throws. */
export async function shippedProduct(
  f: F,
  x: number[],
  v: number[],
): Promise<number[] | undefined> {
  const slope = (x: tf.Tensor) => tf.sum(tf.mul(tf.grad((y) => f(y as tf.Tensor1D))(x), v));
  return await attempt(() => tf.grad(slope)(tf.tensor1d(x)));
}

/** tfjs leaves behind what it kept for the way back when it throws. */
async function attempt(compute: () => tf.Tensor): Promise<number[] | undefined> {
  const engine = tf.engine();
  const { keep } = engine;
  const kept: tf.Tensor[] = [];
  engine.keep = (tensor) => {
    kept.push(tensor as tf.Tensor);
    return keep.call(engine, tensor) as typeof tensor;
  };
  let result: tf.Tensor;
  try {
    result = tf.tidy(compute);
  } catch {
    tf.dispose(kept);
    return undefined;
  } finally {
    engine.keep = keep;
  }
  const values = [...await result.data()];
  result.dispose();
  return values;
}
