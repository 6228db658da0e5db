/** Parts of shared memory with one owner, freed together. */
import { floats, free, malloc } from "./memory.ts";

/** Addresses that are held. */
export class Held {
  #addresses: number[] = [];

  /** An address from which bytes are ours; some are left behind them, for loads that reach past the end. */
  bytes(count: number): number {
    const address = malloc(count + 64);
    this.#addresses.push(address);
    return address;
  }

  /** As many float32 zeros. */
  zeros(count: number): number {
    const address = this.bytes(4 * count);
    floats(address, count + 16).fill(0);
    return address;
  }

  /** Frees all. */
  dispose(): void {
    for (const address of this.#addresses.splice(0)) free(address);
  }
}
