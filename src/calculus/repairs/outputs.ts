/**
 * Operations whose gradient saves the output: a second differentiation takes that copy for a constant, and is silently
 * wrong (tensorflow/tfjs issue 3252). Here the inputs are saved, and the output is computed from them again.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";

/** The kernels, and the names of their inputs. */
const savingOutput: Record<string, string[]> = {
  Exp: ["x"],
  Pow: ["a", "b"],
  Sigmoid: ["x"],
  Softmax: ["logits"],
  Tanh: ["x"],
};

/** Gradients that can be differentiated again, for kernels whose own saves the output. */
export function outputRepairs(): tf.GradConfig[] {
  return [...Object.keys(savingOutput).map(recomputingOutput), elu];
}

/** tfjs's own gradient of an operation, with the output computed again from the saved inputs. */
function recomputingOutput(kernelName: string): tf.GradConfig {
  const original = tf.getGradient(kernelName);
  const names = savingOutput[kernelName];
  return {
    kernelName,
    inputsToSave: names,
    gradFunc(dy, saved, attributes) {
      const inputs = Object.fromEntries(names.map((name, i) => [name, saved[i]]));
      const output: tf.Tensor = tf.engine().runKernel(kernelName, inputs, attributes);
      const wanted = (original.inputsToSave ?? []).map((name) => inputs[name]);
      return original.gradFunc(dy, [...wanted, output], attributes);
    },
  };
}

/** elu'(x) = exp(min(x, 0)); tfjs's own is a kernel without a gradient. */
const elu: tf.GradConfig = {
  kernelName: "Elu",
  inputsToSave: ["x"],
  gradFunc: (dy, [x]) => ({
    x: () => tf.mul(dy as tf.Tensor, tf.exp(tf.neg(tf.relu(tf.neg(x))))),
  }),
};
