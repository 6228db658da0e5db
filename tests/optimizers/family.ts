import * as tf from "../../src/deps/tf.ts";
import { adamW } from "../../src/optimizers/first_order/adam_w.ts";
import { dog } from "../../src/optimizers/first_order/dog.ts";
import { lion } from "../../src/optimizers/first_order/lion.ts";
import { momo } from "../../src/optimizers/first_order/momo.ts";
import { momoAdam } from "../../src/optimizers/first_order/momo_adam.ts";
import { muon } from "../../src/optimizers/first_order/muon.ts";
import { nadamW } from "../../src/optimizers/first_order/nadam_w.ts";
import { prodigy } from "../../src/optimizers/first_order/prodigy.ts";
import { radam } from "../../src/optimizers/first_order/radam.ts";
import { scheduleFreeAdamW } from "../../src/optimizers/first_order/schedule_free_adam_w.ts";
import { scheduleFreePlus } from "../../src/optimizers/first_order/schedule_free_plus.ts";
import { scheduleFreeSgd } from "../../src/optimizers/first_order/schedule_free_sgd.ts";
import { sgd } from "../../src/optimizers/first_order/sgd.ts";
import { armijoAdam } from "../../src/optimizers/line_search/armijo_adam.ts";
import { nonmonotoneLineSearch } from "../../src/optimizers/line_search/nonmonotone_line_search.ts";
import { parabolicApproximation } from "../../src/optimizers/line_search/parabolic_approximation.ts";
import { conjugateGradient } from "../../src/optimizers/line_search/conjugate_gradient.ts";
import { gradientDescent } from "../../src/optimizers/line_search/gradient_descent.ts";
import { keepStepping } from "../../src/optimizers/line_search/keep_stepping.ts";
import { keepVaulting } from "../../src/optimizers/line_search/keep_vaulting.ts";
import { lbfgs } from "../../src/optimizers/second_order/lbfgs.ts";
import { newton } from "../../src/optimizers/second_order/newton.ts";
import { newtonCg } from "../../src/optimizers/second_order/newton_cg.ts";
import { subspaceNewton } from "../../src/optimizers/second_order/subspace_newton.ts";
import { polyak } from "../../src/optimizers/first_order/polyak.ts";
import { stochasticLineSearch } from "../../src/optimizers/line_search/stochastic_line_search.ts";
import { accumulateGradients } from "../../src/optimizers/pieces/accumulate_gradients.ts";
import { clipByNorm } from "../../src/optimizers/pieces/clip_by_norm.ts";
import { clipByValue } from "../../src/optimizers/pieces/clip_by_value.ts";
import { decoupledWeightDecay } from "../../src/optimizers/pieces/decoupled_weight_decay.ts";
import { exponentialAverage } from "../../src/optimizers/pieces/exponential_average.ts";
import { learningRateSchedule } from "../../src/optimizers/pieces/learning_rate_schedule.ts";
import { cosineDecay, warmUp } from "../../src/optimizers/pieces/schedules.ts";

/** An optimizer of the suite, for the tests that hold for all. */
export interface Member {
  name: string;
  make: () => tf.Optimizer;
  /** How the classifier is trained, where that is not as for the others. */
  fit?: { units: number; epochs: number };
  /** False where it solves on the host, and on webgpu has an awaited step instead. */
  onDevice?: boolean;
  /** True if it looks at the loss before it takes a step, or takes the step back. */
  looksAhead?: boolean;
  /** True if a loss that is not finite stops it where it is; tfjs's own let NaN into the variables. */
  staysOnNaN?: boolean;
}

