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

/** How products are computed, and what they are: tensors, or numbers in the kernels' memory. */
export interface ProductMaker<Product> {
  /** X D, plus a bias. */
  product(kernel: tf.Tensor, bias?: tf.Tensor): Product;
  /** The base plus the sum of t_i d_i, which takes its place, and that sum. */
  advance(
    base: Product,
    along: readonly Product[],
    t: Float64Array,
  ): { base: Product; along: Product };
  /** Frees one. */
  free(product: Product): void;
}

/** X W + b, and X D for each direction. */
export class FirstProducts<Product> {
  readonly #maker: ProductMaker<Product>;
  readonly #layer: ChainLayer;
  /** A direction's product is multiplied once; a gradient and its activations make up the rest of a forward pass. */
  readonly #price: number;
  #base?: { value: Product; kernel: object; bias?: object; moves: number };
  /** By the direction's first tensor. */
  #along = new Map<tf.Tensor, Product>();
  #last: Product[] = [];

  /** @param price What a product costs, in forward passes. */
  constructor(maker: ProductMaker<Product>, layer: ChainLayer, price: number) {
    this.#maker = maker;
    this.#layer = layer;
    this.#price = price;
  }

  /** The products, which stay this object's, and what those that were not known have cost. */
  of(directions: Directions): { base: Product; along: Product[]; passes: number } {
    const { kernel, bias } = this.#layer;
    let computed = 0;
    const isStale = this.#base === undefined || this.#base.moves >= mostMoves ||
      this.#base.kernel !== kernel.dataId || this.#base.bias !== bias?.dataId;
    if (isStale) {
      if (this.#base) this.#maker.free(this.#base.value);
      const value = this.#maker.product(kernel, bias);
      this.#base = { value, kernel: kernel.dataId, bias: bias?.dataId, moves: 0 };
      computed++;
    }
    const along = new Map<tf.Tensor, Product>();
    for (const [first, second] of directions) {
      const known = this.#along.get(first);
      if (!known) computed++;
      along.set(first, known ?? this.#maker.product(first, bias && second));
    }
    for (const [first, product] of this.#along) if (!along.has(first)) this.#maker.free(product);
    this.#along = along;
    this.#last = [...along.values()];
    return { base: this.#base!.value, along: this.#last, passes: computed * this.#price };
  }

  /** The variables have moved by the sum of t_i d_i, which is this step. */
  move(t: Float64Array, step: readonly tf.Tensor[]): void {
    const { kernel, bias } = this.#layer;
    const { value, moves } = this.#base!;
    const { base, along } = this.#maker.advance(value, this.#last, t);
    this.#base = { value: base, kernel: kernel.dataId, bias: bias?.dataId, moves: moves + 1 };
    this.#along.set(step[0], along);
  }

  /** Frees them. */
  dispose(): void {
    if (this.#base) this.#maker.free(this.#base.value);
    for (const product of this.#along.values()) this.#maker.free(product);
    this.#along.clear();
    this.#base = undefined;
  }
}

/** Products that are tensors. */
export function tensorProducts(x: tf.Tensor2D): ProductMaker<tf.Tensor2D> {
  return {
    product: (kernel, bias) =>
      tf.tidy(() => {
        const product = tf.matMul(x, kernel as tf.Tensor2D);
        return (bias ? tf.add(product, bias) : product) as tf.Tensor2D;
      }),
    advance(before, products, t) {
      const along = tf.tidy(() =>
        products.map((each, i) => tf.mul(each, t[i])).reduce((sum, part) => tf.add(sum, part))
      ) as tf.Tensor2D;
      const base = tf.tidy(() => tf.add(before, along)) as tf.Tensor2D;
      before.dispose();
      return { base, along };
    },
    free: (product) => product.dispose(),
  };
}
