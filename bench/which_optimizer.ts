/**
 * The table of docs/guide.md: what each optimizer pays until a small classifier's loss is low, in forward passes, on the whole
 * data set and on mini-batches: medians over starts. Prints Markdown.
 *
 *     deno run --allow-read bench/which_optimizer.ts
 *
 * @module
 */
import { useBackend } from "../src/backend/backend.ts";
import { closureObjective } from "../src/objectives/closure.ts";
import * as layers from "../src/deps/tf_gradients.ts";
import * as tf from "../src/deps/tf.ts";
import { type Cost, noCost } from "../src/objectives/objective.ts";
import { conjugateGradient } from "../src/optimizers/line_search/conjugate_gradient.ts";
import { gradientDescent } from "../src/optimizers/line_search/gradient_descent.ts";
import { keepStepping } from "../src/optimizers/line_search/keep_stepping.ts";
import { keepVaulting } from "../src/optimizers/line_search/keep_vaulting.ts";
import { lbfgs } from "../src/optimizers/second_order/lbfgs.ts";
import { newton } from "../src/optimizers/second_order/newton.ts";
import { newtonCg } from "../src/optimizers/second_order/newton_cg.ts";
import type { ObjectiveOptimizer } from "../src/optimizers/objective_optimizer.ts";
import { polyak } from "../src/optimizers/first_order/polyak.ts";
import { stochasticLineSearch } from "../src/optimizers/line_search/stochastic_line_search.ts";

const rowCount = 320;
const maxEpochs = 200;
const seeds = [1, 2, 3, 4, 5];

interface Goal {
  size: number;
  target: number;
}

const goals: Goal[] = [
  { size: rowCount, target: 0.1 },
  { size: rowCount, target: 0.01 },
  { size: 32, target: 0.1 },
];
/** In forward passes, as an autodiff's arithmetic has it. */
const priceOfGradient = 3;

const optimizers: Record<string, (batchesPerEpoch: number) => tf.Optimizer> = {
  "SGD, 0.5": () => tf.train.sgd(0.5),
  "Adam, 0.01": () => tf.train.adam(0.01),
  "Adam, 0.1": () => tf.train.adam(0.1),
  "keepStepping, beyond": () => keepStepping(0.1, { edition: "beyond" }),
  "keepVaulting, 0.1": () => keepVaulting(0.1),
  gradientDescent: () => gradientDescent(),
  conjugateGradient: () => conjugateGradient(),
  lbfgs: () => lbfgs(),
  newtonCg: () => newtonCg(),
  newton: () => newton(),
  stochasticLineSearch: (batchesPerEpoch) => stochasticLineSearch({ batchesPerEpoch }),
  "polyak, maxStep 10": () => polyak({ maxStep: 10 }),
};

await useBackend("wasm");
const x = tf.randomNormal([rowCount, 2], 0, 1, "float32", 1);
/** Outside of the unit circle or not. */
const y = tf.cast(tf.greater(tf.sum(tf.square(x), 1, true), 1), "float32");

const heads = goals.map(({ size, target }) => `batches of ${size}, to ${target}`);
console.log(`| optimizer | ${heads.join(" | ")} |\n|---|${"---|".repeat(heads.length)}`);
for (const [name, make] of Object.entries(optimizers)) {
  const cells = goals.map((goal) =>
    median(seeds.map((seed) => run(make(rowCount / goal.size), goal, seed)))
  );
  console.log(`| ${name} | ${cells.join(" | ")} |`);
}

/** What training to the target costs; infinite where that is not reached. */
function run(optimizer: tf.Optimizer, { size, target }: Goal, seed: number): number {
  const model = classifier(seed);
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const lossOf = (begin: number, rows: number) =>
    tf.tidy(() => {
      const [input, truth] = [x, y].map((data) => tf.slice(data, [begin, 0], [rows, -1]));
      const output = model.apply(input, { training: true }) as tf.Tensor;
      return tf.losses.logLoss(truth, output) as tf.Scalar;
    });
  let price = 0;
  try {
    for (let epoch = 1; epoch <= maxEpochs; epoch++) {
      for (let begin = 0; begin < rowCount; begin += size) {
        price += priceOf(
          step(optimizer, () => lossOf(begin, size), variables),
          model.countParams(),
        );
      }
      if (tf.tidy(() => lossOf(0, rowCount).dataSync()[0]) < target) return price;
    }
    return Infinity;
  } finally {
    model.dispose();
    optimizer.dispose();
  }
}

function step(optimizer: tf.Optimizer, loss: () => tf.Scalar, variables: tf.Variable[]): Cost {
  if (!("step" in optimizer)) {
    optimizer.minimize(loss, false, variables);
    return { ...noCost(), gradients: 1 };
  }
  const objective = closureObjective(loss, variables);
  (optimizer as ObjectiveOptimizer).step(objective).dispose();
  return objective.cost;
}

/** A Hessian of k parameters is k products of two gradients each. */
function priceOf({ gradients, forwardPasses, hessians }: Cost, parameters: number): number {
  return (gradients + 2 * parameters * hessians) * priceOfGradient + forwardPasses;
}

function classifier(seed: number): layers.Sequential {
  const kernelInitializer = layers.initializers.glorotUniform({ seed });
  const { dense } = layers.layers;
  return layers.sequential({
    layers: [
      dense({ units: 8, inputShape: [2], activation: "tanh", kernelInitializer }),
      dense({ units: 1, activation: "sigmoid", kernelInitializer }),
    ],
  });
}

function median(values: number[]): string {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  return Number.isFinite(middle) ? `${middle}` : "-";
}
