/**
 * A loss and a walk as numbers of the backend in use.
 *
 * @module
 */
import { flatten, unflatten } from "../../numeric/flat.ts";
import * as tf from "../../deps/tf.ts";
import { decidesOnDevice } from "../../objectives/moves.ts";
import type { Objective } from "../../objectives/objective.ts";
import type { LineSearch } from "../../searches/machines/line_search.ts";
import type { Num } from "../vector_numbers.ts";

/** The loss where the variables are. Costs a forward pass. */
export function lossHere(objective: Objective): Num {
  return numberOf(objective.loss());
}

/** Where a search along a direction ended: the variables are there now. */
export interface Walked {
  w: tf.Tensor;
  step: Num;
  loss: Num;
}

/** Walks along minus a direction; loss and slope are those that the search has to beat. */
export function walkAlong(
  objective: Objective,
  direction: tf.Tensor,
  { search, loss, slope, first }: { search: LineSearch; loss: Num; slope: Num; first: Num },
): Walked {
  const walk = objective.walk(unflatten(direction as tf.Tensor1D, objective.variables), search, {
    loss: scalarOf(loss),
    slope: scalarOf(slope),
    lastStep: scalarOf(first),
  });
  const w = flatten(objective.variables.map((variable) => tf.clone(variable)));
  return { w, step: numberOf(walk.step), loss: numberOf(walk.loss) };
}

function numberOf(scalar: tf.Scalar): Num {
  return decidesOnDevice() ? scalar : scalar.dataSync()[0];
}

function scalarOf(value: Num): tf.Scalar {
  return typeof value === "number" ? tf.scalar(value) : value;
}
