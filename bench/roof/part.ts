/**
 * What one thread does for a roof.
 *
 * @module
 */
import { bestVariant } from "../../src/kernels/instances.ts";
import * as bytes from "./wasm.ts";

/** What bench/roof/assembly/roof.ts exports. */
interface Module extends WebAssembly.Exports {
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
export function doer(memory: WebAssembly.Memory): (part: Part) => void {
  const code = new WebAssembly.Module(Uint8Array.fromBase64(bytes[bestVariant()]));
  const module = new WebAssembly.Instance(code, { env: { memory } }).exports as Module;
  // Again and again, not once for long: an engine changes to its faster code between two calls.
  return (part) => {
    for (let i = 0; i < part.times; i++) {
      if (part.ask === "multiplyAdd") module.multiplyAdd(part.rounds, 0.5, 1);
      else module.read(part.address, part.bytes);
    }
  };
}
