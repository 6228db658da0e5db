/**
 * A dense network in tfjs's own operations.
 *
 * @module
 */
import { denseLayer } from "./layer.ts";
import * as tf from "../../deps/tf.ts";

/** What hidden layers do to their values; the output layer has none. */
export type HiddenActivation = "none" | "relu" | "tanh";

const activate: Record<HiddenActivation, (x: tf.Tensor2D) => tf.Tensor2D> = {
  none: (x) => x,
  relu: (x) => tf.relu(x),
  tanh: (x) => tf.tanh(x),
};

/**
 * The output [rows, 1] for x [rows, inputs].
 *
 * @param parameters Layer by layer: kernel [inputs, outputs], then bias [outputs].
 */
export function denseNetwork(
  x: tf.Tensor2D,
  parameters: readonly tf.Tensor[],
  activation: HiddenActivation,
): tf.Tensor2D {
  let h = x;
  for (let i = 0; i < parameters.length; i += 2) {
    h = denseLayer(h, parameters[i] as tf.Tensor2D, parameters[i + 1] as tf.Tensor1D);
    if (i + 2 < parameters.length) h = activate[activation](h);
  }
  return h;
}

/** The parameters of layers of these widths, taken from one flat vector in which they follow one another. */
export function unflatten(flat: tf.Tensor1D, widths: readonly number[]): tf.Tensor[] {
  let offset = 0;
  const take = (size: number) => tf.slice(flat, [(offset += size) - size], [size]);
  return widths.slice(1).flatMap((outputs, l) => [
    tf.reshape(take(widths[l] * outputs), [widths[l], outputs]),
    take(outputs),
  ]);
}
