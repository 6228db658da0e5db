/**
 * The loss of a chain of dense layers on a plane. The first layer is affine in a step, so that with its products kept a further point
 * costs the later layers alone; so do slopes, by tangents carried forward, and curvatures, which are Gauss and Newton's.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { Cost } from "../objective.ts";
import { combined, type Directions, type Plane } from "../plane.ts";
import { type Chain, chainVariables } from "./chain.ts";
import type { FirstProducts } from "./first_products.ts";

/** The layers' coordinates: layer l goes by t[l * count + i], or all of them by t[i]. */
export interface Coordinates {
  count: number;
  perLayer: boolean;
}

/** The first layer's products: at the weights, and of each direction. */
export interface KnownProducts<Product> {
  base: Product;
  along: readonly Product[];
}

/** What answers on a plane: value, slopes and curvatures, or the value. */
export interface PlaneAnswers {
  expand(t: Float64Array): tf.Tensor1D;
  loss(t: Float64Array): tf.Scalar;
  dispose(): void;
}

/** Makes what answers. */
export type Answering<Product> = (
  directions: Directions,
  coordinates: Coordinates,
  products: KnownProducts<Product>,
) => PlaneAnswers;

/** The plane; its products are kept by `products` from one plane to the next. */
export function chainPlane<Product>(
  chain: Chain,
  directions: Directions,
  { perLayer, products, cost, answering }: {
    perLayer: boolean;
    products: FirstProducts<Product>;
    cost: Cost;
    answering: Answering<Product>;
  },
): Plane {
  const { layers } = chain;
  const variables = chainVariables(chain);
  const groups = layers.flatMap(({ bias }, l) =>
    (bias ? [l, l] : [l]).map((g) => perLayer ? g : 0)
  );
  const count = directions.length;
  const size = count * (perLayer ? layers.length : 1);
  const prices = pricesOf(chain, count, size);
  const { passes, ...known } = products.of(directions);
  cost.forwardPasses += passes;
  const answers = answering(directions, { count, perLayer }, known);
  return {
    size,
    expand(t) {
      cost.forwardPasses += prices.expand;
      return answers.expand(t);
    },
    loss(t) {
      cost.forwardPasses += prices.loss;
      return answers.loss(t);
    },
    moveTo(t) {
      const step = tf.tidy(() => combined(directions, t, groups));
      tf.tidy(() => variables.forEach((variable, v) => variable.assign(tf.add(variable, step[v]))));
      products.move(t.subarray(0, count), step);
      return step;
    },
    dispose: () => answers.dispose(),
  };
}

/** What each answer costs, as a share of a forward pass's multiplications; a unit of an activation counts as one. */
function pricesOf({ layers }: Chain, directions: number, size: number) {
  const work = layers.map(({ kernel: { shape: [inputs, units] } }) => inputs! * units! + units!);
  const all = work.reduce((a, b) => a + b, 0);
  const later = all - work[0];
  const units = layers[0].kernel.shape[1]!;
  const loss = directions * units + later + units;
  const outputs = layers[layers.length - 1].kernel.shape[1]!;
  return {
    loss: loss / all,
    expand: (loss + size * (later + units) + size * (size + 1) / 2 * outputs) / all,
  };
}
