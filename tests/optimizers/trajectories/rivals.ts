/** This suite's optimizers, by the options of the files in tests/data/optimizers. */
import type * as tf from "../../../src/deps/tf.ts";
import { adamW } from "../../../src/optimizers/first_order/adam_w.ts";
import { dog } from "../../../src/optimizers/first_order/dog.ts";
import { lion } from "../../../src/optimizers/first_order/lion.ts";
import { momo } from "../../../src/optimizers/first_order/momo.ts";
import { momoAdam } from "../../../src/optimizers/first_order/momo_adam.ts";
import { muon } from "../../../src/optimizers/first_order/muon.ts";
import { nadamW } from "../../../src/optimizers/first_order/nadam_w.ts";
import { prodigy } from "../../../src/optimizers/first_order/prodigy.ts";
import { radam } from "../../../src/optimizers/first_order/radam.ts";
import { scheduleFreeAdamW } from "../../../src/optimizers/first_order/schedule_free_adam_w.ts";
import { scheduleFreePlus } from "../../../src/optimizers/first_order/schedule_free_plus.ts";
import { scheduleFreeSgd } from "../../../src/optimizers/first_order/schedule_free_sgd.ts";
import { sgd } from "../../../src/optimizers/first_order/sgd.ts";
import { armijoAdam } from "../../../src/optimizers/line_search/armijo_adam.ts";
import { nonmonotoneLineSearch } from "../../../src/optimizers/line_search/nonmonotone_line_search.ts";
import { parabolicApproximation } from "../../../src/optimizers/line_search/parabolic_approximation.ts";
import type { VectorOptimizer } from "../../../src/optimizers/vector_optimizer.ts";

/** How the options of a run are called here. */
type Options = { [name: string]: unknown };

/** An optimizer, and what of its memory the file has under another name. */
export interface Rival {
  file: string;
  make: (options: Options) => VectorOptimizer<object>;
  /** Variants whose code has a fault, or options that are not here. */
  skips?: string[];
  /** What two runs may differ by at least, if that is more than rounding. */
  slack?: number;
  numbers?: { [key: string]: (optimizer: VectorOptimizer<object>) => number };
}

/** A number that the optimizer remembers. */
const remembered = (name: string) => (optimizer: VectorOptimizer<object>) => {
  const { memory } = optimizer as unknown as {
    memory: { numbers: { [name: string]: tf.Scalar } };
  };
  return memory.numbers[name].dataSync()[0];
};

const number = (value: unknown) => value as number | undefined;

/** Options by our names; what is undefined has its default. */
const renamed = (options: Options, names: { [theirs: string]: string }) =>
  Object.fromEntries(
    Object.entries(options).filter(([key]) => key in names).map(([key, v]) => [names[key], v]),
  );

const decay = { weight_decay: "weightDecay" };

/** All that there are trajectories of. */
export const rivals: Rival[] = [
  {
    file: "sgd-nesterov",
    make: ({ lr, ...o }) =>
      sgd(number(lr), renamed(o, { ...decay, momentum: "momentum", nesterov: "nesterov" })),
  },
  { file: "adamw", make: ({ lr, ...o }) => adamW(number(lr), renamed(o, decay)) },
  {
    file: "nadam",
    make: ({ lr, weight_decay = 0, decoupled_weight_decay = false }) =>
      nadamW(number(lr), {
        weightDecay: number(weight_decay),
        coupled: !decoupled_weight_decay,
      }),
  },
  { file: "radam", make: ({ lr, ...o }) => radam(number(lr), renamed(o, decay)) },
  {
    file: "lion",
    make: ({ lr, ...o }) => lion(number(lr), renamed(o, decay)),
    // The sign of what is within rounding of 0: one weight more or less moves.
    slack: 5e-6,
  },
  {
    file: "schedule-free-sgd",
    make: ({ lr, ...o }) =>
      scheduleFreeSgd(number(lr), renamed(o, { ...decay, warmup_steps: "warmUp" })),
    numbers: { weight_sum: remembered("sum") },
  },
  {
    file: "schedule-free-adamw",
    make: ({ lr, betas = [0.9, 0.999], ...o }) => {
      const [beta, beta2] = betas as number[];
      const names = {
        ...decay,
        warmup_steps: "warmUp",
        inner_momentum: "innerMomentum",
        r: "stepPower",
      };
      return scheduleFreeAdamW(number(lr), { beta, beta2, ...renamed(o, names) });
    },
    numbers: { weight_sum: remembered("sum") },
  },
  {
    file: "schedule-free-plus",
    make: (o) =>
      scheduleFreePlus(renamed(o, {
        ...decay,
        ...{ r: "stepPower", c_warmup: "averageFrom", sf_beta1_anneal_steps: "annealing" },
      })),
    // Its code corrects the mean of the gradient's size again and again.
    skips: ["mean-gradient"],
  },
  {
    file: "prodigy",
    make: (o) =>
      prodigy(renamed(o, {
        ...decay,
        ...{ use_bias_correction: "biasCorrection", safeguard_warmup: "safeguardWarmUp" },
        ...{ d0: "firstDistance", d_coef: "distanceFactor", growth_rate: "growth" },
      })),
    numbers: { d: remembered("d") },
  },
  {
    file: "dog",
    make: (o) => dog(renamed(o, { ...decay, reps_rel: "firstStep" })),
    numbers: { distance_bound: remembered("distance"), gradient_sum: remembered("squares") },
  },
  {
    file: "momo",
    make: (o) =>
      momo(renamed(o, {
        ...decay,
        ...{ lr: "learningRate", bias_correction: "biasCorrection", use_fstar: "estimatesBound" },
      })),
    numbers: { mean_loss: remembered("h") },
  },
  {
    file: "momo-adam",
    make: (o) =>
      momoAdam(renamed(o, { ...decay, lr: "learningRate", use_fstar: "estimatesBound" })),
    numbers: { mean_loss: remembered("h") },
  },
  {
    file: "muon",
    make: ({ lr, adam = {}, ...o }) =>
      muon(number(lr), {
        ...renamed(o, decay),
        adamLearningRate: number((adam as { lr?: number }).lr),
      }),
    // Rounded to bfloat16 in every product.
    skips: ["default"],
  },
  {
    file: "pal",
    make: (o) =>
      parabolicApproximation(renamed(o, {
        measuring_step_size: "probe",
        direction_adaptation_factor: "directionMomentum",
        update_step_adaptation: "stepFactor",
        max_step_size: "maxStep",
        calc_exact_directional_derivative: "exactSlope",
      })),
  },
  {
    file: "ponos",
    make: (o) =>
      nonmonotoneLineSearch(renamed(o, {
        ...{ zhang_xi: "nonmonotonicity", save_backtracks: "carriesBacktracks" },
        ...{ c: "sufficientDecrease", delta: "shrinkage" },
      })),
  },
  {
    file: "salsa",
    make: (o) =>
      armijoAdam(renamed(o, {
        ...{ use_mv: "searchesMomentum", speed_up: "skipsSearches", c: "sufficientDecrease" },
      })),
    numbers: { mean_decrease: remembered("H"), mean_slope: remembered("S") },
  },
] as Rival[];
