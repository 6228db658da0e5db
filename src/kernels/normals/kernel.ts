/**
 * mt19937's outputs and PyTorch's normals from a WebAssembly module, which is compiled when it is first used.
 *
 * @module
 */
import { type MersenneTwister, stateLength } from "../../random/mersenne_twister.ts";
import { blockLength, type NormalBlocks } from "../../random/torch_normal.ts";
import { plain } from "./wasm.ts";

/** How many outputs {@linkcode nextOutputs} gives at most. */
export const mostOutputs = 16_384;

const mostBlocks = mostOutputs / blockLength;

/** What src/kernels/normals/assembly/normals.ts exports. */
interface Module extends WebAssembly.Exports {
  memory: WebAssembly.Memory;
  outputsOffset(): number;
  outputs(position: number, count: number): number;
  normals(blocks: number): void;
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

/** Makes the bits that `normalBlocks` of src/random/torch_normal.ts makes, at about 11 ns a normal. */
export const fastNormalBlocks: NormalBlocks = (twister, target, offset, blocks) => {
  const { module, state, normals } = loaded ??= load();
  state.set(twister.state);
  for (let done = 0; done < blocks; done += mostBlocks) {
    const part = Math.min(blocks - done, mostBlocks);
    twister.position = module.outputs(twister.position, part * blockLength);
    module.normals(part);
    target.set(normals.subarray(0, part * blockLength), offset + done * blockLength);
  }
  twister.state.set(state);
};

function load(): Kernel {
  const bytes = Uint8Array.fromBase64(plain);
  const module = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Module;
  const { buffer } = module.memory;
  const offset = module.outputsOffset();
  return {
    module,
    state: new Uint32Array(buffer, 0, stateLength),
    outputs: new Uint32Array(buffer, offset, mostOutputs),
    normals: new Float32Array(buffer, offset, mostOutputs),
  };
}
