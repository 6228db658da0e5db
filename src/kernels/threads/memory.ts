/** The memory that kernels and their threads share, and who holds which part of it. */

import { type MemoryLimits, mostPages } from "./limits.ts";

const page = 65536;
const alignment = 64;

/** Page 0 stays unused, so that no address is 0. */
const bottom = page;

let shared: WebAssembly.Memory | undefined;
let reserved: MemoryLimits | undefined;
let top = bottom;
const sizes = new Map<number, number>();

/** Parts between BOTTOM and top that nobody holds, by address; no two touch. */
const gaps: { address: number; bytes: number }[] = [];

/** Most pages, in the order in which they are tried: an engine short of addresses gets fewer. */
const maxima = [mostPages, mostPages / 2, mostPages / 4];

/** Deno checks the bounds of every load, for less if the memory never grows. Pages take room only once they are touched. */
const isChecked = "Deno" in globalThis;

/** Reserves addresses, not memory. */
function reserve(): WebAssembly.Memory {
  const tries = [
    ...(isChecked ? maxima.map((maximum) => ({ initial: maximum, maximum })) : []),
    ...maxima.map((maximum) => ({ initial: 16, maximum })),
  ];
  let refusal: unknown;
  for (const limits of tries) {
    try {
      const memory = new WebAssembly.Memory({ ...limits, shared: true });
      reserved = limits;
      return memory;
    } catch (error) {
      refusal = error;
    }
  }
  throw new RangeError(
    `Cannot make the kernels' memory: 1 GiB of shared addresses was refused (${refusal}). Use the plain path.`,
  );
}

/**
 * The kernels' shared memory, reserved at the first call.
 * @throws {RangeError} if no shared memory can be had.
 */
export function kernelMemory(): WebAssembly.Memory {
  return shared ??= reserve();
}

/** The memory's limits, as modules that import it declare them. */
export function kernelMemoryLimits(): MemoryLimits {
  kernelMemory();
  return reserved!;
}

/** Frees the gap's first bytes; an empty gap leaves the list. */
function carve(index: number, bytes: number): number {
  const gap = gaps[index];
  const address = gap.address;
  gap.address += bytes;
  gap.bytes -= bytes;
  if (gap.bytes === 0) gaps.splice(index, 1);
  return address;
}

function extend(bytes: number, asked: number): number {
  const memory = kernelMemory();
  const missing = Math.ceil((top + bytes - memory.buffer.byteLength) / page);
  try {
    if (missing > 0) memory.grow(missing);
  } catch {
    throw new RangeError(
      `Cannot get ${asked} bytes for a kernel: ${bytesInUse()} are in use, and the engine gives no more. ` +
        `Dispose problems no longer needed, or use fewer rows.`,
    );
  }
  const address = top;
  top += bytes;
  return address;
}

/**
 * An address, a multiple of 64, from which bytes are the caller's until free.
 * @throws {RangeError} if bytes is no count, or the memory cannot be had; it says how much was asked for.
 */
export function malloc(bytes: number): number {
  if (!(Number.isSafeInteger(bytes) && bytes >= 0)) {
    throw new RangeError(
      `Cannot get ${bytes} bytes for a kernel. Ask for a whole number, 0 or more.`,
    );
  }
  const size = Math.max(alignment, Math.ceil(bytes / alignment) * alignment);
  const index = gaps.findIndex((gap) => gap.bytes >= size);
  const address = index < 0 ? extend(size, bytes) : carve(index, size);
  sizes.set(address, size);
  return address;
}

/** Gives back what malloc gave. @throws {Error} if it did not, or if it was given back before. */
export function free(address: number): void {
  const bytes = sizes.get(address);
  if (bytes === undefined) {
    throw new Error(`Cannot free address ${address}: nobody holds it. Free each address once.`);
  }
  sizes.delete(address);
  const found = gaps.findIndex((gap) => gap.address > address);
  const at = found < 0 ? gaps.length : found;
  gaps.splice(at, 0, { address, bytes });
  merge(at);
  merge(at - 1);
  const last = gaps[gaps.length - 1];
  if (last.address + last.bytes === top) {
    top = last.address;
    gaps.pop();
  }
}

/** Joins gap i with the next one if they touch. */
function merge(i: number): void {
  if (i < 0 || i + 1 >= gaps.length) return;
  if (gaps[i].address + gaps[i].bytes !== gaps[i + 1].address) return;
  gaps[i].bytes += gaps[i + 1].bytes;
  gaps.splice(i + 1, 1);
}

/** Bytes held now, rounded up to multiples of 64 each. */
export function bytesInUse(): number {
  let total = 0;
  for (const size of sizes.values()) total += size;
  return total;
}

/** Shared memory as float32; growth leaves the view valid. */
export function floats(address: number, count: number): Float32Array {
  return new Float32Array(kernelMemory().buffer, address, count);
}

/** Shared memory as float64; growth leaves the view valid. */
export function doubles(address: number, count: number): Float64Array {
  return new Float64Array(kernelMemory().buffer, address, count);
}

/** Shared memory as int32; growth leaves the view valid. */
export function words(address: number, count: number): Int32Array {
  return new Int32Array(kernelMemory().buffer, address, count);
}
