/**
 * Calls that several threads share. They compute in the kernels' memory, where tensors are copied to and from: that takes a few hundredths of a
 * product's time, and leaves tfjs's own memory as it is.
 *
 * @module
 */
import { bestVariant } from "../threads/instances.ts";
import { floats, words } from "../threads/memory.ts";
import { kernel, run } from "../threads/threads.ts";
import { crew, startThreads } from "../threads/workers.ts";
import { Held } from "../threads/held.ts";
import {
  addressOf,
  memoryOf,
  sizeOf,
  type TensorInfo,
  type TfjsKernels,
  type WasmBackend,
} from "./module.ts";

/** What is called, as assembly/unit.ts numbers it. */
const kinds = { multiply: 0, convolve: 1, filterGradient: 2 } as const;
/** Words of a call's arguments. */
const callWords = 10;
/** Fewer multiply-adds than this are not worth waking a thread. */
const leastWork = 2 ** 20;
/** Units that a thread gets on average: more share the work more evenly. */
const unitsPerThread = 4;

/** Whether threads are to share this many multiply-adds; starts them for the next time if they are not there. */
export function isShared(work: number): boolean {
  if (work < leastWork) return false;
  const { threads, failure } = crew();
  if (threads === 1) startThreads();
  return threads > 1 && failure === undefined;
}

/** How many units to make of these parts. */
export function unitsOf(parts: number): number {
  return Math.min(parts, unitsPerThread * crew().threads);
}

/** Memory of one question to the threads. */
export class SharedCalls {
  readonly #held = new Held();
  readonly #backend: WasmBackend;
  /** The kernels in that memory, for what one thread does. */
  readonly kernels = kernel("tfjs") as unknown as TfjsKernels;

  constructor(backend: WasmBackend) {
    this.#backend = backend;
  }

  /** Memory for this many bytes. */
  bytes(count: number): number {
    return this.#held.bytes(count);
  }

  /** Memory with these words. */
  words(values: number[]): number {
    const address = this.#held.bytes(4 * values.length);
    words(address, values.length).set(values);
    return address;
  }

  /** A tensor's values, copied. */
  copied(tensor: TensorInfo): number {
    const count = sizeOf(tensor.shape);
    const address = this.#held.bytes(4 * count);
    const from = addressOf(this.#backend, tensor);
    floats(address, count).set(new Float32Array(memoryOf(this.#backend).buffer, from, count));
    return address;
  }

  /** Copies the values at an address to a new tensor. */
  tensor(address: number, shape: number[]): TensorInfo {
    const out = this.#backend.makeOutput(shape, "float32");
    const count = sizeOf(shape);
    const to = addressOf(this.#backend, out);
    new Float32Array(memoryOf(this.#backend).buffer, to, count).set(floats(address, count));
    return out;
  }

  /** Makes calls, a list of arguments each; `scratch` bytes for each, of which those after `spare` are a second part. */
  call(kind: keyof typeof kinds, calls: (number | boolean)[][], scratch: number, spare = 0): void {
    const job = this.#held.bytes(4 * (2 + callWords * calls.length));
    const table = words(job, 2 + callWords * calls.length);
    table.set([kinds[kind], spare]);
    calls.forEach((call, i) => table.set(call.map(Number), 2 + callWords * i));
    const size = Math.ceil((scratch + 64) / 64) * 64;
    run({ kernel: "tfjs", variant: bestVariant(), job, units: calls.length, scratch: size });
  }

  /** Frees it. */
  dispose(): void {
    this.#held.dispose();
  }
}

/** Asks a question, and frees what it took. */
export function withSharedCalls(
  backend: WasmBackend,
  ask: (calls: SharedCalls) => TensorInfo,
): TensorInfo {
  const calls = new SharedCalls(backend);
  try {
    return ask(calls);
  } finally {
    calls.dispose();
  }
}
