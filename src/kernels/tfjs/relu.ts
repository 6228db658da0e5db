/**
 * ReLU's gradient as one kernel.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { addressOf, moduleOn, sizeOf } from "./module.ts";
import { areFloat, replacement } from "./replace.ts";

const kernelName = "ReluGradient";

/** dy where x is positive. */
export const reluGradient = replacement(kernelName, ({ inputs: { x, dy }, backend }) => {
  if (!areFloat(x, dy)) return undefined;
  const out = backend.makeOutput(x.shape, "float32");
  const at = [x, dy, out].map((tensor) => addressOf(backend, tensor));
  moduleOn(backend).kernels.reluGradient(...at, sizeOf(x.shape));
  return out;
});

const run = (dy: tf.Tensor, x: tf.Tensor) =>
  tf.engine().runKernel(kernelName, { dy, x }) as tf.Tensor;

/** Of a gradient, dy's part is masked again; x decides nothing but the mask. */
tf.registerGradient({
  kernelName,
  inputsToSave: ["x"],
  gradFunc: (dy, [x]) => ({ dy: () => run(dy as tf.Tensor, x), x: () => tf.zerosLike(x) }),
});

/** Makes tfjs ask that kernel for ReLU's gradient on wasm; gives what puts tfjs's own way back. */
export function replaceReluGradient(): () => void {
  const original = tf.getGradient("Relu");
  if (!original) return () => {};
  const gradFunc: tf.GradFunc = (dy, saved, attrs) => {
    const [x] = saved;
    const isOurs = tf.getBackend() === "wasm" && x.dtype === "float32";
    return isOurs ? { x: () => run(dy as tf.Tensor, x) } : original.gradFunc(dy, saved, attrs);
  };
  tf.unregisterGradient("Relu");
  tf.registerGradient({ ...original, gradFunc });
  return () => {
    tf.unregisterGradient("Relu");
    tf.registerGradient(original);
  };
}
