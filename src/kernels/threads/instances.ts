/**
 * Kernels as running wasm. Their bytes are embedded as base64 modules: a .wasm import would compile
 * both variants at once (an engine without relaxed SIMD refuses one), and reading a file needs
 * --allow-read from disk and an asynchronous fetch from a URL. This way a kernel loads
 * synchronously, with no permission, from anywhere, in workers too.
 */
import { bytesOf } from "../../numeric/base64.ts";
import { withSharedMemory } from "./limits.ts";
import { kernelMemory, kernelMemoryLimits } from "./memory.ts";
import * as chain from "../wasm/chain.ts";
import * as dense from "../wasm/dense.ts";
import * as least_squares from "../wasm/least_squares.ts";
import * as regression from "../wasm/regression.ts";
import * as tfjs from "../wasm/tfjs.ts";

const bytes = { dense, least_squares, regression, chain, tfjs };

/** A kernel's name. */
export type KernelName = keyof typeof bytes;

/** Relaxed SIMD rounds a multiply-add once; plain SIMD rounds twice. */
export type Variant = "relaxed" | "plain";

/** All kernels, in the order by which threads number them. */
export const kernelNames: readonly KernelName[] = [
  "dense",
  "least_squares",
  "regression",
  "chain",
  "tfjs",
];

/** Both variants, in the order by which threads number them. */
export const variants: readonly Variant[] = ["relaxed", "plain"];

/** What every kernel exports. */
export interface Kernel extends WebAssembly.Exports {
  /** Does the numbered part of the job at an address, with scratch memory of its own. */
  unit(job: number, index: number, scratch: number): void;
}

/** A module with one f32x4.relaxed_madd. */
// deno-fmt-ignore
const probe = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 0x0a, 0x13, 1, 0x11, 0,
  0x41, 0, 0xfd, 0x0f, 0x41, 0, 0xfd, 0x0f, 0x41, 0, 0xfd, 0x0f, 0xfd, 0x85, 2, 0x0b,
]);

/** The faster variant that this engine runs. */
export function bestVariant(): Variant {
  return WebAssembly.validate(probe) ? "relaxed" : "plain";
}

/** A kernel's bytes, for the memory that the kernels share. */
export function moduleBytes(name: KernelName, variant: Variant): Uint8Array<ArrayBuffer> {
  return withSharedMemory(bytesOf(bytes[name][variant]), kernelMemoryLimits());
}

/** The number by which threads know a kernel's variant. */
export function moduleNumber(name: KernelName, variant: Variant): number {
  return kernelNames.indexOf(name) * variants.length + variants.indexOf(variant);
}

/** Compiles a kernel on that memory. */
export function instantiate(name: KernelName, variant: Variant): Kernel {
  const module = new WebAssembly.Module(moduleBytes(name, variant));
  return new WebAssembly.Instance(module, { env: { memory: kernelMemory() } }).exports as Kernel;
}
