/**
 * What one thread does for a roof.
 *
 * @module
 */
import { bestVariant, type Variant } from "../../src/kernels/threads/instances.ts";
import * as bytes from "./wasm.ts";

/** What bench/roof/assembly/roof.ts exports. */
export interface RoofModule extends WebAssembly.Exports {
  multiplyAdd(rounds: number, factor: number, term: number): number;
  read(address: number, bytes: number): bigint;
}

/** Work of one thread. */
export type Part =
  & { times: number }
  & ({ ask: "multiplyAdd"; rounds: number } | { ask: "read"; address: number; bytes: number });

/** What a Worker is sent: first the memory, then parts. */
export type Message = { memory: WebAssembly.Memory } | Part;

/** The module, on the memory given. */
export function roofModule(
  memory: WebAssembly.Memory,
  variant: Variant = bestVariant(),
): RoofModule {
  const code = new WebAssembly.Module(Uint8Array.fromBase64(bytes[variant]));
  return new WebAssembly.Instance(code, { env: { memory } }).exports as RoofModule;
}

/** What a thread does with parts. */
export function doer(memory: WebAssembly.Memory): (part: Part) => void {
  const module = roofModule(memory);
  // Again and again, not once for long: an engine changes to its faster code between two calls.
  return (part) => {
    for (let i = 0; i < part.times; i++) {
      if (part.ask === "multiplyAdd") module.multiplyAdd(part.rounds, 0.5, 1);
      else module.read(part.address, part.bytes);
    }
  };
}
