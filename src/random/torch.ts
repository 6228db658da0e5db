/**
 * PyTorch's random numbers on the CPU (version 1.13.1, AVX2): what `torch.manual_seed(seed)`, `torch.randn`,
 * `Tensor.uniform_` and `torch.nn.Linear` give.
 *
 * @module
 */
import { fastNormalBlocks } from "./normals_kernel.ts";
import { checkCount } from "./check.ts";
import { MersenneTwister } from "./mersenne_twister.ts";
import { NormalStream } from "./normal_stream.ts";
import { blockLength, type NormalBlocks } from "./torch_normal.ts";

export { rowSums } from "./row_sum.ts";

const f = Math.fround;

/** The initial parameters of a `torch.nn.Linear`. */
export interface LinearParameters {
  /** [outputs, inputs], row-major. */
  weight: Float32Array<ArrayBuffer>;
  /** [outputs] */
  bias: Float32Array<ArrayBuffer>;
}

/** PyTorch's generator. The same seed gives the same float32 numbers as PyTorch, bit for bit. */
export class TorchGenerator {
  #twister: MersenneTwister;
  #cached: number | undefined;
  #normalBlocks: NormalBlocks;

  /**
   * `torch.manual_seed(seed)`.
   *
   * @param seed A whole number from 0 to 2^32 - 1.
   * @param blocks What makes the normals: by default the WebAssembly kernel, compiled when it is first needed.
   * @throws {RangeError} If the seed is anything else.
   */
  constructor(seed: number, blocks: NormalBlocks = fastNormalBlocks) {
    this.#twister = new MersenneTwister(seed);
    this.#normalBlocks = blocks;
  }

  /**
   * `torch.randn(count)`: standard normals.
   *
   * @throws {RangeError} If the count is no whole number.
   */
  randn(count: number): Float32Array<ArrayBuffer> {
    checkCount("count", count);
    const normals = new Float32Array(count);
    if (count < blockLength) return normals.map(() => this.#doubleNormal());
    this.randnStream(count).read(normals);
    return normals;
  }

  /**
   * The numbers of `randn(count)`, to be read piece by piece, so that memory holds only a piece.
   *
   * @throws {RangeError} If the count is no whole number, or below 16 (PyTorch draws so few in another way).
   */
  randnStream(count: number): NormalStream {
    checkCount("count of a stream", count, blockLength);
    return new NormalStream(this.#twister, this.#normalBlocks, count);
  }

  /**
   * `torch.empty(count).uniform_(low, high)`.
   *
   * @throws {RangeError} If the count is no whole number, or the range is not finite or runs backwards.
   */
  uniform(count: number, low: number, high: number): Float32Array<ArrayBuffer> {
    checkCount("count", count);
    const from = f(low);
    const width = f(f(high) - from);
    if (!(width >= 0 && Number.isFinite(width))) {
      throw new RangeError(
        `Cannot draw uniform numbers: low must be at most high, both finite, got ${low} and ${high}.`,
      );
    }
    return new Float32Array(count).map(() => {
      const u = (this.#twister.next() & 0xffffff) * 2 ** -24;
      return u * width + from;
    });
  }

  /**
   * The initial parameters of `torch.nn.Linear(inputs, outputs)`: weight, then bias, uniform within 1 / sqrt(inputs)
   * of 0. For a sequence of layers, call it layer by layer.
   *
   * @throws {RangeError} If a size is no positive whole number.
   */
  linear(inputs: number, outputs: number): LinearParameters {
    checkCount("inputs", inputs, 1);
    checkCount("outputs", outputs, 1);
    const bound = f(1 / Math.sqrt(inputs));
    return {
      weight: this.uniform(inputs * outputs, -bound, bound),
      bias: this.uniform(outputs, -bound, bound),
    };
  }

  /** Box-Muller in doubles, two normals at a time: how PyTorch draws fewer than sixteen. */
  #doubleNormal(): number {
    if (this.#cached !== undefined) {
      const normal = this.#cached;
      this.#cached = undefined;
      return normal;
    }
    const angle = 2 * Math.PI * this.#double();
    const radius = Math.sqrt(-2 * Math.log1p(-this.#double()));
    this.#cached = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** A double in [0, 1) with 53 random bits, of two outputs, the high one first. */
  #double(): number {
    const high = this.#twister.next() & 0x1fffff;
    return (high * 2 ** 32 + this.#twister.next()) * 2 ** -53;
  }
}
