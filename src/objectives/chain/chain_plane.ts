/**
 * The loss of a chain of dense layers on a plane. The first layer is affine in a step, so that with its products kept a further point
 * costs the later layers alone; so do slopes, by tangents carried forward, and curvatures, which are Gauss and Newton's.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { Cost } from "../objective.ts";
import { combined, type Directions, type Plane } from "../plane.ts";
import { type Chain, type ChainRows, chainVariables } from "./chain.ts";
import { FirstProducts } from "./first_products.ts";

/** At most this many numbers of tangents are in memory at a time. */
const mostNumbers = 2 ** 22;

/** The layers' coordinates: layer l goes by t[l * count + i], or all of them by t[i]. */
interface Coordinates {
  count: number;
  perLayer: boolean;
}

/** The plane; its products are kept by `products` from one plane to the next. */
export function chainPlane(
  chain: Chain,
  rows: ChainRows,
  directions: Directions,
  { perLayer, products, cost }: { perLayer: boolean; products: FirstProducts; cost: Cost },
): Plane {
  const { layers } = chain;
  const variables = chainVariables(chain);
  const groups = layers.flatMap(({ bias }, l) =>
    (bias ? [l, l] : [l]).map((g) => perLayer ? g : 0)
  );
  const coordinates = { count: directions.length, perLayer };
  const size = directions.length * (perLayer ? layers.length : 1);
  const prices = pricesOf(chain, directions.length, size);
  const { base, along, passes } = products.of(directions);
  cost.forwardPasses += passes;
  const total = rows.x.shape[0];
  const widest = Math.max(...layers.map(({ kernel }) => kernel.shape[1]!));
  const sum = (t: Float64Array, tangents: boolean): tf.Tensor1D => {
    const most = Math.max(64, Math.floor(mostNumbers / (widest * (tangents ? size + 2 : 2))));
    let all: tf.Tensor1D | undefined;
    for (let first = 0; first < total; first += most) {
      const count = Math.min(most, total - first);
      const cut = <T extends tf.Tensor>(tensor: T) =>
        (count === total ? tensor : tf.slice(tensor, [first, 0], [count, -1])) as T;
      const part = tf.tidy(() => {
        const start = { z: cut(base), along: along.map(cut), y: cut(rows.y) };
        const found = tangents ? expansion(chain, directions, coordinates, t, start) : tf.reshape(
          chain.loss.mean(outputsAt(chain, directions, coordinates, t, start), start.y),
          [1],
        );
        const weighted = tf.mul(found, count / total);
        return (all ? tf.add(all, weighted) : weighted) as tf.Tensor1D;
      });
      all?.dispose();
      all = part;
    }
    return all!;
  };
  return {
    size,
    expand(t) {
      cost.forwardPasses += prices.expand;
      return sum(t, true);
    },
    loss(t) {
      cost.forwardPasses += prices.loss;
      const found = sum(t, false);
      const loss = tf.tidy(() => tf.reshape(found, []) as tf.Scalar);
      found.dispose();
      return loss;
    },
    moveTo(t) {
      const step = tf.tidy(() => combined(directions, t, groups));
      tf.tidy(() => variables.forEach((variable, v) => variable.assign(tf.add(variable, step[v]))));
      products.move(t.subarray(0, directions.length), step);
      return step;
    },
    dispose() {},
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

interface StartingRows {
  /** What the first layer gives, before its activation; and what each direction adds to it. */
  z: tf.Tensor2D;
  along: tf.Tensor2D[];
  y: tf.Tensor2D;
}

const at = ({ count, perLayer }: Coordinates, layer: number, i: number) =>
  (perLayer ? layer * count : 0) + i;

/** A later layer's weights at a point. */
function weightsAt(
  { layers }: Chain,
  directions: Directions,
  coordinates: Coordinates,
  t: Float64Array,
  layer: number,
): { kernel: tf.Tensor2D; bias?: tf.Tensor; place: number } {
  const place = layers.slice(0, layer).reduce((sum, { bias }) => sum + (bias ? 2 : 1), 0);
  const moved = (tensor: tf.Tensor, v: number) =>
    directions.reduce(
      (sum, direction, i) => tf.add(sum, tf.mul(direction[v], t[at(coordinates, layer, i)])),
      tensor,
    );
  const { kernel, bias } = layers[layer];
  return {
    kernel: moved(kernel, place) as tf.Tensor2D,
    bias: bias && moved(bias, place + 1),
    place,
  };
}

function firstAt({ z, along }: StartingRows, t: Float64Array): tf.Tensor2D {
  return along.reduce((sum, each, i) => tf.add(sum, tf.mul(each, t[i])), z);
}

function outputsAt(
  chain: Chain,
  directions: Directions,
  coordinates: Coordinates,
  t: Float64Array,
  rows: StartingRows,
): tf.Tensor2D {
  const { layers } = chain;
  let z = firstAt(rows, t);
  for (let l = 1; l < layers.length; l++) {
    const { kernel, bias } = weightsAt(chain, directions, coordinates, t, l);
    const product = tf.matMul(layers[l - 1].activation.value(z) as tf.Tensor2D, kernel);
    z = (bias ? tf.add(product, bias) : product) as tf.Tensor2D;
  }
  return z;
}

/** Value, slopes and curvatures over some rows. */
function expansion(
  chain: Chain,
  directions: Directions,
  coordinates: Coordinates,
  t: Float64Array,
  rows: StartingRows,
): tf.Tensor1D {
  const { layers, loss } = chain;
  const { count, perLayer } = coordinates;
  let z = firstAt(rows, t);
  let tangents = tf.stack(rows.along) as tf.Tensor3D;
  const height = z.shape[0];
  for (let l = 1; l < layers.length; l++) {
    const { activation } = layers[l - 1];
    const h = activation.value(z) as tf.Tensor2D;
    const { kernel, bias, place } = weightsAt(chain, directions, coordinates, t, l);
    const [inputs, units] = kernel.shape;
    const carried = tf.mul(tangents, tf.expandDims(activation.slope(z, h), 0));
    const [known] = carried.shape;
    const product = tf.matMul(
      tf.reshape(carried, [known! * height, inputs]) as tf.Tensor2D,
      kernel,
    );
    const before = tf.reshape(product, [known!, height, units]) as tf.Tensor3D;
    const own = tf.stack(Array.from({ length: count }, (_, i) => {
      const moved = tf.matMul(h, directions[i][place] as tf.Tensor2D);
      return bias ? tf.add(moved, directions[i][place + 1]) : moved;
    })) as tf.Tensor3D;
    tangents = perLayer ? tf.concat([before, own]) : tf.add(before, own);
    const sums = tf.matMul(h, kernel);
    z = (bias ? tf.add(sums, bias) : sums) as tf.Tensor2D;
  }
  const n = tangents.shape[0];
  const slope = tf.reshape(loss.slope(z, rows.y), [-1, 1]) as tf.Tensor2D;
  const flat = tf.reshape(tangents, [n, -1]) as tf.Tensor2D;
  const slopes = tf.reshape(tf.matMul(flat, slope), [n]);
  const roots = tf.reshape(loss.roots(z, tangents), [n, -1]) as tf.Tensor2D;
  const curvatures = tf.reshape(tf.matMul(roots, roots, false, true), [n * n]);
  const sums = tf.div(tf.concat([slopes, curvatures]), height);
  return tf.concat([tf.reshape(loss.mean(z, rows.y), [1]), sums]) as tf.Tensor1D;
}
