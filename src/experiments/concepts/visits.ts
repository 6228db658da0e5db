/**
 * Where an optimizer went, and what it asked there.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { Visit } from "../../records/drawing.ts";

/**
 * Runs an optimizer on a function of one small variable, and writes down every place it asks about, in order: the
 * first of an iteration is the gradient's, the others are steps. Asking again at the same place (as Newton does, for
 * its Hessian) adds nothing. Needs a backend whose values the host can read at once.
 *
 * @param optimizer It is disposed at the end.
 * @param f The function, of the variable's tensor.
 * @param start The variable's first values.
 */
export function visits(
  optimizer: tf.Optimizer,
  f: (x: tf.Tensor1D) => tf.Scalar,
  start: number[],
  iterations: number,
): Visit[] {
  const x = tf.tidy(() => tf.variable(tf.tensor1d(start)));
  const seen: Visit[] = [];
  for (let iteration = 0; iteration < iterations; iteration++) {
    const first = { kind: "gradient", iteration, ...look(f, x), gradient: slope(f, x) } as const;
    seen.push(first);
    const observed = () => {
      const value = f(x);
      const at = [...x.dataSync()];
      const isNew = at.some((coordinate, i) => coordinate !== seen.at(-1)?.at[i]);
      if (isNew) seen.push({ kind: "step", iteration, at, value: value.dataSync()[0] });
      return value;
    };
    optimizer.minimize(observed, false, [x]);
  }
  seen.push({ kind: "end", iteration: iterations, ...look(f, x) });
  x.dispose();
  optimizer.dispose();
  return seen;
}

function look(f: (x: tf.Tensor1D) => tf.Scalar, x: tf.Tensor1D): { at: number[]; value: number } {
  return tf.tidy(() => ({ at: [...x.dataSync()], value: f(x).dataSync()[0] }));
}

function slope(f: (x: tf.Tensor1D) => tf.Scalar, x: tf.Tensor1D): number[] {
  return tf.tidy(() => [...tf.grad((x) => f(x as tf.Tensor1D))(x).dataSync()]);
}