/** Every optimizer that this suite makes, and every piece around one of tfjs's. */
export const family: Member[] = [
  own("keepStepping", () => keepStepping(0.1, { maxSteps: 8 })),
  own("keepStepping beyond", () => keepStepping(0.1, { maxSteps: 8, edition: "beyond" })),
  own("keepVaulting", () => keepVaulting(0.1, { maxSteps: 8 })),
  { ...own("newton", newton), onDevice: false, looksAhead: false, fit: { units: 4, epochs: 4 } },
  { ...own("newtonCg", () => newtonCg()), onDevice: false },
  { ...own("subspaceNewton", () => subspaceNewton({ pastSteps: 2 })), onDevice: false },
  own("stochasticLineSearch", () => stochasticLineSearch({ maxStep: 4 })),
  { ...own("polyak", () => polyak()), looksAhead: false },
  own("gradientDescent", () => gradientDescent()),
  own("gradientDescent by strong Wolfe", () => gradientDescent({ search: "strongWolfe" })),
  own("gradientDescent by forward tracking", () => gradientDescent({ search: "forwardTracking" })),
  own("gradientDescent by parabolas", () => gradientDescent({ search: "parabolic" })),
  own("conjugateGradient", () => conjugateGradient()),
  own(
    "conjugateGradient by forward tracking",
    () => conjugateGradient({ search: "forwardTracking", beta: "hestenesStiefel" }),
  ),
  own("lbfgs", () => lbfgs({ memory: 2 })),
  own("lbfgs by backtracking", () => lbfgs({ memory: 2, search: "backtracking" })),
  formula("sgd", () => sgd(0.2)),
  formula("adamW", () => adamW(0.05, { decays: "matrices" })),
  formula("nadamW", () => nadamW(0.05)),
  formula("radam", () => radam(0.1)),
  formula("lion", () => lion(0.02, { weightDecay: 0.1 })),
  formula("scheduleFreeSgd", () => scheduleFreeSgd(1)),
  formula("scheduleFreeAdamW", () => scheduleFreeAdamW(0.1, { innerMomentum: 0.5 })),
  formula("scheduleFreePlus", () => scheduleFreePlus()),
  formula("prodigy", () => prodigy({ firstDistance: 0.01 })),
  formula("dog", () => dog({ firstStep: 0.1 })),
  formula("momo", () => momo({ weightDecay: 1e-4, decays: "matrices" })),
  formula("momoAdam", () => momoAdam({ learningRate: 0.1, estimatesBound: true })),
  formula("muon", () => muon(0.05, { adamLearningRate: 0.05 })),
  { ...formula("parabolicApproximation", () => parabolicApproximation()), looksAhead: false },
  // It begins with Polyak's step, for losses of 0 or more: the one that falls below is not its own.
  {
    ...own("nonmonotoneLineSearch", () => nonmonotoneLineSearch({ maxBacktracks: 12 })),
    looksAhead: false,
  },
  // Below a loss of 0 it does not search.
  { ...own("armijoAdam", () => armijoAdam({ maxBacktracks: 12 })), looksAhead: false },
  around("decoupledWeightDecay", () => decoupledWeightDecay(tf.train.adam(0.05), 0.01)),
  {
    ...own(
      "decoupledWeightDecay of a line search",
      () => decoupledWeightDecay(stochasticLineSearch(), 1e-4),
    ),
    staysOnNaN: false,
  },
  around("accumulateGradients", () => accumulateGradients(tf.train.adam(0.1), 1)),
  around("exponentialAverage", () => exponentialAverage(tf.train.adam(0.05), 0.8)),
  {
    ...own(
      "exponentialAverage of a line search",
      () => exponentialAverage(lbfgs({ memory: 2 }), 0.5),
    ),
    ...{ looksAhead: false, staysOnNaN: false },
  },
  around("pieces around adamW", () => {
    const schedule = warmUp(3, cosineDecay(0.1, 0.01, 100));
    return exponentialAverage(clipByNorm(learningRateSchedule(adamW(), schedule), 1), 0.5);
  }),
  around("clipByNorm", () => clipByNorm(tf.train.adam(0.05), 1)),
  around("clipByValue", () => clipByValue(tf.train.rmsprop(0.02), 0.1)),
  around("learningRateSchedule", () => {
    const schedule = warmUp(3, cosineDecay(0.1, 0.01, 100));
    return decoupledWeightDecay(
      clipByNorm(learningRateSchedule(tf.train.adam(), schedule), 1),
      0.01,
    );
  }),
];

function own(name: string, make: () => tf.Optimizer): Member {
  return { name, make, onDevice: true, looksAhead: true, staysOnNaN: true };
}

function formula(name: string, make: () => tf.Optimizer): Member {
  return { ...own(name, make), looksAhead: false };
}

function around(name: string, make: () => tf.Optimizer): Member {
  return { name, make, onDevice: true };
}
