/**
 * More descent for each gradient: optimizers for TensorFlow.js that calculate, or keep, their steps. What a newcomer needs is here; all
 * of it, and what it takes to extend it, is behind seven doors: ./optimizers, ./minimize, ./least-squares, ./roots, ./regression, ./calculus,
 * ./objectives.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { keepStepping, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(3));
 * keepStepping(0.1).minimize(() => tf.square(x), true, [x])?.print(); // 9
 * ```
 *
 * @module
 */
/** Choose and start a tfjs backend. */
export {
  type BackendChoice,
  type BackendName,
  type BackendOptions,
  useBackend,
} from "./src/backend/backend.ts";
/** Faster kernels for tfjs's wasm backend. */
export { accelerate } from "./src/kernels/tfjs/accelerate.ts";
/** The optimizers: in `compile` and `fit` of any tfjs model. */
export {
  keepStepping,
  type KeepSteppingOptions,
} from "./src/optimizers/line_search/keep_stepping.ts";
export {
  keepVaulting,
  type KeepVaultingOptions,
} from "./src/optimizers/line_search/keep_vaulting.ts";
export { newton } from "./src/optimizers/second_order/newton.ts";
export {
  stochasticLineSearch,
  type StochasticLineSearchOptions,
} from "./src/optimizers/line_search/stochastic_line_search.ts";
export { polyak, type PolyakOptions } from "./src/optimizers/first_order/polyak.ts";
export { lbfgs, type LbfgsOptimizerOptions } from "./src/optimizers/second_order/lbfgs.ts";
export {
  newtonCg,
  type NewtonCgOptimizerOptions,
} from "./src/optimizers/second_order/newton_cg.ts";
export {
  conjugateGradient,
  type ConjugateGradientOptimizerOptions,
} from "./src/optimizers/line_search/conjugate_gradient.ts";
export {
  gradientDescent,
  type GradientDescentOptimizerOptions,
} from "./src/optimizers/line_search/gradient_descent.ts";
export { trainer, type TrainerOptions } from "./src/optimizers/training/trainer.ts";
export { decoupledWeightDecay } from "./src/optimizers/pieces/decoupled_weight_decay.ts";
export { clipByNorm } from "./src/optimizers/pieces/clip_by_norm.ts";
export { clipByValue } from "./src/optimizers/pieces/clip_by_value.ts";
export { learningRateSchedule } from "./src/optimizers/pieces/learning_rate_schedule.ts";
export {
  cosineDecay,
  exponentialDecay,
  linearDecay,
  stepDecay,
  warmUp,
} from "./src/optimizers/pieces/schedules.ts";
export type { Schedule } from "./src/optimizers/pieces/schedule.ts";
export {
  type OptimizerState,
  restoreOptimizer,
  saveOptimizer,
} from "./src/optimizers/pieces/optimizer_state.ts";
/** Losses that fused kernels answer, and closures as objectives. */
export { type DenseSquaredError, denseSquaredError } from "./src/objectives/dense/squared_error.ts";
export { modelSquaredError } from "./src/objectives/dense/model_squared_error.ts";
export { closureObjective } from "./src/objectives/closure.ts";
export type { Objective } from "./src/objectives/objective.ts";
/** Derivatives to be trusted. */
export { gradient } from "./src/calculus/gradient.ts";
export { hessian } from "./src/calculus/hessian.ts";
export { hessianVectorProduct } from "./src/calculus/hessian_vector_product.ts";
export { jacobian } from "./src/calculus/jacobian.ts";
/** Minimize a function, of float64 arrays or of tensors. */
export { minimize, minimizeSync } from "./src/minimize/minimize.ts";
export { minimizeScalar } from "./src/minimize/scalar.ts";
export type { Solution } from "./src/minimize/solution.ts";
/** Least squares, nonlinear and exact. */
export { leastSquares, leastSquaresSync } from "./src/least_squares/least_squares.ts";
export { leastSquaresExact } from "./src/least_squares/exact.ts";
/** Roots of equations. */
export { solve, solveSync } from "./src/roots/solve.ts";
export { solveScalar } from "./src/roots/solve_scalar.ts";
/** Regressions of data in memory, with the statistics that R prints. */
export { fit } from "./src/regression/fit/fit.ts";
export type { FitResult } from "./src/regression/results/fit_result.ts";
export { TableError } from "./src/regression/model/table_error.ts";

