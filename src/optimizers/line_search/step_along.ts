/**
 * A step along a direction by a walk: on webgpu nothing is read back, elsewhere the objective's fast answers are used.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { deviceArithmetic } from "../../numeric/device_arithmetic.ts";
import { deviceSpace } from "../../methods/tensor_space.ts";
import type { Objective } from "../../objectives/objective.ts";
import { unflatten } from "../../numeric/flat.ts";
import type { Flat } from "../flat.ts";
import type { LineSearch } from "../../searches/machines/line_search.ts";

/** A direction, and the slope of the loss along it. */
export interface WayDown {
  direction: Flat;
  slope: tf.Scalar;
}

/** The direction where the loss falls along it, and the way down the gradient where it does not. */
export function descending(direction: Flat, gradient: Flat): WayDown {
  const { less, select } = deviceArithmetic;
  const downhill = deviceSpace.scale(-1, gradient);
  const slope = deviceSpace.dot(direction, gradient);
  const descends = less(slope, 0);
  return {
    direction: [tf.where(tf.cast(descends, "bool"), direction[0], downhill[0])],
    slope: select(descends, slope, deviceSpace.dot(downhill, gradient)),
  };
}

/**
 * Moves the variables along a direction, as far as a search goes that begins at `first`; gives the step. Costs the
 * search's forward passes.
 */
export function stepAlong(
  objective: Objective,
  { direction, slope }: WayDown,
  options: { search: LineSearch; loss: tf.Scalar; first: tf.Scalar },
): tf.Scalar {
  const { search, loss, first } = options;
  const uphill = unflatten(
    deviceSpace.scale(-1, direction)[0] as tf.Tensor1D,
    objective.variables,
  );
  return objective.walk(uphill, search, { loss, slope, lastStep: first }).step;
}

/** The first step of all: of length 1 at most. Source: Nocedal and Wright (2006), section 3.5. */
export function firstStep(gradient: Flat): tf.Scalar {
  const { div, min, sqrt } = deviceArithmetic;
  return min(1, div(1, sqrt(deviceSpace.dot(gradient, gradient))));
}

/** Where a search begins: at a step that changes the loss, to first order, as much as the last one did. */
export function nextStep(
  { lastStep, lastSlope }: { lastStep?: tf.Scalar; lastSlope?: tf.Scalar },
  slope: tf.Scalar,
  gradient: Flat,
): tf.Scalar {
  const { div, less, min, mul, select } = deviceArithmetic;
  const first = firstStep(gradient);
  if (!lastStep || !lastSlope) return first;
  const next = min(div(mul(lastStep, lastSlope), slope), mul(lastStep, 10));
  return select(less(0, lastStep), next, first);
}
