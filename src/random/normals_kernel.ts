/**
 * mt19937's outputs and PyTorch's normals from a WebAssembly module, which is compiled when it is first used.
 *
 * @module
 */
import { bytesOf } from "../numeric/base64.ts";
import { type MersenneTwister, stateLength } from "./mersenne_twister.ts";
import { blockLength, type NormalBlocks } from "./torch_normal.ts";
import { bestVariant } from "../kernels/threads/instances.ts";
import { plain, relaxed } from "./normals/wasm.ts";

/** How many outputs {@linkcode nextOutputs} gives at most. */
export const mostOutputs = 16_384;

const mostBlocks = mostOutputs / blockLength;

/** What src/random/normals/assembly/normals.ts exports. */
interface Module extends WebAssembly.Exports {
  memory: WebAssembly.Memory;
  outputsOffset(): number;
  outputs(position: number, count: number): number;
  normals(blocks: number): void;
  multiplyAdd(a: number, b: number, c: number): number;
}

/** The module, and views of its memory. */
interface Kernel {
  module: Module;
  state: Uint32Array;
  outputs: Uint32Array;
  normals: Float32Array;
}

let loaded: Kernel | undefined;

/**
 * The twister's next outputs, many times as fast as one by one.
 *
 * @param count At most {@linkcode mostOutputs}.
 * @returns A view that the next use of the module writes over.
 */
export function nextOutputs(twister: MersenneTwister, count: number): Uint32Array {
  const { module, state, outputs } = loaded ??= load();
  state.set(twister.state);
  twister.position = module.outputs(twister.position, count);
  twister.state.set(state);
  return outputs.subarray(0, count);
}

/** Makes the bits that `normalBlocks` of src/random/torch_normal.ts makes, at about 5 ns a normal. */
export const fastNormalBlocks: NormalBlocks = (twister, target, offset, blocks) =>
  blocksBy(loaded ??= load(), twister, target, offset, blocks);

/** The same on an engine without relaxed SIMD, at about 9 ns a normal. */
export const plainNormalBlocks: NormalBlocks = (twister, target, offset, blocks) =>
  blocksBy(kernelOf(instantiate(plain)), twister, target, offset, blocks);

function blocksBy(
  { module, state, normals }: Kernel,
  ...[twister, target, offset, blocks]: Parameters<NormalBlocks>
): void {
  state.set(twister.state);
  for (let done = 0; done < blocks; done += mostBlocks) {
    const part = Math.min(blocks - done, mostBlocks);
    twister.position = module.outputs(twister.position, part * blockLength);
    module.normals(part);
    target.set(normals.subarray(0, part * blockLength), offset + done * blockLength);
  }
  twister.state.set(state);
}

function kernelOf(module: Module): Kernel {
  const { buffer } = module.memory;
  const offset = module.outputsOffset();
  return {
    module,
    state: new Uint32Array(buffer, 0, stateLength),
    outputs: new Uint32Array(buffer, offset, mostOutputs),
    normals: new Float32Array(buffer, offset, mostOutputs),
  };
}

/** The fast module, if this machine's multiply-add is rounded once, else the one that rounds once everywhere. */
function load(): Kernel {
  if (bestVariant() === "relaxed") {
    const fast = instantiate(relaxed);
    const above1 = 1 + 2 ** -12;
    if (fast.multiplyAdd(above1, above1, -(1 + 2 ** -11)) === 2 ** -24) return kernelOf(fast);
  }
  return kernelOf(instantiate(plain));
}

function instantiate(base64: string): Module {
  const module = new WebAssembly.Module(bytesOf(base64));
  return new WebAssembly.Instance(module).exports as Module;
}
