/**
 * Checks that the generators share.
 *
 * @module
 */

/**
 * Lets a seed of a generator pass.
 *
 * @throws {RangeError} If a seed is no whole number from 0 to 2^32 - 1.
 */
export function checkSeed(seed: number): void {
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw new RangeError(
      `Cannot seed a generator: a seed must be a whole number from 0 to 4294967295, got ${seed}.`,
    );
  }
}

/**
 * Lets a number of values, rows or columns pass.
 *
 * @throws {RangeError} If a number of values is no whole number, below its least, or more than can be counted.
 */
export function checkCount(name: string, count: number, least = 0): void {
  if (Number.isInteger(count) && count > Number.MAX_SAFE_INTEGER) {
    throw new RangeError(
      `Cannot draw or sum numbers: ${name} is ${count}, more than any memory holds. Ask for fewer.`,
    );
  }
  if (!Number.isInteger(count) || count < least) {
    throw new RangeError(
      `Cannot draw or sum numbers: ${name} must be a whole number, ${least} or more, got ${count}.`,
    );
  }
}
