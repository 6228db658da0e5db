/**
 * The optimizers by formula that can run in a race, by their labels.
 *
 * @module
 */
import { sgd } from "../optimizers/first_order/sgd.ts";
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
import type { ObjectiveOptimizer } from "../optimizers/objective_optimizer.ts";

/** Those that take a learning rate; biases do not decay, and nothing else does by itself. */
export const tuned: Record<string, (learningRate: number) => ObjectiveOptimizer> = {
  NESTEROV: (rate) => sgd(rate),
  ADAMW: (rate) => adamW(rate, { decays: "matrices" }),
  NADAMW: (rate) => nadamW(rate, { decays: "matrices" }),
  RADAM: (rate) => radam(rate),
  LION: (rate) => lion(rate),
  SFSGD: (rate) => scheduleFreeSgd(rate),
  SFADAMW: (rate) => scheduleFreeAdamW(rate),
  MOMO: (learningRate) => momo({ learningRate }),
  MOMOADAM: (learningRate) => momoAdam({ learningRate }),
  MUON: (rate) => muon(rate),
};

/** Those that find their step size, with their defaults. */
export const selfTuning: Record<string, () => ObjectiveOptimizer> = {
  SFPLUS: () => scheduleFreePlus(),
  PRODIGY: () => prodigy(),
  DOG: () => dog(),
  PAL: () => parabolicApproximation(),
  PONOS: () => nonmonotoneLineSearch(),
  SALSA: () => armijoAdam(),
};
