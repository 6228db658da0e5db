/**
 * Kernels of gradients that tfjs's wasm backend lacks or has wrong, made of those that it has, and of this suite's own.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { missing } from "../../kernels/tfjs/missing.ts";
import { configOf } from "../../kernels/tfjs/replace.ts";
import { type PoolAttributes, poolInfo } from "./pooling.ts";
import { conv3DBackpropFilter, conv3DBackpropInput } from "./volumes.ts";

type Inputs = Record<string, tf.Tensor>;

/** wasm's own finds no maximum that is not positive. */
function maxPoolWithArgmax({ x }: Inputs, attributes: PoolAttributes): tf.Tensor[] {
  const positions = maxPositions(x, attributes);
  const values = x.dataSync();
  const shape = poolInfo(x.shape, attributes).outShape;
  return [
    tf.tensor(Float32Array.from(positions, (at) => values[at]), shape),
    tf.tensor(positions, shape, "int32"),
  ];
}

/** Where in x each window's first maximum is. */
function maxPositions(x: tf.Tensor, attributes: PoolAttributes): Int32Array {
  const info = poolInfo(x.shape, attributes);
  const [images, height, width, channels] = x.shape;
  const values = x.dataSync();
  const positions: number[] = [];
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < info.outHeight; i++) {
      const top = i * info.strideHeight - info.padInfo.top;
      const rows = [Math.max(top, 0), Math.min(top + info.filterHeight, height)];
      for (let j = 0; j < info.outWidth; j++) {
        const left = j * info.strideWidth - info.padInfo.left;
        const columns = [Math.max(left, 0), Math.min(left + info.filterWidth, width)];
        for (let channel = 0; channel < channels; channel++) {
          let best = ((image * height + rows[0]) * width + columns[0]) * channels + channel;
          for (let row = rows[0]; row < rows[1]; row++) {
            for (let column = columns[0]; column < columns[1]; column++) {
              const at = ((image * height + row) * width + column) * channels + channel;
              if (values[at] > values[best]) best = at;
            }
          }
          positions.push(best);
        }
      }
    }
  }
  return Int32Array.from(positions);
}

type Compute = (inputs: Inputs, attributes: tf.NamedAttrMap) => tf.Tensor | tf.Tensor[];

const standIns: tf.KernelConfig[] = Object.entries({
  Conv3DBackpropFilterV2: conv3DBackpropFilter,
  Conv3DBackpropInputV2: conv3DBackpropInput,
  MaxPoolWithArgmax: maxPoolWithArgmax,
}).map(([kernelName, compute]) => ({
  kernelName,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs }) =>
    tf.tidy(() => (compute as unknown as Compute)(inputs as unknown as Inputs, attrs ?? {})),
}));

/** What is missing there, and what is wrong: in force while a derivative is computed, whether or not all kernels are accelerated. */
export const wasmKernels: tf.KernelConfig[] = [
  ...standIns,
  ...missing.map((kernel) => configOf(kernel)),
];
