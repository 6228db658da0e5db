/**
 * An optimizer around another one that remembers tensors of its own.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { NamedTensor } from "../objective_optimizer.ts";
import { restoreWeights } from "./optimizer_weights.ts";
import { WrappingOptimizer } from "./wrapping_optimizer.ts";

/** Its own tensors are saved behind those of the optimizer inside. */
export abstract class RememberingWrapper extends WrappingOptimizer {
  #own: tf.Tensor[] = [];

  /** What the last step left. */
  protected get own(): readonly tf.Tensor[] {
    return this.#own;
  }

  /** Keeps tensors, and frees those that it kept before. */
  protected remember(tensors: tf.Tensor[]): void {
    const kept = new Set(tensors.map((tensor) => tf.keep(tensor)));
    tf.dispose(this.#own.filter((tensor) => !kept.has(tensor)));
    this.#own = tensors;
  }

  get #prefix(): string {
    return `${this.getClassName()}.own/`;
  }

  /** The state of the optimizer inside, and this one's. */
  override async getWeights(): Promise<NamedTensor[]> {
    const own = this.#own.map((tensor, i) => ({ name: `${this.#prefix}${i}`, tensor }));
    return [...await super.getWeights(), ...own];
  }

  /**
   * Restores what {@linkcode getWeights} gave, to the bit.
   *
   * @throws {Error} If the weights are another optimizer's.
   */
  override async setWeights(weights: NamedTensor[]): Promise<void> {
    const isOwn = ({ name }: NamedTensor) => name.startsWith(this.#prefix);
    await restoreWeights(this.inner, weights.filter((weight) => !isOwn(weight)));
    this.remember(weights.filter(isOwn).map(({ tensor }) => tensor.clone()));
  }

  /** Frees what it remembers, and the optimizer inside. */
  override dispose(): void {
    this.remember([]);
    super.dispose();
  }
}
