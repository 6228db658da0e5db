/**
 * The generator beneath PyTorch's and NumPy's random numbers.
 *
 * Matsumoto, Nishimura: Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random number
 * generator. ACM TOMACS 8(1), 1998.
 *
 * @module
 */
import { checkSeed } from "./check.ts";

/** How many words of state an mt19937 has, and so how many outputs between two twists. */
export const stateLength = 624;

const middle = 397;

/** mt19937: a stream of 32-bit outputs, the same for the same seed. */
export class MersenneTwister {
  /** The 624 words of state. With {@linkcode position}, all that the next outputs depend on. */
  readonly state: Uint32Array<ArrayBuffer> = new Uint32Array(stateLength);
  /** Index of the word that the next output is made from; 624 if the state must be twisted first. */
  position: number = stateLength;

  /**
   * Starts the stream of a seed.
   *
   * @param seed A whole number from 0 to 2^32 - 1.
   * @throws {RangeError} If the seed is anything else.
   */
  constructor(seed: number) {
    checkSeed(seed);
    const s = this.state;
    s[0] = seed;
    for (let j = 1; j < stateLength; j++) {
      s[j] = Math.imul(1812433253, s[j - 1] ^ (s[j - 1] >>> 30)) + j;
    }
  }

  /** The next output: a whole number from 0 to 2^32 - 1. */
  next(): number {
    if (this.position === stateLength) this.#twist();
    let y = this.state[this.position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    return y >>> 0;
  }

  /** A double in [0, 1) with 53 random bits, of two outputs, as NumPy makes them. */
  double(): number {
    return doubleOf(this.next(), this.next());
  }

  /** Passes over some outputs. */
  skip(count: number): void {
    for (let i = 0; i < count; i++) this.next();
  }

  #twist(): void {
    const s = this.state;
    for (let i = 0; i < stateLength; i++) {
      const y = (s[i] & 0x80000000) | (s[(i + 1) % stateLength] & 0x7fffffff);
      s[i] = s[(i + middle) % stateLength] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.position = 0;
  }
}

/** A double in [0, 1) with 53 random bits, of two outputs. */
export function doubleOf(high: number, low: number): number {
  return ((high >>> 5) * 2 ** 26 + (low >>> 6)) / 2 ** 53;
}
