/**
 * The learning rate of an optimizer that takes gradients.
 *
 * @module
 */
import type * as tf from "../../deps/tf.ts";

/** What tfjs's own optimizers have inside, under TypeScript's `protected`. */
interface HasLearningRate {
  learningRate?: number;
  setLearningRate?(learningRate: number): void;
  inner?: tf.Optimizer;
  takesGradients?: boolean;
}

/** True of an optimizer that asks for losses to decide how far to go, as most of this suite do, however it is wrapped. */
export function decidesItsStep(optimizer: tf.Optimizer): boolean {
  const core = innermost(optimizer);
  return "step" in core && !(core as HasLearningRate).takesGradients;
}

/** The learning rate of an optimizer's next step; undefined if it decides its own step size. */
export function learningRateOf(optimizer: tf.Optimizer): number | undefined {
  return decidesItsStep(optimizer) ? undefined : (optimizer as HasLearningRate).learningRate;
}

/** Sets the learning rate of the optimizer inside all wrappers. */
export function setLearningRate(optimizer: tf.Optimizer, learningRate: number): void {
  const core = innermost(optimizer) as HasLearningRate;
  // SGD and Momentum keep it in a tensor too, which their setter makes anew.
  if (core.setLearningRate) core.setLearningRate(learningRate);
  else core.learningRate = learningRate;
}

function innermost(optimizer: tf.Optimizer): tf.Optimizer {
  const { inner } = optimizer as HasLearningRate;
  return inner ? innermost(inner) : optimizer;
}