// Names that have moved: they work here for one more version.
export {
  /** @deprecated Import it from "./optimizers". */
  ClipByNormOptimizer,
  /** @deprecated Import it from "./optimizers". */
  ClipByValueOptimizer,
  /** @deprecated Import it from "./optimizers". */
  type ConjugateGradientBeta,
  /** @deprecated Import it from "./optimizers". */
  ConjugateGradientOptimizer,
  /** @deprecated Import it from "./optimizers". */
  constantRate,
  /** @deprecated Import it from "./optimizers". */
  DecoupledWeightDecayOptimizer,
  /** @deprecated Import it from "./optimizers". */
  type Flat,
  /** @deprecated Import it from "./optimizers". */
  GradientDescentOptimizer,
  /** @deprecated Import it from "./optimizers". */
  type Gradients,
  /** @deprecated Import it from "./optimizers". */
  KeepSteppingOptimizer,
  /** @deprecated Import it from "./optimizers". */
  KeepVaultingOptimizer,
  /** @deprecated Import it from "./optimizers". */
  LbfgsOptimizer,
  /** @deprecated Import it from "./optimizers". */
  learningRateAt,
  /** @deprecated Import it from "./optimizers". */
  LearningRateScheduleOptimizer,
  /** @deprecated Import `LineSearchOptimizer` from "./optimizers". */
  LineSearchOptimizer as WalkingOptimizer,
  /** @deprecated Import it from "./optimizers". */
  type Memory,
  /** @deprecated Import it from "./optimizers". */
  MethodOptimizer,
  /** @deprecated Import it from "./optimizers". */
  NewtonCgOptimizer,
  /** @deprecated Import it from "./optimizers". */
  NewtonOptimizer,
  /** @deprecated Import it from "./optimizers". */
  ObjectiveOptimizer,
  /** @deprecated Import it from "./optimizers". */
  PolyakOptimizer,
  /** @deprecated Import it from "./optimizers". */
  type SavedWeight,
  /** @deprecated Import it from "./optimizers". */
  type SearchName,
  /** @deprecated Import it from "./optimizers". */
  type StepStart,
  /** @deprecated Import it from "./optimizers". */
  StochasticLineSearchOptimizer,
  /** @deprecated Import it from "./optimizers". */
  WrappingOptimizer,
} from "./src/doors/optimizers.ts";
export {
  /** @deprecated Import it from "./objectives". */
  type Arithmetic,
  /** @deprecated Import it from "./objectives". */
  type ClosureOptions,
  /** @deprecated Import it from "./objectives". */
  type Cost,
  /** @deprecated Import it from "./objectives". */
  denseLayer,
  /** @deprecated Import it from "./objectives". */
  type HiddenActivation,
  /** @deprecated Import it from "./objectives". */
  type LineSearch,
  /** @deprecated Import it from "./objectives". */
  type LossAndGradient,
  /** @deprecated Import it from "./objectives". */
  meanSquaredError,
  /** @deprecated Import it from "./objectives". */
  type ModelLayer,
  /** @deprecated Import `SearchStart` from "./objectives". */
  type SearchStart as WalkStart,
  /** @deprecated Import it from "./objectives". */
  type SearchState,
  /** @deprecated Import it from "./objectives". */
  type Walk,
  /** @deprecated Import it from "./objectives". */
  type WalkOptions,
} from "./src/doors/objectives.ts";
export {
  /** @deprecated Import it from "./calculus". */
  type FunctionOf,
  /** @deprecated Import it from "./calculus". */
  jvp,
  /** @deprecated Import it from "./calculus". */
  secondDerivativeAlong,
  /** @deprecated Import it from "./calculus". */
  type TensorOrValues,
  /** @deprecated Import it from "./calculus". */
  type ValueAndGradient,
  /** @deprecated Import it from "./calculus". */
  type Values,
  /** @deprecated Import it from "./calculus". */
  variableGradient,
  /** @deprecated Import it from "./calculus". */
  variableHessian,
  /** @deprecated Import it from "./calculus". */
  variableHessianVectorProduct,
  /** @deprecated Import it from "./calculus". */
  variableJacobian,
  /** @deprecated Import it from "./calculus". */
  variableJvp,
  /** @deprecated Import it from "./calculus". */
  variableSecondDerivativeAlong,
} from "./src/doors/calculus.ts";
export {
  /** @deprecated Import it from "./minimize". */
  type Answer,
  /** @deprecated Import it from "./minimize". */
  type Answers,
  /** @deprecated Import it from "./minimize". */
  type Asking,
  /** @deprecated Import it from "./minimize". */
  type Evaluation,
  /** @deprecated Import it from "./minimize". */
  type Float64Derivatives,
  /** @deprecated Import it from "./minimize". */
  type Float64Function,
  /** @deprecated Import it from "./minimize". */
  type Float64Options,
  /** @deprecated Import it from "./minimize". */
  type Method,
  /** @deprecated Import it from "./minimize". */
  type MethodName,
  /** @deprecated Import it from "./minimize". */
  type MethodState,
  /** @deprecated Import it from "./minimize". */
  type Progress,
  /** @deprecated Import it from "./minimize". */
  type Question,
  /** @deprecated Import it from "./minimize". */
  type RunCost,
  /** @deprecated Import it from "./minimize". */
  type RunOptions,
  /** @deprecated Import it from "./minimize". */
  type Space,
  /** @deprecated Import it from "./minimize". */
  type Standstill,
  /** @deprecated Import it from "./minimize". */
  type Status,
  /** @deprecated Import it from "./minimize". */
  statusMessages,
  /** @deprecated Import it from "./minimize". */
  type TensorFunction,
  /** @deprecated Import it from "./minimize". */
  type TensorStart,
} from "./src/doors/minimize.ts";
export {
  /** @deprecated Import it from "./least-squares". */
  type DoubleDouble,
  /** @deprecated Import it from "./least-squares". */
  type ExactOptions,
  /** @deprecated Import it from "./least-squares". */
  type ExactSolution,
  /** @deprecated Import it from "./least-squares". */
  type Float64Jacobian,
  /** @deprecated Import `Float64LeastSquaresOptions` from "./least-squares". */
  type Float64LeastSquaresOptions as Float64FitOptions,
  /** @deprecated Import it from "./least-squares". */
  type Float64Residuals,
  /** @deprecated Import `LeastSquaresCost` from "./least-squares". */
  type LeastSquaresCost as FitCost,
  /** @deprecated Import `LeastSquaresMethodName` from "./least-squares". */
  type LeastSquaresMethodName as FitMethodName,
  /** @deprecated Import `LeastSquaresOptions` from "./least-squares". */
  type LeastSquaresOptions as FitOptions,
  /** @deprecated Import `LeastSquaresProgress` from "./least-squares". */
  type LeastSquaresProgress as FitProgress,
  /** @deprecated Import `LeastSquaresSolution` from "./least-squares". */
  type LeastSquaresSolution as FitSolution,
  /** @deprecated Import it from "./least-squares". */
  type ModelColumn,
  /** @deprecated Import it from "./least-squares". */
  polynomial,
  /** @deprecated Import it from "./least-squares". */
  type Uncertainty,
} from "./src/doors/least_squares.ts";
export {
  /** @deprecated Import it from "./regression". */
  type Coefficient,
  /** @deprecated Import it from "./regression". */
  type Comparison,
  /** @deprecated Import it from "./regression". */
  type CrossValidation,
  /** @deprecated Import it from "./regression". */
  type FamilyName,
  /** @deprecated Import it from "./regression". */
  type Features,
  /** @deprecated Import it from "./regression". */
  type FitStatus,
  /** @deprecated Import it from "./regression". */
  type FitSummary,
  /** @deprecated Import it from "./regression". */
  type FoundPath,
  /** @deprecated Import it from "./regression". */
  type LinkName,
  /** @deprecated Import it from "./regression". */
  type PathOptions,
  /** @deprecated Import it from "./regression". */
  type PathPoint,
  /** @deprecated Import it from "./regression". */
  type Quality,
  /** @deprecated Import it from "./regression". */
  type RegressionOptions,
  /** @deprecated Import it from "./regression". */
  type ResidualBin,
  /** @deprecated Import it from "./regression". */
  type RowValues,
  /** @deprecated Import it from "./regression". */
  type SampledRow,
} from "./src/doors/regression.ts";
/** @deprecated Import it from "./minimize"; `tensorSpace` and `deviceSpace` from "./optimizers". */
export * as methods from "./src/methods/with_tensors.ts";
/** @deprecated Import it from "./minimize". */
export * as searches from "./src/searches/searches.ts";
