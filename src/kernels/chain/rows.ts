/** Rows that chain networks learn from, in the kernels' memory. */
import { floats, kernelMemory, words } from "../threads/memory.ts";
import { Owned } from "../threads/owned.ts";
import { Held } from "../threads/held.ts";

/** What rows are made of. Arrays are copied. */
export interface ChainRowsData {
  rows: number;
  /** [rows, inputs], row-major. */
  x: Float32Array | Uint8Array;
  /** What a byte of x counts. Default 1. */
  unit?: number;
  /** [rows, outputs], or a class for each row. */
  y: Float32Array | Int32Array;
  /** How much each row counts. Default 1. */
  weights?: Float32Array;
}

/** Where they are. */
interface Addresses {
  held: Held;
  x: number;
  y: number;
  weights: number;
}

/** Rows in the kernels' memory, until they are disposed. */
export class ChainRows {
  readonly rows: number;
  readonly isBytes: boolean;
  readonly unit: number;
  /** Bytes from a row of x to the next. */
  readonly stride: number;
  readonly #owned: Owned<Addresses>;

  /** @throws {RangeError} If the memory is refused. */
  constructor({ rows, x, y, weights, unit = 1 }: ChainRowsData) {
    this.rows = rows;
    this.isBytes = x instanceof Uint8Array;
    this.unit = unit;
    this.stride = x.byteLength / rows;
    const held = new Held();
    try {
      const at = { held, x: held.bytes(x.byteLength), y: held.bytes(4 * y.length), weights: 0 };
      if (x instanceof Uint8Array) new Uint8Array(kernelMemory().buffer, at.x, x.length).set(x);
      else floats(at.x, x.length).set(x);
      if (y instanceof Int32Array) words(at.y, y.length).set(y);
      else floats(at.y, y.length).set(y);
      if (weights) floats(at.weights = held.bytes(4 * rows), rows).set(weights);
      this.#owned = new Owned(at, ({ held }) => held.dispose(), "set of rows");
    } catch (error) {
      held.dispose();
      throw error;
    }
  }

  /** Where they are. @throws {Error} If they were disposed. */
  get at(): Readonly<Addresses> {
    return this.#owned.value;
  }

  /** Frees them. */
  dispose(): void {
    this.#owned.dispose();
  }
}
