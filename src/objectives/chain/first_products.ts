/**
 * The first layer's products, kept: of the weights, and of directions that were moved along before.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { Directions } from "../plane.ts";
import type { ChainLayer } from "./chain.ts";

/** After this many moves the sum of products is computed anew, before its rounding shows. */
const mostMoves = 100;

/** X W + b, and X D for each direction. */
export class FirstProducts {
  readonly #x: tf.Tensor2D;
  readonly #layer: ChainLayer;
  /** A direction's product is multiplied once; a gradient and its activations make up the rest of a forward pass. */
  readonly #price: number;
  #base?: { value: tf.Tensor2D; kernel: object; bias?: object; moves: number };
  /** By the direction's first tensor. */
  #along = new Map<tf.Tensor, tf.Tensor2D>();
  #last: tf.Tensor2D[] = [];

  /** @param price What a product costs, in forward passes. */
  constructor(x: tf.Tensor2D, layer: ChainLayer, price: number) {
    this.#x = x;
    this.#layer = layer;
    this.#price = price;
  }

  /** The products, which stay this object's, and what those that were not known have cost. */
  of(directions: Directions): { base: tf.Tensor2D; along: tf.Tensor2D[]; passes: number } {
    const { kernel, bias } = this.#layer;
    let computed = 0;
    const isStale = this.#base === undefined || this.#base.moves >= mostMoves ||
      this.#base.kernel !== kernel.dataId || this.#base.bias !== bias?.dataId;
    if (isStale) {
      this.#base?.value.dispose();
      const value = this.#product(kernel, bias);
      this.#base = { value, kernel: kernel.dataId, bias: bias?.dataId, moves: 0 };
      computed++;
    }
    const along = new Map<tf.Tensor, tf.Tensor2D>();
    for (const [first, second] of directions) {
      const known = this.#along.get(first);
      if (!known) computed++;
      along.set(first, known ?? this.#product(first, bias && second));
    }
    for (const [first, product] of this.#along) if (!along.has(first)) product.dispose();
    this.#along = along;
    this.#last = [...along.values()];
    return { base: this.#base!.value, along: this.#last, passes: computed * this.#price };
  }

  /** The variables have moved by the sum of t_i d_i, which is this step. */
  move(t: Float64Array, step: readonly tf.Tensor[]): void {
    const { kernel, bias } = this.#layer;
    const before = this.#base!;
    const product = tf.tidy(() =>
      this.#last.map((each, i) => tf.mul(each, t[i])).reduce((sum, part) => tf.add(sum, part))
    ) as tf.Tensor2D;
    const value = tf.tidy(() => tf.add(before.value, product)) as tf.Tensor2D;
    before.value.dispose();
    this.#base = { value, kernel: kernel.dataId, bias: bias?.dataId, moves: before.moves + 1 };
    this.#along.set(step[0], product);
  }

  #product(kernel: tf.Tensor, bias?: tf.Tensor): tf.Tensor2D {
    return tf.tidy(() => {
      const product = tf.matMul(this.#x, kernel as tf.Tensor2D);
      return (bias ? tf.add(product, bias) : product) as tf.Tensor2D;
    });
  }

  /** Frees them. */
  dispose(): void {
    this.#base?.value.dispose();
    for (const product of this.#along.values()) product.dispose();
    this.#along.clear();
    this.#base = undefined;
  }
}
