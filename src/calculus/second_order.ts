/**
 * Which tfjs operations have a second derivative that can be trusted.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";

/**
 * Kernels whose second derivatives tfjs has right. Others (exp, tanh, sigmoid, elu, softmax) save their output for the
 * gradient, which a second differentiation takes for a constant: silently wrong (tensorflow/tfjs issue 3252).
 */
const trustedKernels = [
  "Add",
  "AddN",
  "BatchMatMul",
  "Cast",
  "Concat",
  "ExpandDims",
  "Identity",
  "Log",
  "Mean",
  "Multiply",
  "Neg",
  "PadV2",
  "Pow",
  "RealDiv",
  "Relu",
  "Reshape",
  "Sin",
  "Slice",
  "Softplus",
  "Sqrt",
  "Square",
  "Sub",
  "Sum",
  "Transpose",
];

/** Operations that put a node of their own name on the tape, where they save a tensor: those of the kernels above. */
const trustedOperations = [
  "add",
  "addN",
  "cast",
  "concat",
  "div",
  "expandDims",
  "log",
  "matMul",
  "mean",
  "mul",
  "neg",
  "pad",
  "pow",
  "relu",
  "reshape",
  "sin",
  "slice",
  "softplus",
  "sqrt",
  "square",
  "sub",
  "sum",
  "transpose",
].map((name) => `${name}__op`);

const trusted = new Set([...trustedKernels, ...trustedOperations]);

/**
 * Runs the loss once, and looks at the operations that its gradient goes through.
 *
 * @throws {Error} Where one of them has no second derivative to be trusted.
 */
export function checkSecondOrder(f: () => tf.Scalar): void {
  const seen = new Set<string>();
  tf.tidy(() => {
    tf.variableGrads(() => {
      const value = f();
      for (const node of tf.engine().state.activeTape ?? []) seen.add(node.kernelName);
      return value;
    });
  });
  const unknown = [...seen].filter((name) => !trusted.has(name));
  if (unknown.length > 0) {
    throw new Error(
      `Cannot take a second derivative: tfjs's own is not to be trusted for ${
        unknown.map((name) => name.replace("__op", "") || "a custom gradient").join(", ")
      }. Use keepStepping or keepVaulting, which need first derivatives only.`,
    );
  }
}
