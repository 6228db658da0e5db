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
export { registerOptimizers } from "./by_name.ts";
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
  subspaceNewton,
  SubspaceNewtonOptimizer,
  type SubspaceNewtonOptions,
} from "../optimizers/second_order/subspace_newton.ts";
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
export { sgd, SgdOptimizer, type SgdOptions } from "../optimizers/first_order/sgd.ts";
export { adamW, AdamWOptimizer, type AdamWOptions } from "../optimizers/first_order/adam_w.ts";
export { nadamW, NadamWOptimizer, type NadamWOptions } from "../optimizers/first_order/nadam_w.ts";
export { radam, RadamOptimizer, type RadamOptions } from "../optimizers/first_order/radam.ts";
export { lion, LionOptimizer, type LionOptions } from "../optimizers/first_order/lion.ts";
export {
  scheduleFreeSgd,
  ScheduleFreeSgdOptimizer,
  type ScheduleFreeSgdOptions,
} from "../optimizers/first_order/schedule_free_sgd.ts";
export {
  scheduleFreeAdamW,
  ScheduleFreeAdamWOptimizer,
  type ScheduleFreeAdamWOptions,
} from "../optimizers/first_order/schedule_free_adam_w.ts";
export {
  scheduleFreePlus,
  ScheduleFreePlusOptimizer,
  type ScheduleFreePlusOptions,
} from "../optimizers/first_order/schedule_free_plus.ts";
export {
  prodigy,
  ProdigyOptimizer,
  type ProdigyOptions,
} from "../optimizers/first_order/prodigy.ts";
export { dog, DogOptimizer, type DogOptions } from "../optimizers/first_order/dog.ts";
export { momo, MomoOptimizer, type MomoOptions } from "../optimizers/first_order/momo.ts";
export {
  momoAdam,
  MomoAdamOptimizer,
  type MomoAdamOptions,
} from "../optimizers/first_order/momo_adam.ts";
export { muon, MuonOptimizer, type MuonOptions } from "../optimizers/first_order/muon.ts";
export {
  parabolicApproximation,
  ParabolicApproximationOptimizer,
  type ParabolicApproximationOptions,
} from "../optimizers/line_search/parabolic_approximation.ts";
export {
  nonmonotoneLineSearch,
  NonmonotoneLineSearchOptimizer,
  type NonmonotoneLineSearchOptions,
} from "../optimizers/line_search/nonmonotone_line_search.ts";
export {
  armijoAdam,
  ArmijoAdamOptimizer,
  type ArmijoAdamOptions,
} from "../optimizers/line_search/armijo_adam.ts";
export type { AverageOptions } from "../optimizers/first_order/average_share.ts";
export { VectorOptimizer } from "../optimizers/vector_optimizer.ts";
export type { Decays, NextStep, Remembered, StepAt } from "../optimizers/vector_step.ts";
export type { Num } from "../optimizers/vector_numbers.ts";
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
export {
  accumulateGradients,
  AccumulateGradientsOptimizer,
} from "../optimizers/pieces/accumulate_gradients.ts";
export {
  exponentialAverage,
  ExponentialAverageOptimizer,
} from "../optimizers/pieces/exponential_average.ts";
export {
  type PlateauCallback,
  type PlateauOptions,
  reduceOnPlateau,
} from "../optimizers/pieces/reduce_on_plateau.ts";
export { type Gradients, WrappingOptimizer } from "../optimizers/pieces/wrapping_optimizer.ts";
export {
  constantRate,
  cosineDecay,
  exponentialDecay,
  linearDecay,
  stepDecay,
  warmUp,
} from "../optimizers/pieces/schedules.ts";
export { cosineRestarts, oneCycle, piecewiseRate } from "../optimizers/pieces/cycles.ts";
export { learningRateAt } from "../optimizers/pieces/learning_rate_at.ts";
export type { Schedule } from "../optimizers/pieces/schedule.ts";
export {
  type OptimizerState,
  restoreOptimizer,
  type SavedWeight,
  saveOptimizer,
} from "../optimizers/pieces/optimizer_state.ts";
export { ObjectiveOptimizer } from "../optimizers/objective_optimizer.ts";
export { RememberingOptimizer } from "../optimizers/remembering_optimizer.ts";
export { RememberingWrapper } from "../optimizers/pieces/remembering_wrapper.ts";
export {
  LineSearchOptimizer,
  type SearchPlan,
} from "../optimizers/line_search/line_search_optimizer.ts";
export type { ConjugateGradientBeta } from "../methods/conjugate_gradient.ts";
export { deviceSpace, tensorSpace } from "../methods/tensor_space.ts";
export type { Asking, Evaluation, Method, MethodState, Space } from "../methods/methods.ts";
export { type Trainer, trainer, type TrainerOptions } from "../optimizers/training/trainer.ts";
export type { FitOptions, Trained, Training } from "../optimizers/training/epochs.ts";
export type { TrainingCallback, TrainingLogs } from "../optimizers/training/callbacks.ts";
export type {
  RowWeights,
  TrainingInputs,
  TrainingTargets,
} from "../optimizers/training/training_rows.ts";
export type { ChainLossName } from "../objectives/chain/model_layers.ts";
