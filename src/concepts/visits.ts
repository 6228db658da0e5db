/**
 * Where an optimizer went, and what it asked there.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";

/** A place where an optimizer evaluated a function. */
export interface Visit {
  /** gradient: loss and gradient; step: the loss alone; end: where the last step led. */
  kind: "gradient" | "step" | "end";
  iteration: number;
  /** The variable's values. */
  at: number[];
  value: number;
}

/**
 * Runs an optimizer on a function of one small variable, and writes down every evaluation in order: the first of an
 * iteration is the gradient's, the others are steps. Needs a backend whose values the host can read at once.
 *
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
  let iteration = 0;
  let kind: Visit["kind"] = "gradient";
  const observed = () => {
    const value = f(x);
    seen.push({ kind, iteration, at: [...x.dataSync()], value: value.dataSync()[0] });
    kind = "step";
    return value;
  };
  for (; iteration < iterations; iteration++) {
    kind = "gradient";
    optimizer.minimize(observed, false, [x]);
  }
  kind = "end";
  tf.tidy(observed);
  x.dispose();
  return seen;
}
