/** How a dense network is laid out on a GPU: rows in panels, weights in fours, and what fits its limits. */
import { countParameters, type DenseShape } from "../network/shape.ts";

/** The limits of a device that decide what fits. */
export interface Limits {
  maxComputeWorkgroupStorageSize: number;
  maxComputeInvocationsPerWorkgroup: number;
  maxStorageBufferBindingSize: number;
}

/** One layer: its widths, and where its parameters are. */
export interface Layer {
  inputs: number;
  outputs: number;
  /** Units in fours. */
  quads: number;
  /** Where its kernel [inputs, outputs] is in theta; its bias follows. */
  theta: number;
  /** Where its kernel and its bias are among the packed weights, in vec4. */
  kernel: number;
  bias: number;
}

/** One kernel's share of the rows. */
export interface Panels {
  /** Rows that a workgroup has in its storage: 64, or less if layers are wide. */
  rows: number;
  /** Threads of a workgroup. */
  threads: number;
}

/** What the shaders are made from. */
export interface Plan {
  shape: DenseShape;
  layers: Layer[];
  parameters: number;
  /** Packed weights of one network, in vec4. */
  packed: number;
  /** So many candidates along a line are worth a dispatch. */
  candidates: number;
  loss: Panels;
  gradient: Panels;
}

/** Rows are stored in panels of this many, one column of a panel after another; workgroups take whole parts of them. */
export const storedRows = 64;

/** More workgroup storage than this leaves a processor too few workgroups to hide its latencies. */
const preferredStorage = 32768;
const mostThreads = 256;
/** More than these are no longer small beside the rows, and their sums no single dispatch. */
const mostParameters = 2 ** 20;

/** Floating point operations: a large device's part of a millisecond, about what a dispatch costs the host. */
const worthADispatch = 4e9;

/** Lays a network out; undefined if it does not fit the device. */
export function plan(shape: DenseShape, limits: Limits): Plan | undefined {
  const layers = layOut(shape.layers);
  const hidden = layers.slice(0, -1).map(({ quads }) => quads);
  const widest = Math.max(0, ...hidden);
  const both = hidden.length > 1 ? 2 : 1;
  // The loss keeps the first layer's two products, and a layer with the one before; the gradient every layer.
  const loss = panels(2 * (hidden[0] ?? 0) + both * widest, widest, limits);
  const gradient = panels(hidden.reduce((sum, quads) => sum + quads, 0), widest, limits);
  const bytes = 4 * storedRows * Math.ceil(shape.rows / storedRows) * shape.layers[0];
  const { bias, quads } = layers[layers.length - 1];
  const [parameters, packed] = [countParameters(shape.layers), bias + quads];
  const most = limits.maxStorageBufferBindingSize;
  const candidates = Math.ceil(worthADispatch / (2 * shape.rows * parameters));
  const tooMuch = bytes > most || parameters > mostParameters;
  if (!loss || !gradient || tooMuch) return undefined;
  return { shape, layers, parameters, packed, candidates, loss, gradient };
}

function layOut(widths: readonly number[]): Layer[] {
  let [theta, packed] = [0, 0];
  return widths.slice(1).map((outputs, l) => {
    const inputs = widths[l];
    const quads = Math.ceil(outputs / 4);
    const last = l === widths.length - 2;
    const kernel = packed;
    const bias = kernel + (last ? Math.ceil(inputs / 4) : inputs * quads);
    const layer = { inputs, outputs, quads, theta, kernel, bias };
    theta += (inputs + 1) * outputs;
    packed = bias + quads;
    return layer;
  });
}

/** The most rows whose units fit a workgroup's storage, and a thread for each four units of four rows. */
function panels(quadsKept: number, widest: number, limits: Limits): Panels | undefined {
  const storage = limits.maxComputeWorkgroupStorageSize;
  const bytes = (rows: number) => 16 * rows * quadsKept + 8 * rows;
  const fitting = [64, 32, 16, 8, 4].filter((rows) => bytes(rows) <= storage);
  const rows = fitting.find((rows) => bytes(rows) <= preferredStorage) ?? fitting.at(-1);
  if (!rows) return undefined;
  const most = Math.min(mostThreads, limits.maxComputeInvocationsPerWorkgroup);
  const threads = Math.min(most, 32 * Math.max(1, Math.ceil(widest * rows / 4 / 32)));
  return { rows, threads };
}

/** For each packed weight its place in theta, or -1 if it only fills a four. */
export function packedIndex({ layers, packed }: Plan): Int32Array {
  const index = new Int32Array(4 * packed).fill(-1);
  layers.forEach(({ inputs, outputs, quads, theta, kernel, bias }, l) => {
    // The last layer's one column lies unpadded: four inputs to a vec4.
    const stride = l === layers.length - 1 ? 1 : 4 * quads;
    for (let j = 0; j < outputs; j++) {
      for (let i = 0; i < inputs; i++) index[4 * kernel + i * stride + j] = theta + i * outputs + j;
      index[4 * bias + j] = theta + inputs * outputs + j;
    }
  });
  return index;
}
