/**
 * Who runs on the workloads, and at which fixed learning rate without tuning.
 *
 * @module
 */
import type { Entry } from "../../race/contestant.ts";
import { entriesNamed, optimizerEntry } from "../../race/contestants.ts";
import { conjugateGradient } from "../../optimizers/line_search/conjugate_gradient.ts";
import { gradientDescent } from "../../optimizers/line_search/gradient_descent.ts";
import type { ObjectiveOptimizer } from "../../optimizers/objective_optimizer.ts";
import { lbfgs } from "../../optimizers/second_order/lbfgs.ts";
import { subspaceNewton } from "../../optimizers/second_order/subspace_newton.ts";
import { newtonCg } from "../../optimizers/second_order/newton_cg.ts";

/**
 * Optimizers that take one gradient a step and no more: what a reader would pick instead. The number is the learning rate of the
 * self-tuning track, the one that the authors or the library give as default.
 */
export const firstOrder: Readonly<Record<string, number | undefined>> = {
  ...{ SGD: 0.1, NESTEROV: 0.1, ADAM: 1e-3, ADAMW: 1e-3, NADAMW: 1e-3, RADAM: 1e-3, LION: 1e-4 },
  ...{ SFSGD: 1, SFADAMW: 2.5e-3, MOMO: 1, MOMOADAM: 1e-2 },
  ...{ POLYAK: undefined, PRODIGY: undefined, DOG: undefined, SFPLUS: undefined },
};

/** Optimizers that take more out of a gradient: further forward passes, or curvature. The post's idea, and its relatives. */
export const moreDescent: Readonly<Record<string, number | undefined>> = {
  ...{ "KS_50_2:intended": 0.1, "KV_50:intended": 0.1, KS: 0.1 },
  ...{ SLS: undefined, PAL: undefined, PONOS: undefined, SALSA: undefined },
  ...{ ARMIJO: undefined, CG: undefined, LBFGS: undefined, NEWTONCG: undefined },
  SN: undefined,
};

/** Whose best learning rate of the grid sets a workload's target. */
export const baselines = ["NESTEROV", "ADAMW", "NADAMW"];

/** All of them. */
export const everyone = [...Object.keys(firstOrder), ...Object.keys(moreDescent)];

/** The tracks: one fixed setting for all workloads, or the best learning rate of a grid on each. */
export const tracks = ["self", "tuned"] as const;

/** One of them. */
export type Track = typeof tracks[number];

/** Whether an optimizer takes more out of a gradient than the gradient. */
export function isMoreDescent(name: string): boolean {
  return Object.hasOwn(moreDescent, name);
}

/**
 * Optimizers by their names.
 *
 * @throws {RangeError} If there is no such optimizer.
 */
export function chosenOptimizers(names: readonly string[] = everyone): string[] {
  return names.map((name) => {
    const known = everyone.find((each) => each.toLowerCase() === name.toLowerCase());
    if (known === undefined) entriesNamed(name);
    return known ?? name;
  });
}

/** Methods that remember from step to step what they found of one loss: on mini-batches each step's is another. */
const onBatches: Record<string, () => ObjectiveOptimizer> = {
  LBFGS: () => lbfgs(),
  CG: () => conjugateGradient(),
  NEWTONCG: () => newtonCg(),
  ARMIJO: () => gradientDescent(),
  // Curvatures are paid for one by one there.
  SN: () => subspaceNewton({ pastSteps: 1, ratePerLayer: false }),
};

/**
 * An optimizer on a track; undefined on the tuned track if there is nothing to tune.
 *
 * @throws {RangeError} If there is no such optimizer.
 */
export function contestantOn(name: string, track: Track, batch?: number): Entry | undefined {
  const [entry] = batch !== undefined && Object.hasOwn(onBatches, name)
    ? [optimizerEntry(name, onBatches[name])]
    : entriesNamed(name);
  if (track === "tuned") return entry.usesRate ? { ...entry, tunable: true } : undefined;
  const rate = firstOrder[name] ?? moreDescent[name] ?? 1e-3;
  return { ...entry, usesRate: false, make: () => entry.make(rate) };
}
