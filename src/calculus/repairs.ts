/**
 * Gradients of tfjs's operations that can be differentiated again.
 *
 * Some of tfjs's gradients save their operation's output, and a second differentiation takes that copy for a constant:
 * silently wrong (tensorflow/tfjs issue 3252). In force only while a second derivative is computed, so that a reader's
 * first derivatives stay tfjs's own.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import "../deps/tf_gradients.ts";

/** Operations whose gradient saves the output, and the names of their inputs, from which it can be had again. */
const savingOutput: Record<string, string[]> = {
  Exp: ["x"],
  Pow: ["a", "b"],
  Sigmoid: ["x"],
  Softmax: ["logits"],
  Tanh: ["x"],
};

/** Operations with a gradient of their own, in tfjs's operations that can be differentiated again when it is left out. */
const differentiableForward = new Set(
  ["logSigmoid", "logSoftmax", "softmaxCrossEntropy"].map((name) => `${name}__op`),
);

/** Operations that are flat wherever they have a derivative, for which tfjs has no gradient. */
const flat: Record<string, string[]> = {
  Equal: ["a", "b"],
  Greater: ["a", "b"],
  Less: ["a", "b"],
  LessEqual: ["a", "b"],
  LogicalAnd: ["a", "b"],
  LogicalNot: ["x"],
  LogicalOr: ["a", "b"],
  NotEqual: ["a", "b"],
};

/**
 * Gives the comparisons and the logical operations their gradient, zero, for good: it stands where tfjs throws "gradient
 * function not found", and changes no gradient that tfjs has.
 */
export function registerFlatGradients(): void {
  for (const [kernelName, inputs] of Object.entries(flat)) {
    if (tf.getGradient(kernelName)) continue;
    tf.registerGradient({
      kernelName,
      inputsToSave: inputs,
      gradFunc: (_dy, saved) =>
        Object.fromEntries(inputs.map((name, i) => [name, () => tf.zeros(saved[i].shape)])),
    });
  }
}

/** Computes with gradients that can be differentiated again, and puts tfjs's own back. */
export function withRepairs<T>(compute: () => T): T {
  const repairs = [...Object.keys(savingOutput).map(recomputingOutput), elu];
  const originals = repairs.map(({ kernelName }) => registered(kernelName));
  const engine = tf.engine();
  const customGrad = engine.customGrad.bind(engine) as typeof engine.customGrad;
  try {
    repairs.forEach(tf.registerGradient);
    engine.customGrad = (f) => {
      const repaired = differentiableForward.has(engine.state.activeScope?.name ?? "");
      return repaired ? (...inputs) => f(...inputs, () => {}).value : customGrad(f);
    };
    return compute();
  } finally {
    engine.customGrad = customGrad;
    originals.forEach(tf.registerGradient);
  }
}

/** tfjs's own gradient of an operation, with the output computed again from the saved inputs. */
function recomputingOutput(kernelName: string): tf.GradConfig {
  const original = registered(kernelName);
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

function registered(kernelName: string): tf.GradConfig {
  const gradient = tf.getGradient(kernelName);
  if (!gradient) {
    throw new Error(
      `Cannot take a second derivative: tfjs has no gradient of ${kernelName}. Load @tensorflow/tfjs-layers 4.22.0, which registers it.`,
    );
  }
  return gradient;
}
