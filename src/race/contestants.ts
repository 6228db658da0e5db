/**
 * Who can run in a race: an optimizer by its label.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import type { Objective } from "../objectives/objective.ts";
import { conjugateGradient } from "../methods/conjugate_gradient.ts";
import { gradientDescent } from "../methods/gradient_descent.ts";
import { lbfgs } from "../methods/lbfgs.ts";
import type { Method } from "../methods/method.ts";
import { newtonCg } from "../methods/newton_cg.ts";
import { unitLength } from "../methods/scale.ts";
import { backtracking } from "../searches/backtracking.ts";
import { keepStepping } from "../optimizers/line_search/keep_stepping.ts";
import { keepVaulting } from "../optimizers/line_search/keep_vaulting.ts";
import { newton } from "../optimizers/second_order/newton.ts";
import { subspaceNewton } from "../optimizers/second_order/subspace_newton.ts";
import type { ObjectiveOptimizer } from "../optimizers/objective_optimizer.ts";
import { polyak } from "../optimizers/first_order/polyak.ts";
import { stochasticLineSearch } from "../optimizers/line_search/stochastic_line_search.ts";
import { methodContestant } from "./method_contestant.ts";
import { knownNames } from "./names.ts";
import { selfTuning, tuned } from "./rivals.ts";
import type { RunEdition } from "../records/run.ts";
import type { Contestant, Entry } from "./contestant.ts";

/**
 * The entries that a name stands for: `KS_<maxSteps>_<impatience>`, `KV_<maxSteps>`, `KS` (the edition beyond), `SGD`,
 * `ADAM` or `NEWTON`, with `:published`, `:intended` or `:beyond` behind it where only that edition is meant.
 *
 * @throws {RangeError} If there is no such optimizer or edition.
 */
export function entriesNamed(name: string): Entry[] {
  const [label, edition] = name.split(":") as [string, RunEdition | undefined];
  const found = entriesOf(label.toUpperCase());
  const chosen = found.filter((entry) => edition === undefined || entry.edition === edition);
  if (chosen.length > 0) return chosen;
  if (found.length > 0) {
    const known = found.map((entry) => entry.edition).join(", ");
    throw new RangeError(`Unknown edition "${edition}" of ${label}: expected one of ${known}.`);
  }
  throw new RangeError(
    `Unknown optimizer "${label}": expected ${knownNames}.`,
  );
}

function entriesOf(label: string): Entry[] {
  const stepping = /^KS_(\d+)_(\d+(?:\.\d+)?)$/.exec(label);
  if (stepping) {
    const [maxSteps, impatience] = stepping.slice(1).map(Number);
    const enter = (edition: "published" | "intended") =>
      lineSearchEntry(
        label,
        edition,
        (rate) => keepStepping(rate, { maxSteps, impatience, edition }),
      );
    return impatience === 0 ? [enter("published")] : [enter("published"), enter("intended")];
  }
  const vaulting = /^KV_(\d+)$/.exec(label);
  if (vaulting) {
    const maxSteps = Number(vaulting[1]);
    const enter = (edition: "published" | "intended") =>
      lineSearchEntry(label, edition, (rate) => keepVaulting(rate, { maxSteps, edition }));
    return [enter("published"), enter("intended")];
  }
  switch (label) {
    case "KS":
      return [
        lineSearchEntry(label, "beyond", (rate) => keepStepping(rate, { edition: "beyond" })),
      ];
    case "POLYAK":
      return [withoutRate(label, () => contestantOf(label, "beyond", polyak()))];
    case "SLS":
      return [withoutRate(label, () => contestantOf(label, "beyond", stochasticLineSearch()))];
    case "ARMIJO":
      return [withoutRate(label, () => methodContestant(label, armijoDescent()))];
    case "CG":
      return [
        withoutRate(
          label,
          () => methodContestant(label, conjugateGradient({ firstLength: unitLength })),
        ),
      ];
    case "LBFGS":
      return [
        withoutRate(label, () => methodContestant(label, lbfgs({ firstLength: unitLength }))),
      ];
    case "NEWTONCG":
      return [withoutRate(label, () => methodContestant(label, newtonCg(unitScale)))];
    case "NEWTON":
      return [{
        ...withoutRate(label, () => awaited(label, "published", newton())),
        edition: "published",
      }];
    case "SN":
      return [withoutRate(label, () => awaited(label, "beyond", subspaceNewton()))];
    case "GD":
      return [{ ...firstOrder(label, (rate) => tf.train.sgd(rate)), iterations: 100 }];
    case "SGD":
      return [firstOrder(label, (rate) => tf.train.sgd(rate))];
    case "ADAM":
      return [firstOrder(label, (rate) => tf.train.adam(rate, 0.9, 0.999, 1e-8))];
    default:
      return rivalNamed(label);
  }
}

function rivalNamed(label: string): Entry[] {
  if (Object.hasOwn(tuned, label)) {
    const make = (rate: number) => contestantOf(label, "beyond", tuned[label](rate));
    const own = { tunable: true, usesRate: true, iterations: 1000 };
    return [{ label, edition: "beyond", ...own, make }];
  }
  if (!Object.hasOwn(selfTuning, label)) return [];
  return [withoutRate(label, () => contestantOf(label, "beyond", selfTuning[label]()))];
}

function lineSearchEntry(
  label: string,
  edition: RunEdition,
  optimizer: (learningRate: number) => ObjectiveOptimizer,
): Entry {
  const make = (learningRate: number) => contestantOf(label, edition, optimizer(learningRate));
  return { label, edition, tunable: false, usesRate: true, iterations: 100, make };
}

/** An optimizer without a learning rate, under a name. */
export function optimizerEntry(label: string, make: () => ObjectiveOptimizer): Entry {
  return withoutRate(label, () => contestantOf(label, "beyond", make()));
}

/** One that finds its own step size. */
function withoutRate(label: string, make: () => Contestant): Entry {
  return { label, edition: "beyond", tunable: false, usesRate: false, iterations: 100, make };
}

function contestantOf(
  label: string,
  edition: RunEdition,
  optimizer: ObjectiveOptimizer,
): Contestant {
  return {
    label,
    edition,
    step: (objective) => optimizer.step(objective),
    dispose: () => optimizer.dispose(),
  };
}

/** Networks' parameters and losses are of size 1. */
const unitScale = { firstRadius: 1, typicalGradient: 1 };

/** Gradient descent with backtracking: what every line search is held against. */
function armijoDescent(): Method {
  return gradientDescent({ search: backtracking(), firstLength: unitLength });
}

/** One that solves on the host: in a race its step is the awaited one, which every backend has. */
function awaited(label: string, edition: RunEdition, optimizer: ObjectiveOptimizer): Contestant {
  return {
    label,
    edition,
    step: (objective) => optimizer.stepAsync(objective),
    dispose: () => optimizer.dispose(),
  };
}

/** tfjs's own optimizers, called the fair way: one gradient a step, and no forward pass beside it. */
function firstOrder(label: string, optimizer: (learningRate: number) => tf.Optimizer): Entry {
  const make = (learningRate: number): Contestant => {
    const made = optimizer(learningRate);
    const step = (objective: Objective) => {
      const { loss, gradient } = objective.gradient();
      made.applyGradients(
        objective.variables.map((v, i) => ({ name: v.name, tensor: gradient[i] })),
      );
      tf.dispose(gradient);
      return loss;
    };
    return { label, edition: "published", step, dispose: () => made.dispose() };
  };
  return { label, edition: "published", tunable: true, usesRate: true, iterations: 1000, make };
}
