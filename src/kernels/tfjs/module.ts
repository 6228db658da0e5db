/**
 * The kernels on the memory of tfjs's wasm backend: an instance, and scratch.
 *
 * @module
 */
import { bytesOf } from "../../numeric/base64.ts";
import * as tf from "../../deps/tf.ts";
import { bestVariant } from "../threads/instances.ts";
import { withSharedMemory } from "../threads/limits.ts";
import * as bytes from "../wasm/tfjs.ts";

type Sizes = (...sizes: number[]) => number;
type Work = (...words: (number | boolean)[]) => void;

/** What the module exports. */
export interface TfjsKernels extends Record<string, WebAssembly.ExportValue> {
  productScratch: Sizes;
  chunkScratch: Sizes;
  sumsScratch: Sizes;
  convolveScratch: Sizes;
  filterScratch: Sizes;
  packB: Work;
  addAll: Work;
  multiply: Work;
  gather: Work;
  segmentSums: Work;
  columnSums: Work;
  rowSums: Work;
  scale: Work;
  addRow: Work;
  fill: Work;
  convolve: Work;
  packFilter: Work;
  packBackward: Work;
  filterGradient: Work;
  maxPool: Work;
  maxPoolGradient: Work;
  maxPoolGradientApart: Work;
  reluGradient: Work;
  depthwiseInput: Work;
  depthwiseFilter: Work;
  adam: Work;
  momentum: Work;
  descend: Work;
}

/** A tensor as a kernel's function has it. */
export interface TensorInfo {
  dataId: object;
  shape: number[];
  dtype: tf.DataType;
}

/** What of tfjs's wasm backend is used here, beyond its interface. */
export interface WasmBackend extends tf.KernelBackend {
  wasm: {
    asm: { memory?: WebAssembly.Memory };
    /** Of the build for several threads, which imports its memory. */
    wasmMemory?: WebAssembly.Memory;
    _malloc(bytes: number): number;
    _free(at: number): void;
  };
  dataIdMap: { get(dataId: object): { memoryOffset: number } };
  makeOutput(shape: number[], dtype: tf.DataType): TensorInfo;
  incRef(dataId: object): void;
}

/** The kernels of one backend. */
export interface Module {
  kernels: TfjsKernels;
  /** Scratch memory of a number of bytes, valid until it is asked for the next time; on a line of the cache. */
  scratch(bytes: number): number;
}

const modules = new WeakMap<object, Module>();
const line = 64;

/** The kernels on this backend's memory. */
export function moduleOn({ wasm }: WasmBackend): Module {
  const known = modules.get(wasm);
  if (known) return known;
  const memory = memoryOf({ wasm });
  const isShared = !(memory.buffer instanceof ArrayBuffer);
  const own = bytesOf(bytes[bestVariant()]);
  const module = new WebAssembly.Module(isShared ? withSharedMemory(own) : own);
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  let [at, size] = [0, 0];
  const made: Module = {
    kernels: exports as TfjsKernels,
    scratch(wanted) {
      if (wanted > size) {
        if (size > 0) wasm._free(at);
        at = wasm._malloc(wanted + line);
        size = wanted;
      }
      return (at + line - 1) & -line;
    },
  };
  modules.set(wasm, made);
  return made;
}

/** tfjs's memory: its build for one thread exports it, that for several imports it. */
export function memoryOf({ wasm }: Pick<WasmBackend, "wasm">): WebAssembly.Memory {
  return wasm.asm.memory ?? wasm.wasmMemory!;
}

/** Where a tensor's values are. */
export function addressOf(backend: WasmBackend, tensor: TensorInfo): number {
  return backend.dataIdMap.get(tensor.dataId).memoryOffset;
}

/** How many values a shape has. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, length) => size * length, 1);
}
