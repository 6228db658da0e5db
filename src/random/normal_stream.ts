/**
 * A long row of PyTorch's normals, handed out piece by piece.
 *
 * @module
 */
import type { MersenneTwister } from "./mersenne_twister.ts";
import { blockLength, type NormalBlocks } from "./torch_normal.ts";

/**
 * `randn(count)` in pieces of any length: the same numbers, without ever holding all of them.
 *
 * Read it to its end before drawing anything else from the same generator.
 */
export class NormalStream {
  #twister: MersenneTwister;
  #normalBlocks: NormalBlocks;
  /** Normals that are not made yet. */
  #unmade: number;
  /** The rest of a piece that was made but not wanted yet: less than two blocks. */
  #waiting: Float32Array = new Float32Array(0);

  /**
   * A stream of the twister's next outputs.
   *
   * @param count How many normals in all: at least 16.
   */
  constructor(twister: MersenneTwister, normalBlocks: NormalBlocks, count: number) {
    this.#twister = twister;
    this.#normalBlocks = normalBlocks;
    this.#unmade = count;
  }

  /** How many normals are still to be read. */
  get remaining(): number {
    return this.#unmade + this.#waiting.length;
  }

  /** Fills the target from its start, as far as normals remain. Returns how many it wrote. */
  read(target: Float32Array): number {
    const count = Math.min(target.length, this.remaining);
    let filled = this.#takeWaiting(target, 0);
    const blocks = Math.floor(Math.min(count - filled, this.#unmadeBeforeEnd) / blockLength);
    this.#normalBlocks(this.#twister, target, filled, blocks);
    this.#unmade -= blocks * blockLength;
    filled += blocks * blockLength;
    while (filled < count) {
      this.#waiting = this.#unmadeBeforeEnd > 0 ? this.#block() : this.#end();
      filled += this.#takeWaiting(target, filled);
    }
    return count;
  }

  /** Normals in the blocks before the end, where the end is what {@linkcode #end} makes at once. */
  get #unmadeBeforeEnd(): number {
    const tail = this.#unmade % blockLength;
    return tail === 0 ? this.#unmade : this.#unmade - tail - blockLength;
  }

  #block(): Float32Array {
    const block = new Float32Array(blockLength);
    this.#normalBlocks(this.#twister, block, 0, 1);
    this.#unmade -= blockLength;
    return block;
  }

  /** The last whole block and the tail: PyTorch writes the last sixteen values over, from sixteen new outputs. */
  #end(): Float32Array {
    const tail = this.#unmade - blockLength;
    const end = new Float32Array(this.#unmade);
    this.#normalBlocks(this.#twister, end, 0, 1);
    this.#twister.skip(tail);
    this.#normalBlocks(this.#twister, end, tail, 1);
    this.#unmade = 0;
    return end;
  }

  #takeWaiting(target: Float32Array, offset: number): number {
    const count = Math.min(this.#waiting.length, target.length - offset);
    target.set(this.#waiting.subarray(0, count), offset);
    this.#waiting = this.#waiting.subarray(count);
    return count;
  }
}
