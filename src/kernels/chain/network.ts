/** A chain of dense layers in the kernels' memory: its loss, its gradient, and fused training steps. */
import { doubles, floats } from "../threads/memory.ts";
import { Owned } from "../threads/owned.ts";
import { bestVariant, type Variant } from "../threads/instances.ts";
import { kinds, lossNumbers, updateNumbers, vectorFields, type VectorName } from "./layout.ts";
import { fromPanels, toPanels } from "./panels.ts";
import { ChainPlanes } from "./plane.ts";
import type { ChainRows } from "./rows.ts";
import { type ChainShape, inputsOf, padded } from "./shape.ts";
import type { Update } from "./update.ts";
import { ChainSpace, mostAtOnce } from "./space.ts";

/** Sums over some rows. */
export interface Sums {
  /** The mean loss, with penalties where weights were visited. */
  loss: number;
  /** The share of rows classified correctly. */
  accuracy: number;
}

/** A network and its batch in the kernels' memory, until it is disposed. */
export class ChainNetwork {
  readonly shape: ChainShape;
  readonly #owned: Owned<ChainSpace>;
  readonly #variant: Variant;
  readonly #inputs: number[];

  /**
   * @param most Most rows of a batch, of which values and slopes are kept.
   * @throws {RangeError} If the memory is refused.
   */
  constructor(shape: ChainShape, most: number, variant: Variant = bestVariant()) {
    this.shape = shape;
    this.#variant = variant;
    this.#inputs = inputsOf(shape);
    this.#owned = new Owned(new ChainSpace(shape, most), (space) => space.dispose(), "network");
  }

  /** The rows' order, to be written: the batch is a part of it. @param count How many rows it has. */
  order(count: number): Int32Array {
    return this.#owned.value.order(count);
  }

  /** Writes a vector, layer by layer: kernel [inputs, units], then bias if the layer has one. */
  write(name: VectorName, values: readonly Float32Array[]): void {
    const space = this.#owned.value;
    this.#visit(name, (place, address, inputs, units) => {
      toPanels(values[place], inputs, units, floats(address, inputs * padded(units)));
    });
    if (name === "weights") space.ask(this.#variant, kinds.turn, space.parts);
  }

  /** Reads one into arrays of the same lengths. */
  read(name: VectorName, values: readonly Float32Array[]): void {
    this.#visit(name, (place, address, inputs, units) => {
      fromPanels(floats(address, inputs * padded(units)), inputs, units, values[place]);
    });
  }

  /** One step on rows order[from] to order[from + count]: the loss before it. Dropout is drawn by the seed. */
  step(rows: ChainRows, from: number, count: number, update: Update, seed: number): Sums {
    const space = this.#owned.value;
    const { kind, rate, keep1 = 0, keep2 = 0, correction1 = 1, correction2 = 1 } = update;
    if (kind !== "descent") space.hold("first");
    if (kind === "adam") space.hold("second");
    const { epsilon = 0, decay = 0, decaysBiases = true, isNesterov = false } = update;
    space.job.set({
      ...{ update: updateNumbers[kind], rate, keep1, keep2, correction1, correction2, epsilon },
      ...{ decay, decaysBiases: Number(decaysBiases), isNesterov: Number(isNesterov), seed },
    });
    return this.#learn(space, rows, from, count);
  }

  /** The loss there; its gradient is then the vector "gradient". */
  gradient(rows: ChainRows, from: number, count: number, seed: number): Sums {
    const space = this.#owned.value;
    space.hold("gradient");
    space.job.set({ update: updateNumbers.none, seed });
    return this.#learn(space, rows, from, count);
  }

  /**
   * The loss there, without dropout or penalties; of any number of rows.
   *
   * @param kind Another loss than the shape's: rows may be given classes or shares.
   */
  loss(
    rows: ChainRows,
    from: number,
    count: number,
    kind: ChainShape["loss"] = this.shape.loss,
  ): Sums {
    const space = this.#owned.value;
    const all = { loss: 0, accuracy: 0 };
    for (let first = 0; first < count; first += mostAtOnce) {
      const size = Math.min(mostAtOnce, count - first);
      this.#turnTo(space, rows, from + first, size, kind);
      space.ask(this.#variant, kinds.loss, space.units(size));
      const { loss, accuracy } = sums(space, size);
      all.loss += loss * (size / count);
      all.accuracy += accuracy * (size / count);
    }
    return all;
  }

  /** The loss there as training has it: with dropout and penalties. */
  trainingLoss(rows: ChainRows, from: number, count: number, seed: number): number {
    const space = this.#owned.value;
    const { layers } = this.shape;
    let start: number;
    if (layers.some(({ dropout = 0 }) => dropout > 0)) {
      space.job.set({ seed });
      space.requireRoom(count);
      this.#turnTo(space, rows, from, count);
      space.ask(this.#variant, kinds.slopes, space.units(count));
      start = sums(space, count).loss;
    } else {
      start = this.loss(rows, from, count).loss;
    }
    return layers.reduce((loss, { l2 = 0 }, l) => {
      if (l2 === 0) return loss;
      const size = this.#inputs[l] * padded(layers[l].units);
      const squares = floats(space.layers[l].get("w"), size).reduce((sum, w) => sum + w * w, 0);
      return loss + l2 * squares;
    }, start);
  }

  /** Its answers about planes, on all these rows. Dispose them before it. */
  planes(rows: ChainRows): ChainPlanes {
    return new ChainPlanes(this.#owned.value, this.shape, rows, this.#variant);
  }

  /** Frees it. */
  dispose(): void {
    this.#owned.dispose();
  }

  #learn(space: ChainSpace, rows: ChainRows, from: number, count: number): Sums {
    space.requireRoom(count);
    this.#turnTo(space, rows, from, count);
    space.ask(this.#variant, kinds.slopes, space.units(count));
    space.ask(this.#variant, kinds.learn, space.parts);
    const found = sums(space, count);
    const penalties = doubles(space.job.get("penalties"), space.parts);
    for (const penalty of penalties) found.loss += penalty;
    return found;
  }

  #turnTo(
    space: ChainSpace,
    rows: ChainRows,
    from: number,
    count: number,
    kind = this.shape.loss,
  ): void {
    const { x, y, weights } = rows.at;
    space.job.set({
      ...{ x, stride: rows.stride, isBytes: Number(rows.isBytes), unit: rows.unit, y, weights },
      ...{ loss: lossNumbers[kind], count, share: 1 / count },
    });
    space.begin(from, count);
  }

  #visit(
    name: VectorName,
    visit: (place: number, address: number, inputs: number, units: number) => void,
  ): void {
    const space = this.#owned.value;
    const [kernel, bias] = vectorFields[name];
    space.hold(name);
    let place = 0;
    this.shape.layers.forEach(({ units, hasBias = true }, l) => {
      visit(place++, space.layers[l].get(kernel), this.#inputs[l], units);
      if (hasBias) visit(place++, space.layers[l].get(bias), 1, units);
    });
  }
}

/** The sums over fives, in their order, so that they do not depend on the threads. */
function sums(space: ChainSpace, count: number): Sums {
  const fives = doubles(space.job.get("losses"), 2 * Math.ceil(count / 5));
  let [loss, hits] = [0, 0];
  for (let k = 0; k < fives.length; k += 2) {
    loss += fives[k];
    hits += fives[k + 1];
  }
  return { loss: loss / count, accuracy: hits / count };
}
