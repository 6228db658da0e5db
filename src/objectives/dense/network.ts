/**
 * A dense network in tfjs's own operations.
 *
 * @module
 */
import { denseLayer } from "./layer.ts";
import * as tf from "../../deps/tf.ts";
import type { Shaped } from "../../numeric/flat.ts";

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

/** The shapes of the parameters of layers of these widths, as {@linkcode denseNetwork} takes them. */
export function parameterShapes(widths: readonly number[]): Shaped[] {
  return widths.slice(1).flatMap((outputs, l) => [
    { shape: [widths[l], outputs], size: widths[l] * outputs },
    { shape: [outputs], size: outputs },
  ]);
}
