/**
 * Where an optimizer went, and what it asked there.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { Visit } from "../../records/drawing.ts";
import { closureObjective } from "../../objectives/closure.ts";
import { type Cost, noCost } from "../../objectives/objective.ts";
import type { ObjectiveOptimizer } from "../../optimizers/objective_optimizer.ts";

/** Where an optimizer went, and what it spent. */
export interface Walked {
  points: Visit[];
  cost: Cost;
}

/**
 * Runs an optimizer on a function of one small variable, and writes down every place it asks about, in order: the
 * first of an iteration is the gradient's, the others are steps. Asking again at the same place (as Newton does, for
 * its Hessian) adds nothing. Needs a backend whose values the host can read at once.
 *
 * @param optimizer It is disposed at the end.
 * @param f The function, of the variable's tensor.
 * @param start The variable's first values.
 */
export function visits(
  optimizer: tf.Optimizer,
  f: (x: tf.Tensor1D) => tf.Scalar,
  start: number[],
  iterations: number,
): Visit[] {
  return walked(optimizer, f, start, iterations).points;
}

/** As {@linkcode visits}, with the cost as the optimizer's objective counts it: an evaluation where the last one was is one too. */
export function walked(
  optimizer: tf.Optimizer,
  f: (x: tf.Tensor1D) => tf.Scalar,
  start: number[],
  iterations: number,
): Walked {
  const cost = noCost();
  const x = tf.tidy(() => tf.variable(tf.tensor1d(start)));
  const seen: Visit[] = [];
  for (let iteration = 0; iteration < iterations; iteration++) {
    const first = { kind: "gradient", iteration, ...look(f, x), gradient: slope(f, x) } as const;
    seen.push(first);
    const observed = () => {
      const value = f(x);
      const at = [...x.dataSync()];
      const isNew = at.some((coordinate, i) => coordinate !== seen.at(-1)?.at[i]);
      if (isNew) seen.push({ kind: "step", iteration, at, value: value.dataSync()[0] });
      return value;
    };
    // tfjs takes everything with a minimize for an instance of an optimizer's class.
    if ("step" in optimizer) {
      const objective = closureObjective(observed, [x]);
      (optimizer as ObjectiveOptimizer).step(objective).dispose();
      cost.gradients += objective.cost.gradients;
      cost.forwardPasses += objective.cost.forwardPasses;
      cost.hessians += objective.cost.hessians;
    } else {
      optimizer.minimize(observed, false, [x]);
      cost.gradients++;
    }
  }
  seen.push({ kind: "end", iteration: iterations, ...look(f, x) });
  x.dispose();
  optimizer.dispose();
  return { points: seen, cost };
}

function look(f: (x: tf.Tensor1D) => tf.Scalar, x: tf.Tensor1D): { at: number[]; value: number } {
  return tf.tidy(() => ({ at: [...x.dataSync()], value: f(x).dataSync()[0] }));
}

function slope(f: (x: tf.Tensor1D) => tf.Scalar, x: tf.Tensor1D): number[] {
  return tf.tidy(() => [...tf.grad((x) => f(x as tf.Tensor1D))(x).dataSync()]);
}
