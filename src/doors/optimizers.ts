/**
 * The optimizers, the pieces around them, and what it takes to write one.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { keepStepping } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(3));
 * const optimizer = keepStepping(0.1);
 * for (let i = 0; i < 10; i++) optimizer.minimize(() => tf.square(x), false, [x]);
 * console.log(Math.abs(x.dataSync()[0]) < 0.1); // true
 * ```
 *
 * @module
 */
export {
  keepStepping,
  KeepSteppingOptimizer,
  type KeepSteppingOptions,
} from "../optimizers/line_search/keep_stepping.ts";
export {
  keepVaulting,
  KeepVaultingOptimizer,
  type KeepVaultingOptions,
} from "../optimizers/line_search/keep_vaulting.ts";
export { newton, NewtonOptimizer } from "../optimizers/second_order/newton.ts";
export {
  stochasticLineSearch,
  StochasticLineSearchOptimizer,
  type StochasticLineSearchOptions,
} from "../optimizers/line_search/stochastic_line_search.ts";
export { polyak, PolyakOptimizer, type PolyakOptions } from "../optimizers/first_order/polyak.ts";
export {
  lbfgs,
  LbfgsOptimizer,
  type LbfgsOptimizerOptions,
} from "../optimizers/second_order/lbfgs.ts";
export {
  newtonCg,
  NewtonCgOptimizer,
  type NewtonCgOptimizerOptions,
} from "../optimizers/second_order/newton_cg.ts";
export {
  conjugateGradient,
  ConjugateGradientOptimizer,
  type ConjugateGradientOptimizerOptions,
} from "../optimizers/line_search/conjugate_gradient.ts";
export {
  gradientDescent,
  GradientDescentOptimizer,
  type GradientDescentOptimizerOptions,
} from "../optimizers/line_search/gradient_descent.ts";
export type { SearchName } from "../optimizers/line_search/named_searches.ts";
export { MethodOptimizer } from "../optimizers/method_optimizer.ts";
export type { StepStart } from "../optimizers/method_step.ts";
export type { Flat } from "../optimizers/flat.ts";
export type { Memory } from "../optimizers/memory.ts";
export {
  decoupledWeightDecay,
  DecoupledWeightDecayOptimizer,
} from "../optimizers/pieces/decoupled_weight_decay.ts";
export { clipByNorm, ClipByNormOptimizer } from "../optimizers/pieces/clip_by_norm.ts";
export { clipByValue, ClipByValueOptimizer } from "../optimizers/pieces/clip_by_value.ts";
export {
  learningRateSchedule,
  LearningRateScheduleOptimizer,
} from "../optimizers/pieces/learning_rate_schedule.ts";
export { type Gradients, WrappingOptimizer } from "../optimizers/pieces/wrapping_optimizer.ts";
export {
  constantRate,
  cosineDecay,
  exponentialDecay,
  learningRateAt,
  linearDecay,
  type Schedule,
  stepDecay,
  warmUp,
} from "../optimizers/pieces/schedules.ts";
export {
  type OptimizerState,
  restoreOptimizer,
  type SavedWeight,
  saveOptimizer,
} from "../optimizers/pieces/optimizer_state.ts";
export { ObjectiveOptimizer } from "../optimizers/objective_optimizer.ts";
export { LineSearchOptimizer } from "../optimizers/line_search/line_search_optimizer.ts";
export type { ConjugateGradientBeta } from "../methods/conjugate_gradient.ts";
export { deviceSpace, tensorSpace } from "../methods/tensor_space.ts";
export type { Asking, Evaluation, Method, MethodState, Space } from "../methods/methods.ts";
