/** The memory of a chain network: its job, its layers, and a batch's values. */
import type { Variant } from "../threads/instances.ts";
import { floats, words } from "../threads/memory.ts";
import { run } from "../threads/threads.ts";
import { crew } from "../threads/workers.ts";
import { Held } from "../threads/held.ts";
import {
  activationNumbers,
  Fields,
  type JobField,
  jobFields,
  jobPlaces,
  type kinds,
  type LayerField,
  layerFields,
  layerPlaces,
  type Places,
  vectorFields,
  type VectorName,
} from "./layout.ts";
import { type ChainShape, inputsOf, padded, partsOf } from "./shape.ts";

/** Bytes of five packed rows. */
const leftBytes = 128 * 20;
/** Most fives of a unit: their packed rows share the first cache with a panel. */
const mostFives = 4;

/** Most rows of which losses are taken at once. */
export const mostAtOnce = 5120;

/** A network's memory. Ask for it through an Owned. */
export class ChainSpace {
  readonly job: Fields<JobField>;
  readonly layers: readonly Fields<LayerField>[];
  /** How many parts the weights have. */
  readonly parts: number;
  readonly #held = new Held();
  readonly #shape: ChainShape;
  readonly #address: number;
  /** Bytes of scratch that a unit takes. */
  readonly scratch: number;
  readonly #most: number;
  #order = { address: 0, count: 0 };

  /** @throws {RangeError} If the memory is refused; nothing is held then. */
  constructor(shape: ChainShape, most: number) {
    const held = this.#held;
    this.#shape = shape;
    this.#most = most;
    try {
      this.#address = held.zeros(jobFields.length);
      this.job = fieldsAt(jobPlaces, this.#address);
      const first = held.zeros(layerFields.length * shape.layers.length);
      this.layers = shape.layers.map((_, l) =>
        fieldsAt(layerPlaces, first + 4 * layerFields.length * l)
      );
      const parts = partsOf(shape);
      this.parts = parts.length;
      const table = held.bytes(16 * parts.length);
      words(table, 4 * parts.length).set(parts.flat());
      const height = 5 * Math.ceil(most / 5);
      this.job.set({
        ...{ layers: shape.layers.length, first, parts: table, height },
        losses: held.zeros(4 * Math.ceil(Math.max(height, mostAtOnce) / 5)),
        penalties: held.zeros(2 * parts.length),
      });
      this.scratch = this.#layOut(height);
    } catch (error) {
      held.dispose();
      throw error;
    }
    this.hold("weights");
  }

  /** Holds a vector's memory, from when it is first asked for on: zeros. */
  hold(name: VectorName): void {
    const [kernel, bias] = vectorFields[name];
    const inputs = inputsOf(this.#shape);
    this.#shape.layers.forEach(({ units }, l) => {
      if (this.layers[l].get(kernel) !== 0) return;
      this.layers[l].set({
        [kernel]: this.#held.zeros(inputs[l] * padded(units)),
        [bias]: this.#held.zeros(padded(units)),
      });
    });
  }

  /** Numbers of rows, which are the order's until a longer one is asked for. */
  order(count: number): Int32Array {
    if (count > this.#order.count) this.#order = { address: this.#held.bytes(4 * count), count };
    return words(this.#order.address, count);
  }

  /** A batch begins: rows order[from] and on. */
  begin(from: number, count: number): void {
    this.job.set({ order: this.#order.address + 4 * from, fives: this.#fives(count) });
  }

  /** @throws {RangeError} If a batch is larger than what its values' memory was made for. */
  requireRoom(count: number): void {
    if (count <= this.#most) return;
    throw new RangeError(
      `Cannot take a batch of ${count} rows: the network has room for ${this.#most}. Make it with more.`,
    );
  }

  /** How many units a batch has. */
  units(count: number): number {
    return Math.ceil(Math.ceil(count / 5) / this.#fives(count));
  }

  /** Asks a question that has this many units. */
  ask(
    variant: Variant,
    kind: typeof kinds[keyof typeof kinds],
    units: number,
    scratch = this.scratch,
  ): void {
    this.job.set({ kind });
    run({ kernel: "chain", variant, job: this.#address, units, scratch });
  }

  /** Frees it. */
  dispose(): void {
    this.#held.dispose();
  }

  /** Fives that share a panel's loads, but for some units for each thread. Rows' results do not depend on it. */
  #fives(count: number): number {
    return Math.max(1, Math.min(mostFives, Math.floor(count / 5 / (3 * crew().threads))));
  }

  /** Writes the layers' fields; gives the bytes of a unit's scratch. */
  #layOut(height: number): number {
    const { layers } = this.#shape;
    const inputs = inputsOf(this.#shape);
    const widest = Math.max(...layers.map(({ units }) => padded(units)));
    const rows = 5 * mostFives;
    let top = mostFives * leftBytes + 4 * rows + 48;
    const take = (count: number) => {
      const at = top;
      top += 4 * count;
      return at;
    };
    this.job.set({ deltas: take(2 * rows * widest), widest });
    layers.forEach(({ units, activation, hasBias = true, l2 = 0, dropout = 0, leak = 0.3 }, l) => {
      const wide = padded(units);
      const isLast = l + 1 === layers.length;
      this.layers[l].set({
        ...{ inputs: inputs[l], outputs: units, padded: wide, hasBias: Number(hasBias) },
        ...{ activation: activationNumbers[activation], penalty: l2 },
        ...{ dropped: Math.floor(dropout * 2 ** 32) | 0, scale: 1 / (1 - dropout), leak },
        turned: l > 0 ? this.#held.zeros(units * padded(inputs[l])) : 0,
        values: isLast ? 0 : this.#held.zeros(height * wide),
        slopes: this.#held.zeros(height * wide),
        ...{ spare: take(rows * wide), bend: take(rows * wide) },
      });
    });
    // A part's sums: 40 inputs by 16 panels, and five inputs more.
    return Math.ceil(Math.max(top, leftBytes + 16 * 40 * 32 + 160) / 64) * 64;
  }
}

/** A structure at an address. */
export function fieldsAt<Name extends string>(
  places: Places<Name>,
  address: number,
): Fields<Name> {
  const count = Object.keys(places).length;
  return new Fields(places, words(address, count), floats(address, count));
}
