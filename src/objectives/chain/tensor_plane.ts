/**
 * The answers on a plane by tfjs's operations, for every backend.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { Directions } from "../plane.ts";
import { activations, type Chain, type ChainRows } from "./chain.ts";
import type { Answering, Coordinates } from "./chain_plane.ts";
import { rowLosses } from "./row_loss.ts";

/** At most this many numbers of tangents are in memory at a time. */
const mostNumbers = 2 ** 22;

/** The answers for these rows. */
export function tensorAnswers(chain: Chain, rows: ChainRows): Answering<tf.Tensor2D> {
  const { layers } = chain;
  const total = rows.x.shape[0];
  const widest = Math.max(...layers.map(({ kernel }) => kernel.shape[1]!));
  return (directions, coordinates, { base, along }) => {
    const size = coordinates.count * (coordinates.perLayer ? layers.length : 1);
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
            rowLosses[chain.loss].mean(
              outputsAt(chain, directions, coordinates, t, start),
              start.y,
            ),
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
      expand: (t) => sum(t, true),
      loss(t) {
        const found = sum(t, false);
        const loss = tf.tidy(() => tf.reshape(found, []) as tf.Scalar);
        found.dispose();
        return loss;
      },
      dispose() {},
    };
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
    const product = tf.matMul(
      activations[layers[l - 1].activation].value(z) as tf.Tensor2D,
      kernel,
    );
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
  const { layers } = chain;
  const loss = rowLosses[chain.loss];
  const { count, perLayer } = coordinates;
  let z = firstAt(rows, t);
  let tangents = tf.stack(rows.along) as tf.Tensor3D;
  const height = z.shape[0];
  for (let l = 1; l < layers.length; l++) {
    const activation = activations[layers[l - 1].activation];
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
