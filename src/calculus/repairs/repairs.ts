/**
 * Gradients of tfjs's operations as they should be: what is wrong or missing at first order is put right, and at second
 * order every gradient can be differentiated again. In force only while a derivative is computed, never on import.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import "../../deps/tf_gradients.ts";
import { broadcastRepairs, cumsum, prod } from "./arithmetic.ts";
import {
  conv2DBackpropFilter,
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
} from "./convolution.ts";
import { outputRepairs } from "./outputs.ts";
import { avgPool, avgPoolGrad, maxPoolGrad } from "./pooling.ts";
import { resizeGradients, resizeRepairs } from "./resizing.ts";
import { avgPool3D } from "./volumes.ts";
import { wasmKernels } from "./wasm.ts";

/** How often a function is differentiated. */
export type Order = 1 | 2;

/** Operations with a gradient of their own, in tfjs's operations that can be differentiated again when it is left out. */
const differentiableForward = new Set(
  ["logSigmoid", "logSoftmax", "softmaxCrossEntropy"].map((name) => `${name}__op`),
);

/** The gradients registered anew for derivatives of this order. */
export function repairedGradients(order: Order): tf.GradConfig[] {
  if (!tf.getGradient("Exp")) {
    throw new Error(
      "Cannot differentiate: tfjs has no gradients registered. Load @tensorflow/tfjs-layers 4.22.0, which registers them.",
    );
  }
  const first = [avgPool, avgPool3D, cumsum, prod, ...resizeRepairs, ...broadcastRepairs()];
  if (order === 1) return first;
  const convolution = [conv2DBackpropFilter, depthwiseBackpropFilter, depthwiseBackpropInput];
  return [
    ...first,
    ...outputRepairs(),
    ...convolution,
    ...resizeGradients,
    avgPoolGrad,
    maxPoolGrad,
  ];
}

let inForce: 0 | Order = 0;

/** Computes with the repairs in force, and puts back what tfjs had. */
export function withRepairs<T>(order: Order, compute: () => T): T {
  if (inForce >= order) return compute();
  const outer = inForce;
  const undo = [
    ...repairedGradients(order).map(replaceGradient),
    ...(tf.getBackend() === "wasm" ? wasmKernels.map(replaceKernel) : []),
    scaleBatchNorm(),
    ...(order === 2 ? [leaveOutCustomGradients()] : []),
  ];
  try {
    inForce = order;
    return compute();
  } finally {
    inForce = outer;
    undo.reverse().forEach((putBack) => putBack());
  }
}

type PutBack = () => void;

function replaceGradient(gradient: tf.GradConfig): PutBack {
  const original = tf.getGradient(gradient.kernelName);
  tf.registerGradient(gradient);
  return () =>
    original ? tf.registerGradient(original) : tf.unregisterGradient(gradient.kernelName);
}

function replaceKernel(kernel: tf.KernelConfig): PutBack {
  const { kernelName, backendName } = kernel;
  const original = tf.getKernel(kernelName, backendName);
  if (original) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel(kernel);
  return () => {
    tf.unregisterKernel(kernelName, backendName);
    if (original) tf.registerKernel(original);
  };
}

/** tfjs fails to save the scale of a batch norm that has none: it gets one, of ones. */
function scaleBatchNorm(): PutBack {
  const engine = tf.engine();
  const { runKernel } = engine;
  engine.runKernel = ((name: string, inputs: tf.NamedTensorMap, attributes?: tf.NamedAttrMap) => {
    const scaled = name === "FusedBatchNorm" && !inputs.scale
      ? { ...inputs, scale: tf.onesLike(inputs.mean) }
      : inputs;
    return runKernel.call(engine, name, scaled, attributes);
  }) as typeof runKernel;
  return () => {
    engine.runKernel = runKernel;
  };
}

/** Runs tfjs's operations with a gradient of their own as what they are made of. */
function leaveOutCustomGradients(): PutBack {
  const engine = tf.engine();
  const { customGrad } = engine;
  const own = customGrad.bind(engine) as typeof customGrad;
  engine.customGrad = (f) => {
    const repaired = differentiableForward.has(engine.state.activeScope?.name ?? "");
    return repaired ? (...inputs) => f(...inputs, () => {}).value : own(f);
  };
  return () => {
    engine.customGrad = customGrad;
  };
}
