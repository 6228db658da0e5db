/**
 * Rows in a random order.
 *
 * @module
 */
import type { MersenneTwister } from "./mersenne_twister.ts";

/** 0 to count - 1 in an order that a generator decides: Fisher and Yates's shuffle. */
export function shuffled(count: number, generator: MersenneTwister): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(generator.next() / 2 ** 32 * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
