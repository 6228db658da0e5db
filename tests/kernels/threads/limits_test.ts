/** Modules whose memory is shared link with a shared memory alone. */
import assert from "node:assert/strict";
import { bestVariant } from "../../../src/kernels/threads/instances.ts";
import { withSharedMemory } from "../../../src/kernels/threads/limits.ts";
import * as bytes from "../../../src/kernels/wasm/tfjs.ts";
import { bytesOf } from "../../../src/numeric/base64.ts";

const own = bytesOf(bytes[bestVariant()]);
const linked = (module: Uint8Array<ArrayBuffer>, memory: WebAssembly.Memory) =>
  new WebAssembly.Instance(new WebAssembly.Module(module), { env: { memory } });

Deno.test("tfjs's kernels link with a shared memory once it is declared, and compute there", () => {
  const memory = new WebAssembly.Memory({ initial: 256, maximum: 32768, shared: true });
  assert.throws(() => linked(own, memory), WebAssembly.LinkError);
  const { exports } = linked(withSharedMemory(own), memory);
  const values = new Int32Array(memory.buffer, 4096, 8);
  (exports.fill as (at: number, count: number, value: number) => void)(4096, 6, 25);
  assert.deepEqual([...values], [25, 25, 25, 25, 25, 25, 0, 0]);
});

Deno.test("a module with a shared memory refuses one that is not", () => {
  const memory = new WebAssembly.Memory({ initial: 256, maximum: 32768 });
  assert.throws(() => linked(withSharedMemory(own), memory), WebAssembly.LinkError);
});

Deno.test("a module without a memory is refused", () => {
  const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  assert.throws(() => withSharedMemory(empty), /imports nothing/);
});
