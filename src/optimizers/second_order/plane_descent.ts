/**
 * Newton's method in a plane, as long as it gains.
 *
 * @module
 */
import type * as tf from "../../deps/tf.ts";
import { dampedNewton } from "../../numeric/damped_newton.ts";
import type { Plane } from "../../objectives/plane.ts";

/** A Newton step that raises the loss is tried again at a fourth, and so on, this often. */
const mostTries = 8;
/** Newton steps end when one brings less than this share of what all have brought. */
const leastGain = 1e-4;

/** Where Newton's method in the plane came to; undefined if no step lowered the loss. */
export function* descended(
  plane: Plane,
  start: number,
  newtonSteps: number,
): Generator<tf.Tensor, Float64Array | undefined, tf.TypedArray> {
  const { size } = plane;
  let t = new Float64Array(size);
  let best = start;
  for (let i = 0; i < newtonSteps; i++) {
    const found = yield plane.expand(t);
    const slopes = Array.from({ length: size }, (_, c) => found[1 + c]);
    const curvatures = slopes.map((_, r) => slopes.map((_, c) => found[1 + size + r * size + c]));
    if (![...slopes, ...curvatures.flat()].every(Number.isFinite)) break;
    const newton = dampedNewton(slopes, curvatures);
    let lower: { t: Float64Array<ArrayBuffer>; loss: number } | undefined;
    for (let k = 0; k < mostTries && !lower; k++) {
      const tried = t.map((value, c) => value + newton[c] / 4 ** k);
      const [loss] = yield plane.loss(tried);
      if (loss < best) lower = { t: tried, loss };
    }
    if (!lower) break;
    const gain = best - lower.loss;
    [t, best] = [lower.t, lower.loss];
    if (gain < leastGain * (start - best)) break;
  }
  return best < start ? t : undefined;
}
