/**
 * Thousands of training steps with each optimizer, of a network with batch normalization, dropout, a stateful LSTM and metrics: no
 * tensor may stay, and what a layer keeps count of moves on once a batch, however many forward passes the optimizer takes.
 *
 *   deno task soak
 *   deno task soak --steps 1000 --only lbfgs,adamW
 *
 * @module
 */
import { useBackend } from "../src/backend/backend.ts";
import { Command } from "../src/deps/command.ts";
import * as tf from "../src/deps/tf.ts";
import { optimizerNames, registerOptimizers } from "../src/doors/by_name.ts";
import { list, runScript, say, wholeNumber } from "../src/process/cli.ts";
import * as layers from "npm:@tensorflow/tfjs-layers@4.22.0";

const command = new Command("soak")
  .description("Train with each optimizer for thousands of steps, and count what stays.")
  .option("--steps <count>", "with each optimizer", wholeNumber(20), 10_000)
  .option("--only <names>", "these optimizers", list);

/** Steps after which everything that is remembered is there. */
const warmUp = 15;
const momentum = 0.99;

await runScript(async () => {
  const { steps, only = [...optimizerNames] } = command.parse(Deno.args, { from: "user" }).opts();
  const unknown = only.find((name) => !optimizerNames.includes(name));
  if (unknown !== undefined) {
    throw new Error(`Unknown optimizer "${unknown}": expected ${optimizerNames.join(", ")}.`);
  }
  await useBackend("cpu");
  registerOptimizers();
  const faults: string[] = [];
  for (const name of only) {
    const found = await soak(name, steps);
    say(
      `${found.length === 0 ? "ok" : "FAILED"} ${name}, ${steps} steps${
        found.map((each) => `; ${each}`).join("")
      }`,
    );
    faults.push(...found);
  }
  if (faults.length > 0) throw new Error(`${faults.length} of ${only.length} optimizers failed.`);
});

/** Trains, and says what is wrong. */
async function soak(optimizer: string, steps: number): Promise<string[]> {
  const normalization = layers.layers.batchNormalization({
    ...{ momentum, batchInputShape: [4, 2, 2] },
  });
  const model = layers.sequential({
    layers: [
      normalization,
      layers.layers.lstm({ units: 2, stateful: true, recurrentInitializer: "glorotUniform" }),
      layers.layers.dropout({ rate: 0.2 }),
      layers.layers.dense({ units: 1 }),
    ],
  });
  model.compile({ optimizer, loss: "meanSquaredError", metrics: ["mae"] });
  const [x, y] = [tf.randomNormal([4, 2, 2], 3, 1, "float32", 1), tf.ones([4, 1])];
  const mean = tf.tidy(() => tf.mean(x, [0, 1]).dataSync());
  let tensors = 0;
  for (let step = 1; step <= steps; step++) {
    await model.trainOnBatch(x, y);
    // It frees what the layer keeps for the way back, which tfjs leaves to the caller.
    model.resetStates();
    if (step === warmUp) tensors = tf.memory().numTensors;
  }
  const more = tf.memory().numTensors - tensors;
  const moving = normalization.getWeights()[2].dataSync();
  const expected = mean.map((value) => value * (1 - momentum ** steps));
  const off = Math.max(...moving.map((value, i) => Math.abs(value - expected[i])));
  const found = [
    ...more === 0 ? [] : [`${more} tensors more`],
    ...off < 1e-4 * Math.max(...expected.map(Math.abs)) ? [] : [`the moving mean is off by ${off}`],
  ];
  const [, lstm] = model.layers as unknown as { states_: tf.Tensor[] }[];
  tf.dispose([lstm.states_, x, y]);
  model.optimizer.dispose();
  model.dispose();
  return found;
}
