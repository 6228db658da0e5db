/** The memory of one dense problem: its job's words, and where parameters, data and answers lie. */
import { doubles, floats, free, malloc, words } from "../threads/memory.ts";
import { type kinds, word } from "./job.ts";
import { pack, panelRows, type RowSource } from "../network/pack.ts";
import { countParameters, type DenseShape } from "../network/shape.ts";
import { activations } from "../network/activations.ts";

/** A problem's memory. Ask for it through an Owned, so that nobody reaches it once it was given back. */
export class Workspace {
  readonly #held: number[] = [];
  readonly parameters: number;
  readonly panels: number;
  /** They do not depend on how many threads share them, nor do their sums' order: so the results do not. */
  readonly units: number;
  /** The job's address, and its words. */
  readonly job: number;
  readonly words: Int32Array;
  readonly theta: Float32Array;
  readonly transposed: Float32Array;
  readonly direction: Float32Array;
  readonly step: Float32Array;
  /** Where a mean of gradients is written, and the mean. */
  readonly out: number;
  readonly mean: Float32Array;
  /** A unit's sum of squared errors each. */
  readonly losses: Float64Array;
  /** The data's addresses. */
  readonly x: number;
  readonly y: number;

  /** @throws {RangeError} if the memory cannot be had; nothing is held then. */
  constructor(readonly shape: DenseShape) {
    const { rows, layers, activation } = shape;
    this.parameters = countParameters(layers);
    this.panels = Math.ceil(rows / panelRows);
    this.units = Math.min(64, Math.ceil(this.panels / 8));
    try {
      const { parameters, panels, units } = this;
      const widest = this.#widest;
      this.job = this.#hold(4 * (word.widths + layers.length));
      this.words = words(this.job, word.widths + layers.length);
      this.words.fill(0);
      this.step = floats(this.job + 4 * word.step, 1);
      this.theta = floats(this.at(word.theta, 4 * parameters), parameters);
      this.out = this.#hold(4 * parameters);
      this.mean = floats(this.out, parameters);
      this.transposed = floats(this.at(word.transposed, 4 * parameters), parameters);
      this.direction = floats(this.at(word.direction, 4 * parameters), parameters);
      floats(this.at(word.zeros, 4 * widest), widest).fill(0);
      this.losses = doubles(this.at(word.losses, 8 * units), units);
      this.x = this.at(word.x, 256 * panels * layers[0]);
      this.y = this.at(word.y, 256 * panels);
      this.words[word.layers] = layers.length - 1;
      this.words[word.activation] = activations[activation];
      this.words[word.panels] = panels;
      this.words[word.rows] = rows;
      this.words[word.units] = units;
      this.words[word.parameters] = parameters;
      this.words[word.widest] = widest;
      this.words.set(layers, word.widths);
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** Fills the data. */
  pack(source: RowSource): void {
    const { shape: { rows, layers }, x, y } = this;
    pack(
      rows,
      layers[0],
      source,
      (first, count) => floats(x + 4 * first, count),
      (first, count) => floats(y + 4 * first, count),
    );
  }

  /** The address in a job's word; its memory is got when it is first asked for. */
  at(index: number, bytes: number): number {
    this.words[index] ||= this.#hold(bytes);
    return this.words[index] >>> 0;
  }

  /** Scratch bytes that a thread needs: lanes of sums, kept activations and their derivatives, buffers. */
  scratch(kind: keyof typeof kinds): number {
    const { parameters } = this;
    const widest = this.#widest;
    const hidden = this.shape.layers.slice(1).reduce((sum, width) => sum + width, 0);
    if (kind === "gradient") return 16 * parameters + 256 * hidden + 512 * widest;
    if (kind === "hessian") return 16 * parameters + 512 * hidden + 1280 * widest;
    return 512 * widest;
  }

  /** Frees the memory; the views are then others'. */
  dispose(): void {
    for (const address of this.#held.splice(0)) free(address);
  }

  /** The widest layer but the input. */
  get #widest(): number {
    return Math.max(...this.shape.layers.slice(1));
  }

  #hold(bytes: number): number {
    const address = malloc(bytes);
    this.#held.push(address);
    return address;
  }
}
