/**
 * Variables moved along a direction, in as few kernel calls as there are: on the host by a number, on webgpu by a scalar that stays there.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { moved } from "../kernels/webgpu/steps.ts";

/** True if nothing can be read back inside a synchronous step: walks must decide on the device. */
export function decidesOnDevice(): boolean {
  return tf.getBackend() === "webgpu";
}

/**
 * Moves variables to origin - step * direction; with a step of 0 to the origin itself, whatever the direction holds. Costs two kernel
 * calls per variable, or one dispatch if the step is a tensor on webgpu, of which the first entry counts.
 */
export function moveAlong(
  variables: readonly tf.Variable[],
  origin: readonly tf.Tensor[],
  direction: readonly tf.Tensor[],
  step: number | tf.Tensor,
): void {
  tf.tidy(() =>
    variables.forEach((variable, i) => {
      if (step === 0) {
        // A variable that is assigned itself loses its values.
        if (origin[i] !== variable) variable.assign(origin[i]);
        return;
      }
      variable.assign(
        typeof step === "number"
          ? tf.sub(origin[i], tf.mul(direction[i], step))
          : moved(origin[i], direction[i], step),
      );
    })
  );
}

/** The sum of all squares, in float64, read on the host. */
export function squaredNorm(tensors: readonly tf.Tensor[]): number {
  let sum = 0;
  for (const tensor of tensors) {
    const values = tensor.dataSync();
    for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  }
  return sum;
}

/** The sum of all squares, as a tensor. */
export function squaredNormOnDevice(tensors: readonly tf.Tensor[]): tf.Scalar {
  return tf.tidy(() => tf.addN(tensors.map((tensor) => tf.sum(tf.square(tensor)))) as tf.Scalar);
}
