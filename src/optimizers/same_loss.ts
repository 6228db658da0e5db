/**
 * Whether a loss is the same each time that it is asked.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";

/** Two losses farther apart than this part of them are not the same but for rounding. */
const rounding = 1e-5;

/**
 * Warns if a loss is another one when it is asked again at the same weights: mostly because it draws its batch inside. A
 * line search would then compare batches, not steps. Costs a forward pass, which leaves nothing on tfjs's tape.
 *
 * @returns Whether it warned.
 */
export function warnIfOther(
  optimizer: tf.Optimizer,
  first: tf.Tensor,
  again: () => tf.Tensor,
): boolean {
  if (first?.rank !== 0) return false;
  const second = withoutTape(() => tf.tidy(() => again().dataSync()[0]));
  const before = first.dataSync()[0];
  const isSame =
    Math.abs(second - before) <= rounding * Math.max(Math.abs(before), Math.abs(second));
  if (isSame || Number.isNaN(before) || Number.isNaN(second)) return false;
  console.warn(
    `${optimizer.getClassName()}: the loss is ${before}, and ${second} when it is asked again at the same weights. It seems to draw its batch inside the closure; ${optimizer.getClassName()} calls it several times a step. Draw the batch before minimize(f), and let f use it.`,
  );
  return true;
}

function withoutTape<T>(compute: () => T): T {
  const { state } = tf.engine();
  const { gradientDepth } = state;
  state.gradientDepth = 0;
  try {
    return compute();
  } finally {
    state.gradientDepth = gradientDepth;
  }
}
