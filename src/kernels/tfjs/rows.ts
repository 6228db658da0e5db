/**
 * Rows by number, sums, and what tfjs's backend copies without need.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import {
  addressOf,
  memoryOf,
  moduleOn,
  sizeOf,
  type TensorInfo,
  type WasmBackend,
} from "./module.ts";
import { areFloat, replacement } from "./replace.ts";

interface Reduction {
  axis: number | number[];
  keepDims: boolean;
}

/** The sum over axes that are the first ones or the last ones, by halves; times a factor. */
function sum(
  backend: WasmBackend,
  x: TensorInfo,
  { axis, keepDims }: Reduction,
  isMean: boolean,
): TensorInfo | undefined {
  const rank = x.shape.length;
  const axes = tf.util.parseAxisParam(axis, x.shape).toSorted((a, b) => a - b);
  const areFirst = axes.every((a, i) => a === i);
  const areLast = axes.every((a, i) => a === rank - axes.length + i);
  const [size, length] = [sizeOf(x.shape), sizeOf(axes.map((a) => x.shape[a]))];
  if (!areFloat(x) || size === 0 || axes.length === 0 || !areFirst && !areLast) return undefined;
  const shape = keepDims
    ? x.shape.map((n, i) => axes.includes(i) ? 1 : n)
    : x.shape.filter((_, i) => !axes.includes(i));
  const out = backend.makeOutput(shape, "float32");
  const { kernels, scratch } = moduleOn(backend);
  const left = size / length;
  const [from, to] = [x, out].map((tensor) => addressOf(backend, tensor));
  if (areLast) kernels.rowSums(from, left, length, to);
  else kernels.columnSums(from, length, left, to, scratch(kernels.sumsScratch(left)));
  if (isMean) kernels.scale(to, left, 1 / length);
  return out;
}

/** The first rows' axes of a gather along axis 0, if it is no more than that. */
function gather(
  backend: WasmBackend,
  x: TensorInfo,
  indices: TensorInfo,
  { axis, batchDims }: { axis: number; batchDims: number },
): TensorInfo | undefined {
  const isPlain = axis === 0 && !batchDims && indices.dtype === "int32" && x.shape.length > 0;
  if (!isPlain || x.dtype === "string" || x.dtype === "complex64") return undefined;
  const [rows, ...row] = x.shape;
  const numbers = valuesOf(backend, indices);
  const count = numbers.length;
  // tfjs's own kernel says what is wrong.
  if (numbers.some((number) => number < 0 || number >= rows)) return undefined;
  const out = backend.makeOutput([...indices.shape, ...row], x.dtype);
  const bytes = sizeOf(row) * tf.util.bytesPerElement(x.dtype);
  const [from, at, to] = [x, indices, out].map((tensor) => addressOf(backend, tensor));
  moduleOn(backend).kernels.gather(from, bytes, at, count, to);
  return out;
}

function valuesOf(backend: WasmBackend, { dataId, shape }: TensorInfo): Int32Array {
  const at = backend.dataIdMap.get(dataId).memoryOffset;
  return new Int32Array(memoryOf(backend).buffer, at, sizeOf(shape));
}

/** The kernels. */
export const rows = [
  replacement<Reduction>(
    "Sum",
    ({ inputs: { x }, attrs, backend }) => sum(backend, x, attrs, false),
  ),
  replacement<Reduction>(
    "Mean",
    ({ inputs: { x }, attrs, backend }) => sum(backend, x, attrs, true),
  ),
  replacement<{ axis: number; batchDims: number }>(
    "GatherV2",
    ({ inputs: { x, indices }, attrs, backend }) => gather(backend, x, indices, attrs),
  ),
  replacement<{ numSegments: number }>(
    "UnsortedSegmentSum",
    ({ inputs: { x, segmentIds }, attrs: { numSegments }, backend }) => {
      if (!areFloat(x) || segmentIds.dtype !== "int32") return undefined;
      const row = x.shape.slice(segmentIds.shape.length);
      const out = backend.makeOutput([numSegments, ...row], "float32");
      const [from, ids, to] = [x, segmentIds, out].map((tensor) => addressOf(backend, tensor));
      const { kernels } = moduleOn(backend);
      const width = sizeOf(row);
      kernels.fill(to, numSegments * width, 0);
      kernels.segmentSums(from, ids, sizeOf(segmentIds.shape), width, numSegments, to);
      return out;
    },
  ),
  replacement<object>("Identity", ({ inputs: { x }, backend }) => {
    if (x.dtype === "string" || x.dtype === "complex64") return undefined;
    backend.incRef(x.dataId);
    return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
  }),
  replacement<object>("Add", ({ inputs: { a, b }, backend }) => {
    const [n] = b.shape;
    const isBias = b.shape.length === 1 && a.shape.length > 1 && a.shape.at(-1) === n;
    if (!isBias || !areFloat(a, b) || sizeOf(a.shape) === 0) return undefined;
    const out = backend.makeOutput(a.shape, "float32");
    const [from, row, to] = [a, b, out].map((tensor) => addressOf(backend, tensor));
    moduleOn(backend).kernels.addRow(from, row, to, sizeOf(a.shape) / n, n);
    return out;
  }),
  replacement<{ reps: number[] }>("Tile", ({ inputs: { x }, attrs: { reps }, backend }) => {
    const isOne = sizeOf(x.shape) === 1 && (x.dtype === "float32" || x.dtype === "int32");
    if (!isOne) return undefined;
    const shape = x.shape.map((n, i) => n * reps[i]);
    const out = backend.makeOutput(shape, x.dtype);
    const { buffer } = memoryOf(backend);
    const word = new Int32Array(buffer, addressOf(backend, x), 1)[0];
    moduleOn(backend).kernels.fill(addressOf(backend, out), sizeOf(shape), word);
    return out;
  }),
];
