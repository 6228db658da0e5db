/**
 * More descent for each gradient: optimizers for TensorFlow.js that calculate, or keep, their steps.
 *
 * @module
 */
/** Choose and start a tfjs backend. */
export { type BackendChoice, type BackendName, useBackend } from "./src/backend/backend.ts";
/** One gradient, and then as many steps as it is good for. */
export {
  keepStepping,
  KeepSteppingOptimizer,
  type KeepSteppingOptions,
} from "./src/optimizers/line_search/keep_stepping.ts";
/** One gradient, and then a calculated step along it. */
export {
  keepVaulting,
  KeepVaultingOptimizer,
  type KeepVaultingOptions,
} from "./src/optimizers/line_search/keep_vaulting.ts";
/** The step calculated from gradient and Hessian. */
export { newton, NewtonOptimizer } from "./src/optimizers/second_order/newton.ts";
/** Stochastic gradient descent that finds its step size on each mini-batch. */
export {
  stochasticLineSearch,
  StochasticLineSearchOptimizer,
  type StochasticLineSearchOptions,
} from "./src/optimizers/line_search/stochastic_line_search.ts";
/** Stochastic gradient descent with Polyak's step size. */
export {
  polyak,
  PolyakOptimizer,
  type PolyakOptions,
} from "./src/optimizers/first_order/polyak.ts";
/** Newton's step with a Hessian learned from the last few gradients. */
export {
  lbfgs,
  LbfgsOptimizer,
  type LbfgsOptimizerOptions,
} from "./src/optimizers/second_order/lbfgs.ts";
/** Newton's step for many parameters, from Hessian-vector products. */
export {
  newtonCg,
  NewtonCgOptimizer,
  type NewtonCgOptimizerOptions,
} from "./src/optimizers/second_order/newton_cg.ts";
/** Nonlinear conjugate gradients, in three kinds. */
export {
  conjugateGradient,
  ConjugateGradientOptimizer,
  type ConjugateGradientOptimizerOptions,
} from "./src/optimizers/line_search/conjugate_gradient.ts";
export type { ConjugateGradientBeta } from "./src/methods/conjugate_gradient.ts";
/** Gradient descent that finds its step size, by any of five line searches. */
export {
  gradientDescent,
  GradientDescentOptimizer,
  type GradientDescentOptimizerOptions,
} from "./src/optimizers/line_search/gradient_descent.ts";
export type { SearchName } from "./src/optimizers/line_search/named_searches.ts";
export { MethodOptimizer } from "./src/optimizers/method_optimizer.ts";
export type { StepStart } from "./src/optimizers/method_step.ts";
export type { Flat } from "./src/optimizers/flat.ts";
export type { Memory } from "./src/optimizers/memory.ts";
/** Pieces that go around any of tfjs's optimizers, and around this suite's where that means something. */
export {
  decoupledWeightDecay,
  DecoupledWeightDecayOptimizer,
} from "./src/optimizers/pieces/decoupled_weight_decay.ts";
export { clipByNorm, ClipByNormOptimizer } from "./src/optimizers/pieces/clip_by_norm.ts";
export { clipByValue, ClipByValueOptimizer } from "./src/optimizers/pieces/clip_by_value.ts";
export {
  learningRateSchedule,
  LearningRateScheduleOptimizer,
} from "./src/optimizers/pieces/learning_rate_schedule.ts";
export { type Gradients, WrappingOptimizer } from "./src/optimizers/pieces/wrapping_optimizer.ts";
/** Learning rates that change with the step, as plain data. */
export {
  constantRate,
  cosineDecay,
  exponentialDecay,
  learningRateAt,
  linearDecay,
  type Schedule,
  stepDecay,
  warmUp,
} from "./src/optimizers/pieces/schedules.ts";
/** An optimizer's state as plain data, tfjs's own too, to go on from to the bit. */
export {
  type OptimizerState,
  restoreOptimizer,
  type SavedWeight,
  saveOptimizer,
} from "./src/optimizers/pieces/optimizer_state.ts";
/** A dense layer and a loss whose sums keep their digits. */
export { denseLayer } from "./src/objectives/dense/layer.ts";
export { meanSquaredError } from "./src/objectives/dense/mean_squared_error.ts";
/** A dense network's squared error through the fused kernels, for any tfjs optimizer. */
export { type DenseSquaredError, denseSquaredError } from "./src/objectives/dense/squared_error.ts";
export type { HiddenActivation } from "./src/objectives/dense/network.ts";
export { type ModelLayer, modelSquaredError } from "./src/objectives/dense/model_squared_error.ts";
/** What the optimizers have in common. */
export { ObjectiveOptimizer } from "./src/optimizers/objective_optimizer.ts";
export { LineSearchOptimizer } from "./src/optimizers/line_search/line_search_optimizer.ts";
/** A loss over variables as an optimizer sees it, and how to make one of a closure. */
export { closureObjective, type ClosureOptions } from "./src/objectives/closure.ts";
export type {
  Cost,
  LossAndGradient,
  Objective,
  Walk,
  WalkOptions,
} from "./src/objectives/objective.ts";
export type { LineSearch, SearchStart, SearchState } from "./src/searches/machines/line_search.ts";
/** One arithmetic for numbers on the host and scalars on the device, in which a line search is written. */
export type { Arithmetic } from "./src/numeric/arithmetic.ts";
/** Derivatives to be trusted, of functions of x and of losses over variables. */
export { gradient, type ValueAndGradient, variableGradient } from "./src/calculus/gradient.ts";
export { hessian, variableHessian } from "./src/calculus/hessian.ts";
export {
  hessianVectorProduct,
  variableHessianVectorProduct,
} from "./src/calculus/hessian_vector_product.ts";
export { jacobian, variableJacobian } from "./src/calculus/jacobian.ts";
export { jvp, variableJvp } from "./src/calculus/jvp.ts";
export {
  secondDerivativeAlong,
  variableSecondDerivativeAlong,
} from "./src/calculus/second_derivative_along.ts";
export type { FunctionOf, TensorOrValues, Values } from "./src/calculus/arguments.ts";
/** Minimize a function from a start: of float64 arrays in plain TypeScript, or of tensors on any backend. */
export { type Float64Options, minimize, minimizeSync } from "./src/minimize/minimize.ts";
export type { Float64Derivatives, Float64Function } from "./src/minimize/float64.ts";
export type { TensorStart } from "./src/minimize/tensor_point.ts";
export type { TensorFunction } from "./src/minimize/tensors.ts";
export type {
  MethodName,
  Progress,
  RunCost,
  RunOptions,
  Solution,
} from "./src/minimize/solution.ts";
/** How a run can end, each with a message that says what to do. */
export { type Status, statusMessages } from "./src/minimize/status.ts";
/** Fit a model by nonlinear least squares, with the standard errors of its parameters: of float64 arrays, or of tensors. */
export {
  type Float64FitOptions,
  leastSquares,
  leastSquaresSync,
} from "./src/least_squares/least_squares.ts";
export type { Float64Jacobian, Float64Residuals } from "./src/least_squares/float64.ts";
export type {
  FitCost,
  FitMethodName,
  FitOptions,
  FitProgress,
  FitSolution,
} from "./src/least_squares/solution.ts";
/** Linear least squares, right to the last digit. */
export {
  type ExactOptions,
  type ExactSolution,
  leastSquaresExact,
  type ModelColumn,
  polynomial,
} from "./src/least_squares/exact.ts";
export type { DoubleDouble } from "./src/numeric/double_double.ts";
export type { Uncertainty } from "./src/least_squares/uncertainty.ts";
/** The methods that minimize takes, made with options; and how to run one an iteration at a time. */
export type {
  Answer,
  Answers,
  Asking,
  Evaluation,
  Method,
  MethodState,
  Question,
  Space,
  Standstill,
} from "./src/methods/methods.ts";
export * as methods from "./src/methods/methods.ts";
/** The line searches that methods take. */
export * as searches from "./src/searches/searches.ts";
/** Regressions of data in memory by Newton's method, with the statistics that R prints. */
export { type Features, fit, type RowValues } from "./src/regression/fit/fit.ts";
export { type RegressionOptions } from "./src/regression/fit/options.ts";
export type { FamilyName } from "./src/regression/model/families.ts";
export type { FitResult, ResidualBin } from "./src/regression/results/fit_result.ts";
export type { FitStatus } from "./src/regression/newton/newton_steps.ts";
export type { SampledRow } from "./src/regression/rows/rows.ts";
export type { Coefficient, FitSummary, Quality } from "./src/regression/results/fit_summary.ts";
export { TableError } from "./src/regression/model/table_error.ts";
