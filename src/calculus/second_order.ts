/**
 * Which operations have a second derivative that can be trusted.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";

/**
 * Kernels whose second derivative is right, by tfjs's own gradient or a repaired one: tests/calculus holds each against
 * finite differences. Any other is refused: its second derivative may be silently wrong.
 */
export const trustedKernels: ReadonlySet<string> = new Set([
  "Abs",
  "Add",
  "AddN",
  "BatchMatMul",
  "Cast",
  "ClipByValue",
  "Concat",
  "Cos",
  "Elu",
  "Equal",
  "Exp",
  "ExpandDims",
  "Expm1",
  "Greater",
  "GreaterEqual",
  "Identity",
  "LeakyRelu",
  "Less",
  "LessEqual",
  "Log",
  "Log1p",
  "LogicalAnd",
  "LogicalNot",
  "LogicalOr",
  "Max",
  "Maximum",
  "Mean",
  "Min",
  "Minimum",
  "Multiply",
  "Neg",
  "NotEqual",
  "Pack",
  "PadV2",
  "Pow",
  "Prelu",
  "RealDiv",
  "Reciprocal",
  "Relu",
  "Relu6",
  "Reshape",
  "Rsqrt",
  "Select",
  "Selu",
  "Sigmoid",
  "Sign",
  "Sin",
  "Slice",
  "Softmax",
  "Softplus",
  "SplitV",
  "Sqrt",
  "Square",
  "SquaredDifference",
  "Step",
  "Sub",
  "Sum",
  "Tanh",
  "Tile",
  "Transpose",
  "Unpack",
  "ZerosLike",
]);

/** Custom gradients that can be differentiated again: tfjs's of a dense layer without activation. */
export const trustedCustomGradients: ReadonlySet<string> = new Set(["fusedMatMul__op"]);

/**
 * Runs the loss and its gradient once, and looks at each operation on the way from the variables.
 *
 * @throws {Error} Where one of them has no second derivative to be trusted; the message names it.
 */
export function checkSecondOrder(f: () => tf.Scalar, variables: tf.Variable[]): void {
  let refused: string[] = [];
  const replacement = () => tf.sum(variables[0]) as tf.Scalar;
  tf.tidy(() => {
    tf.variableGrads(() => {
      tf.variableGrads(() => {
        const value = f();
        refused = untrusted(variables);
        return refused.length > 0 ? replacement() : value;
      }, variables);
      if (refused.length === 0) refused = untrusted(variables);
      return replacement();
    }, variables);
  });
  if (refused.length > 0) {
    throw new Error(
      `Cannot take a second derivative: it is not to be trusted for ${
        refused.join(", ")
      }. Write the loss without, or use keepStepping or keepVaulting, which need first derivatives only.`,
    );
  }
}

/** The names of the operations on the tape that the variables reach, and that are not trusted. */
function untrusted(variables: tf.Variable[]): string[] {
  const reached = new Set(variables.map((variable) => variable.id));
  const names = new Set<string>();
  for (const { kernelName, inputs, outputs } of tf.engine().state.activeTape ?? []) {
    if (!Object.values(inputs).some((input) => reached.has(input.id))) continue;
    for (const output of outputs) reached.add(output.id);
    const isKernel = tf.getKernel(kernelName, tf.getBackend()) !== undefined;
    const isSavedCopy = !isKernel && Object.keys(inputs).join() === "x";
    if (isSavedCopy || trustedKernels.has(kernelName)) continue;
    if (!isKernel && trustedCustomGradients.has(kernelName)) continue;
    names.add(isKernel ? kernelName : `a custom gradient (${kernelName.replace("__op", "")})`);
  }
  return [...names];
}
