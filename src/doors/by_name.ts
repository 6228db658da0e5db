/**
 * This suite's optimizers by name, where tfjs-layers takes the name of an optimizer.
 *
 * @module
 */
import type * as tf from "../deps/tf.ts";
import { LayersModel } from "../deps/tf_gradients.ts";
import { adamW } from "../optimizers/first_order/adam_w.ts";
import { nadamW } from "../optimizers/first_order/nadam_w.ts";
import { radam } from "../optimizers/first_order/radam.ts";
import { lion } from "../optimizers/first_order/lion.ts";
import { scheduleFreeSgd } from "../optimizers/first_order/schedule_free_sgd.ts";
import { scheduleFreeAdamW } from "../optimizers/first_order/schedule_free_adam_w.ts";
import { scheduleFreePlus } from "../optimizers/first_order/schedule_free_plus.ts";
import { prodigy } from "../optimizers/first_order/prodigy.ts";
import { dog } from "../optimizers/first_order/dog.ts";
import { momo } from "../optimizers/first_order/momo.ts";
import { momoAdam } from "../optimizers/first_order/momo_adam.ts";
import { muon } from "../optimizers/first_order/muon.ts";
import { parabolicApproximation } from "../optimizers/line_search/parabolic_approximation.ts";
import { nonmonotoneLineSearch } from "../optimizers/line_search/nonmonotone_line_search.ts";
import { armijoAdam } from "../optimizers/line_search/armijo_adam.ts";
import { polyak } from "../optimizers/first_order/polyak.ts";
import { conjugateGradient } from "../optimizers/line_search/conjugate_gradient.ts";
import { gradientDescent } from "../optimizers/line_search/gradient_descent.ts";
import { keepStepping } from "../optimizers/line_search/keep_stepping.ts";
import { keepVaulting } from "../optimizers/line_search/keep_vaulting.ts";
import { stochasticLineSearch } from "../optimizers/line_search/stochastic_line_search.ts";
import { lbfgs } from "../optimizers/second_order/lbfgs.ts";
import { newton } from "../optimizers/second_order/newton.ts";
import { newtonCg } from "../optimizers/second_order/newton_cg.ts";
import { subspaceNewton } from "../optimizers/second_order/subspace_newton.ts";

/** tfjs's own default, for those that need a learning rate. */
const learningRate = 0.01;

const makers: Record<string, () => tf.Optimizer> = {
  ...{ lbfgs, conjugateGradient, gradientDescent, newton, newtonCg, subspaceNewton },
  ...{ polyak, stochasticLineSearch, parabolicApproximation, nonmonotoneLineSearch, armijoAdam },
  ...{ adamW, nadamW, radam, lion, scheduleFreeSgd, scheduleFreeAdamW, scheduleFreePlus },
  ...{ prodigy, dog, momo, momoAdam, muon },
  keepStepping: () => keepStepping(learningRate),
  keepVaulting: () => keepVaulting(learningRate),
};

/** The names that {@linkcode registerOptimizers} makes known. */
export const optimizerNames: readonly string[] = Object.keys(makers);

let isRegistered = false;

/**
 * Lets `model.compile({ optimizer: "lbfgs", ... })` know this suite's optimizers by name, with their defaults: lbfgs,
 * conjugateGradient, gradientDescent, newton, newtonCg, subspaceNewton, polyak, stochasticLineSearch, parabolicApproximation,
 * nonmonotoneLineSearch, armijoAdam, adamW, nadamW, radam, lion, scheduleFreeSgd, scheduleFreeAdamW, scheduleFreePlus,
 * prodigy, dog, momo, momoAdam, muon, and keepStepping and keepVaulting with a learning rate of 0.01. tfjs's own names stay. Call it once, before the model is compiled.
 *
 * @example
 * ```ts
 * import { layers, sequential } from "npm:@tensorflow/tfjs-layers@4.22.0";
 * import { registerOptimizers } from "./optimizers";
 *
 * registerOptimizers();
 * const model = sequential({ layers: [layers.dense({ units: 1, inputShape: [2] })] });
 * model.compile({ optimizer: "lbfgs", loss: "meanSquaredError" });
 * console.log(model.optimizer.getClassName()); // Lbfgs
 * ```
 */
export function registerOptimizers(): void {
  if (isRegistered) return;
  isRegistered = true;
  const { compile } = LayersModel.prototype;
  LayersModel.prototype.compile = function (args) {
    const { optimizer } = args;
    const isOurs = typeof optimizer === "string" && Object.hasOwn(makers, optimizer);
    return compile.call(this, isOurs ? { ...args, optimizer: makers[optimizer]() } : args);
  };
}
