/** The loss of a chain network on what some directions span, with the first layer's products kept. */
import { doubles, floats, words } from "../threads/memory.ts";
import { Owned } from "../threads/owned.ts";
import type { Variant } from "../threads/instances.ts";
import { Held } from "../threads/held.ts";
import { Fields, kinds, lossNumbers, planeFields, planePlaces } from "./layout.ts";
import type { Panels } from "./later_panels.ts";
import { toPanels } from "./panels.ts";
import type { ChainRows } from "./rows.ts";
import { type ChainShape, padded } from "./shape.ts";
import { type ChainSpace, fieldsAt } from "./space.ts";

/** A product of the first layer: one number a row and unit. */
export interface FirstProduct {
  readonly address: number;
  dispose(): void;
}

/** Units that share all rows, however many threads there are: their sums' order does not depend on that. */
const mostUnits = 64;

/** A network's answers about planes, on all rows of a set. */
export class ChainPlanes {
  readonly #owned: Owned<Held>;
  readonly #space: ChainSpace;
  readonly #shape: ChainShape;
  readonly #rows: ChainRows;
  readonly #variant: Variant;
  readonly #plane: Fields<typeof planeFields[number]>;
  readonly #layers: number;
  readonly #unitRows: number;
  readonly #units: number;
  /** Where a kernel is packed for a first product. */
  readonly #first: { w: number; b: number };

  /** @param space The network's memory, which outlives this. */
  constructor(space: ChainSpace, shape: ChainShape, rows: ChainRows, variant: Variant) {
    [this.#space, this.#shape, this.#rows, this.#variant] = [space, shape, rows, variant];
    const held = new Held();
    this.#owned = new Owned(held, (held) => held.dispose(), "plane");
    const fives = Math.ceil(rows.rows / 5);
    this.#unitRows = 5 * Math.ceil(fives / Math.min(mostUnits, fives));
    this.#units = Math.ceil(rows.rows / this.#unitRows);
    const address = held.zeros(planeFields.length);
    this.#plane = fieldsAt(planePlaces, address);
    this.#plane.set({ rows: rows.rows, unitRows: this.#unitRows });
    this.#layers = held.zeros(3 * shape.layers.length);
    const wide = padded(shape.layers[0].units);
    this.#first = { w: held.zeros(shape.inputs * wide), b: held.zeros(wide) };
    space.job.set({ plane: address, planeLayers: this.#layers });
  }

  /** X times a first kernel, plus a bias. Costs what the layer does of a forward pass. */
  product(kernel: Float32Array, bias?: Float32Array): FirstProduct {
    const { inputs, layers: [{ units }] } = this.#shape;
    const { w, b } = this.#first;
    toPanels(kernel, inputs, units, floats(w, inputs * padded(units)));
    const biases = floats(b, padded(units));
    if (bias) toPanels(bias, 1, units, biases);
    else biases.fill(0);
    const made = this.#room();
    this.#plane.set({ out: made.address, w, b });
    this.#ask("product");
    return made;
  }

  /** Adds the sum of t times these products to the base; gives that sum. */
  advance(base: FirstProduct, along: readonly FirstProduct[], t: ArrayLike<number>): FirstProduct {
    const made = this.#room();
    const held = new Held();
    this.#point(held, base, along, t, t.length);
    this.#plane.set({ out: made.address });
    this.#ask("advance");
    held.dispose();
    return made;
  }

  /**
   * The mean loss there, its slopes and curvatures: 1, n and n^2 numbers for n coordinates; or the loss alone.
   *
   * @param there The later layers' weights there.
   */
  at(
    { base, along, t, there, directions, perLayer, expands }: {
      base: FirstProduct;
      along: readonly FirstProduct[];
      t: ArrayLike<number>;
      there: Panels;
      directions: readonly Panels[];
      perLayer: boolean;
      expands: boolean;
    },
  ): Float64Array {
    const held = new Held();
    try {
      const size = expands ? t.length : 0;
      this.#point(held, base, along, t, size);
      this.#later(held, there, directions);
      const each = 1 + size + size * size;
      const sums = held.bytes(8 * each * this.#units);
      this.#plane.set({ perLayer: Number(perLayer), sums });
      this.#ask(expands ? "expand" : "lossThere", size);
      const all = doubles(sums, each * this.#units);
      const found = new Float64Array(each);
      for (let k = 0; k < all.length; k++) found[k % each] += all[k] / this.#rows.rows;
      return found;
    } finally {
      held.dispose();
    }
  }

  /** Frees what it holds; products are their owners'. */
  dispose(): void {
    this.#owned.dispose();
  }

  #point(
    held: Held,
    base: FirstProduct,
    along: readonly FirstProduct[],
    t: ArrayLike<number>,
    size: number,
  ): void {
    const table = held.bytes(4 * along.length);
    words(table, along.length).set(along.map(({ address }) => address));
    const coordinates = held.bytes(4 * t.length);
    floats(coordinates, t.length).set(t);
    this.#plane.set({
      base: base.address,
      along: table,
      t: coordinates,
      count: along.length,
      size,
    });
  }

  #later(held: Held, there: Panels, directions: readonly Panels[]): void {
    const layers = words(this.#layers, 3 * this.#shape.layers.length);
    there.places.forEach(({ w, b }, l) => {
      const table = held.bytes(8 * Math.max(1, directions.length));
      words(table, 2 * directions.length).set(
        directions.flatMap(({ address, places }) => [
          address + places[l].w,
          address + places[l].b,
        ]),
      );
      layers.set([there.address + w, there.address + b, table], 3 * l);
    });
  }

  #room(): FirstProduct {
    const held = new Held();
    const address = held.bytes(4 * this.#rows.rows * padded(this.#shape.layers[0].units));
    return { address, dispose: () => held.dispose() };
  }

  #ask(kind: keyof typeof kinds, tangents = 0): void {
    // A disposed one is refused.
    void this.#owned.value;
    const { layers, loss } = this.#shape;
    const { x, y } = this.#rows.at;
    this.#space.job.set({
      ...{ x, y, stride: this.#rows.stride, isBytes: Number(this.#rows.isBytes) },
      ...{ unit: this.#rows.unit, loss: lossNumbers[loss], planeScratch: this.#space.scratch },
    });
    const five = 5 * 4 * Math.max(...layers.map(({ units }) => padded(units)));
    const scratch = this.#space.scratch + Math.ceil((3 + 2 * tangents) * five / 64) * 64;
    this.#space.begin(0, this.#rows.rows);
    this.#space.ask(this.#variant, kinds[kind], this.#units, scratch);
  }
}
