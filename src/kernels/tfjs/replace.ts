/**
 * Kernels of tfjs's wasm backend, registered anew.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { TensorInfo, WasmBackend } from "./module.ts";

/** What a kernel is asked. */
export interface Ask<Attributes> {
  inputs: { [name: string]: TensorInfo };
  attrs: Attributes;
  backend: WasmBackend;
}

/** A kernel of ours: undefined where it leaves the answer to tfjs's. */
export interface Replacement {
  kernelName: string;
  compute(ask: Ask<never>): TensorInfo | TensorInfo[] | undefined;
}

/** A replacement whose attributes have a type. */
export function replacement<Attributes>(
  kernelName: string,
  compute: (ask: Ask<Attributes>) => TensorInfo | TensorInfo[] | undefined,
): Replacement {
  return { kernelName, compute: compute as Replacement["compute"] };
}

/** A replacement as tfjs registers it; a kernel of tfjs's is its fallback. */
export function configOf(
  { kernelName, compute }: Replacement,
  original?: tf.KernelConfig,
): tf.KernelConfig {
  const kernelFunc: tf.KernelFunc = (ask) => {
    const answer = compute(ask as unknown as Ask<never>);
    if (answer) return answer as tf.TensorInfo;
    if (original) return original.kernelFunc(ask);
    throw new Error(
      `Cannot compute ${kernelName} of these inputs: tfjs's wasm backend has no such kernel.`,
    );
  };
  return { ...original, kernelName, backendName: "wasm", kernelFunc };
}

/** Puts a kernel in the place of tfjs's; gives what puts that back. */
export function replace(kernel: Replacement): () => void {
  const { kernelName } = kernel;
  const original = tf.getKernel(kernelName, "wasm") as tf.KernelConfig | undefined;
  if (original) tf.unregisterKernel(kernelName, "wasm");
  tf.registerKernel(configOf(kernel, original));
  return () => {
    tf.unregisterKernel(kernelName, "wasm");
    if (original) tf.registerKernel(original);
  };
}

/** True if all that are there are float32. */
export function areFloat(...tensors: (TensorInfo | undefined | null)[]): boolean {
  return tensors.every((tensor) => !tensor || tensor.dtype === "float32");
}
