/**
 * More descent for each gradient: optimizers for TensorFlow.js that calculate, or keep, their steps.
 *
 * @module
 */
/** Choose and start a tfjs backend. */
export { type BackendChoice, type BackendName, useBackend } from "./src/backend.ts";
/** One gradient, and then as many steps as it is good for. */
export {
  keepStepping,
  KeepSteppingOptimizer,
  type KeepSteppingOptions,
} from "./src/optimizers/keep_stepping.ts";
/** One gradient, and then a calculated step along it. */
export {
  keepVaulting,
  KeepVaultingOptimizer,
  type KeepVaultingOptions,
} from "./src/optimizers/keep_vaulting.ts";
/** The step calculated from gradient and Hessian. */
export { newton, NewtonOptimizer } from "./src/optimizers/newton.ts";
/** A dense layer and a loss whose sums keep their digits. */
export { denseLayer } from "./src/dense_layer.ts";
export { meanSquaredError } from "./src/losses.ts";
