/**
 * What an optimizer may ask of a loss, and what answers: closures, and dense networks by fused kernels.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { closureObjective } from "./objectives";
 * import { keepStepping, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(3));
 * const objective = closureObjective(() => tf.square(x), [x]);
 * keepStepping(0.1).step(objective);
 * console.log(objective.cost.gradients); // 1
 * ```
 *
 * @module
 */
export { denseLayer } from "../objectives/dense/layer.ts";
export { meanSquaredError } from "../objectives/dense/mean_squared_error.ts";
export { type DenseSquaredError, denseSquaredError } from "../objectives/dense/squared_error.ts";
export type { HiddenActivation } from "../objectives/dense/network.ts";
export {
  type DenseModel,
  type ModelLayer,
  modelSquaredError,
  type ModelTensor,
} from "../objectives/dense/model_squared_error.ts";
export {
  type ModelLoss,
  modelLoss,
  type ModelLossOptions,
} from "../objectives/chain/model_loss.ts";
export type { RowLossName } from "../objectives/chain/row_loss.ts";
export type { Directions, Expansion, Plane, PlaneObjective } from "../objectives/plane.ts";
export { closureObjective, type ClosureOptions } from "../objectives/closure.ts";
export type {
  Cost,
  LossAndGradient,
  Objective,
  Walk,
  WalkOptions,
} from "../objectives/objective.ts";
export type { LineSearch, SearchStart, SearchState } from "../searches/machines/line_search.ts";
export type { Arithmetic } from "../numeric/arithmetic.ts";
