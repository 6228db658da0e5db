/**
 * The steps of tf.train's sgd, momentum and adam, one kernel a variable.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { addressOf, moduleOn, sizeOf } from "./module.ts";
import { areFloat, type Replacement, replacement } from "./replace.ts";

type Gradients = { [name: string]: tf.Tensor } | { name: string; tensor: tf.Tensor }[];
interface Slot {
  originalName: string;
  variable: tf.Variable;
}

/** What tfjs's Adam has inside. */
interface Adam {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  accBeta1: tf.Variable;
  accBeta2: tf.Variable;
  accumulatedFirstMoment: Slot[];
  accumulatedSecondMoment: Slot[];
  incrementIterations(): void;
}

/** What its momentum has. */
interface Momentum {
  learningRate: number;
  momentum: number;
  useNesterov: boolean;
  accumulations: Slot[];
  c: tf.Scalar;
  m: tf.Scalar;
  incrementIterations(): void;
}

type Numbers = { [name: string]: number };

/** The kernels: of new values, which tfjs then assigns. */
export const updates: Replacement[] = [
  replacement<Numbers>("AdamStep", ({ inputs: { w, g, m, v }, attrs, backend }) => {
    if (!areFloat(w, g, m, v)) return undefined;
    const { rate, beta1, beta2, c1, c2, epsilon } = attrs;
    const out = [w, m, v].map(({ shape }) => backend.makeOutput(shape, "float32"));
    const at = [w, g, m, v, ...out].map((tensor) => addressOf(backend, tensor));
    const numbers = [rate, beta1, 1 - beta1, beta2, 1 - beta2, c1, c2, epsilon];
    moduleOn(backend).kernels.adam(...at, sizeOf(w.shape), ...numbers);
    return out;
  }),
  replacement<Numbers>("MomentumStep", ({ inputs: { w, g, a }, attrs, backend }) => {
    if (!areFloat(w, g, a)) return undefined;
    const out = [w, a].map(({ shape }) => backend.makeOutput(shape, "float32"));
    const at = [w, g, a, ...out].map((tensor) => addressOf(backend, tensor));
    const { rate, momentum, nesterov } = attrs;
    moduleOn(backend).kernels.momentum(...at, sizeOf(w.shape), rate, momentum, nesterov);
    return out;
  }),
  replacement<Numbers>("DescentStep", ({ inputs: { w, g }, attrs: { rate }, backend }) => {
    if (!areFloat(w, g)) return undefined;
    const out = backend.makeOutput(w.shape, "float32");
    const at = [w, g, out].map((tensor) => addressOf(backend, tensor));
    moduleOn(backend).kernels.descend(...at, sizeOf(w.shape), rate);
    return out;
  }),
];

function run(
  kernel: string,
  inputs: { [name: string]: tf.Tensor },
  attributes: Numbers,
): tf.Tensor[] {
  return [tf.engine().runKernel(kernel, inputs, attributes)].flat() as tf.Tensor[];
}

function listed(gradients: Gradients): { name: string; tensor: tf.Tensor }[] {
  if (Array.isArray(gradients)) return gradients;
  return Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
}

/** tfjs's slot of a variable: it begins at 0. */
function slotOf(slots: Slot[], i: number, name: string, variable: tf.Variable): tf.Variable {
  slots[i] ??= {
    originalName: name,
    variable: tf.tidy(() => tf.variable(tf.zerosLike(variable), false)),
  };
  return slots[i].variable;
}

/** Calls back for each variable that has a gradient, inside `tf.tidy`. */
function forEachGradient(
  gradients: Gradients,
  step: (variable: tf.Variable, gradient: tf.Tensor, i: number) => void,
): void {
  tf.tidy(() =>
    listed(gradients).forEach(({ name, tensor }, i) => {
      if (tensor) step(tf.engine().registeredVariables[name], tensor, i);
    })
  );
}

const numberOf = (scalar: tf.Tensor) => scalar.dataSync()[0];

/** As tfjs's own, in one kernel a variable. */
const steps = {
  Adam(this: Adam, gradients: Gradients): void {
    const { learningRate: rate, beta1, beta2, epsilon } = this;
    const [c1, c2] = [this.accBeta1, this.accBeta2].map((acc) => Math.fround(1 - numberOf(acc)));
    forEachGradient(gradients, (variable, g, i) => {
      const first = slotOf(this.accumulatedFirstMoment, i, `${variable.name}/m`, variable);
      const second = slotOf(this.accumulatedSecondMoment, i, `${variable.name}/v`, variable);
      const numbers = { rate, beta1, beta2, c1, c2, epsilon };
      const [w, m, v] = run("AdamStep", { w: variable, g, m: first, v: second }, numbers);
      first.assign(m);
      second.assign(v);
      variable.assign(w);
    });
    tf.tidy(() => {
      this.accBeta1.assign(tf.mul(this.accBeta1, beta1));
      this.accBeta2.assign(tf.mul(this.accBeta2, beta2));
    });
    this.incrementIterations();
  },
  Momentum(this: Momentum, gradients: Gradients): void {
    // The scalars, not the numbers, are what tfjs computes with.
    const [rate, momentum] = [-numberOf(this.c), numberOf(this.m)];
    forEachGradient(gradients, (variable, g, i) => {
      const a = slotOf(this.accumulations, i, `${variable.name}/momentum`, variable);
      const nesterov = Number(this.useNesterov);
      const [w, next] = run("MomentumStep", { w: variable, g, a }, { rate, momentum, nesterov });
      a.assign(next);
      variable.assign(w);
    });
    this.incrementIterations();
  },
  SGD(this: Momentum, gradients: Gradients): void {
    const rate = -numberOf(this.c);
    forEachGradient(gradients, (variable, g) => {
      variable.assign(run("DescentStep", { w: variable, g }, { rate })[0]);
    });
    this.incrementIterations();
  },
};

/** Lets tf.train's optimizers take their steps so on wasm; gives what puts their own back. */
export function replaceSteps(): () => void {
  const classes = {
    Adam: tf.AdamOptimizer,
    Momentum: tf.MomentumOptimizer,
    SGD: tf.SGDOptimizer,
  } as Record<keyof typeof steps, { prototype: tf.Optimizer }>;
  const undo = Object.entries(classes).map(([name, { prototype }]) => {
    const original = prototype.applyGradients;
    prototype.applyGradients = function (this: tf.Optimizer, gradients) {
      const isOurs = tf.getBackend() === "wasm";
      const step = (isOurs ? steps[name as "SGD"] : original) as typeof original;
      return step.call(this, gradients);
    };
    return () => {
      prototype.applyGradients = original;
    };
  });
  return () => undo.forEach((putBack) => putBack());
}
