/**
 * Which operations have derivatives that can be trusted.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import type { Order } from "./repairs/repairs.ts";
import type { TapeNode } from "./tape_node.ts";

/**
 * Kernels whose second derivative is right, by tfjs's own gradient or a repaired one: tests/calculus holds each against
 * finite differences. Any other is refused: its second derivative may be silently wrong.
 */
export const trustedKernels: ReadonlySet<string> = new Set([
  "Abs",
  "Acos",
  "Acosh",
  "Add",
  "AddN",
  "Asin",
  "Asinh",
  "Atan",
  "Atan2",
  "Atanh",
  "AvgPool",
  "AvgPoolGrad",
  "BatchMatMul",
  "Cast",
  "Ceil",
  "ClipByValue",
  "Concat",
  "Conv2D",
  "Conv2DBackpropFilter",
  "Conv2DBackpropInput",
  "Cos",
  "Cosh",
  "Cumsum",
  "DepthwiseConv2dNative",
  "DepthwiseConv2dNativeBackpropFilter",
  "DepthwiseConv2dNativeBackpropInput",
  "Elu",
  "Erf",
  "Exp",
  "ExpandDims",
  "Expm1",
  "Floor",
  "FusedBatchNorm",
  "GatherV2",
  "Identity",
  "LeakyRelu",
  "Log",
  "Log1p",
  "Max",
  "MaxPool",
  "MaxPoolGrad",
  "Maximum",
  "Mean",
  "Min",
  "Minimum",
  "Mod",
  "Multiply",
  "Neg",
  "OnesLike",
  "Pack",
  "PadV2",
  "Pow",
  "Prelu",
  "Prod",
  "RealDiv",
  "Reciprocal",
  "Relu",
  "Relu6",
  "ReluGradient",
  "Reshape",
  "ResizeBilinear",
  "ResizeBilinearGrad",
  "ResizeNearestNeighbor",
  "ResizeNearestNeighborGrad",
  "Reverse",
  "Round",
  "Rsqrt",
  "Select",
  "Selu",
  "Sigmoid",
  "Sign",
  "Sin",
  "Sinh",
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
  "Tan",
  "Tanh",
  "Tile",
  "Transpose",
  "Unpack",
  "UnsortedSegmentSum",
  "ZerosLike",
]);

/** Kernels whose first derivative is right, and whose second derivative is not. */
export const trustedOnce: ReadonlySet<string> = new Set([
  "AvgPool3D",
  "BatchToSpaceND",
  "BroadcastTo",
  "Conv3D",
  "DenseSquaredError",
  "LRN",
  "LogSoftmax",
  "MaxPool3D",
  "SpaceToBatchND",
]);

/** Custom gradients that can be differentiated again: tfjs's of a dense or convolutional layer without activation. */
export const trustedCustomGradients: ReadonlySet<string> = new Set([
  "fusedConv2d__op",
  "fusedDepthwiseConv2d__op",
  "fusedMatMul__op",
]);

/**
 * Looks at each operation on the way from the inputs to the value.
 *
 * @throws {Error} If one of them has no derivative of this order to be trusted; the message names it.
 */
export function checkTrusted(order: Order, path: TapeNode[]): void {
  const isTrusted = order === 1 ? isTrustedOnce : isTrustedTwice;
  const refused = new Set(path.filter((node) => !isTrusted(node)).map(nameOf));
  if (refused.size === 0) return;
  const names = [...refused].join(", ");
  throw new Error(
    order === 1
      ? `Cannot differentiate: tfjs's derivative is unreliable for ${names}. Rewrite the function without it.`
      : `Cannot take a second derivative: it is unreliable for ${names}. Rewrite the loss without it, or use keepStepping or keepVaulting, which only need first derivatives.`,
  );
}

function isTrustedTwice(node: TapeNode): boolean {
  if (isKernel(node)) return trustedKernels.has(node.kernelName);
  return isSavedCopy(node) || trustedCustomGradients.has(node.kernelName);
}

/** At first order a custom gradient is its author's; but tfjs's own of softmaxCrossEntropy is wrong by the labels. */
function isTrustedOnce(node: TapeNode): boolean {
  if (isKernel(node)) return isTrustedTwice(node) || trustedOnce.has(node.kernelName);
  return !(node.kernelName === "softmaxCrossEntropy__op" && "0" in node.inputs);
}

function isKernel({ kernelName }: TapeNode): boolean {
  return tf.getKernel(kernelName, tf.getBackend()) !== undefined;
}

/** tfjs notes a tensor saved for the way back under the name of the scope that it is in. */
function isSavedCopy(node: TapeNode): boolean {
  return !isKernel(node) && Object.keys(node.inputs).join() === "x";
}

function nameOf(node: TapeNode): string {
  const { kernelName } = node;
  return isKernel(node) ? kernelName : `a custom gradient (${kernelName.replace("__op", "")})`;
}
