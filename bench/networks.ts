/**
 * What a training step of `model.fit`'s kind costs on wasm with this suite's kernels, against tfjs's own: both in this run, turn by turn. Networks, losses and optimizers are
 * tfjs's.
 *
 *     deno task bench:networks --rounds 9
 *
 * @module
 */
import { useBackend } from "../src/backend/backend.ts";
import { quantile } from "../src/deps/statistics.ts";
import * as layers from "../src/deps/tf_gradients.ts";
import * as tf from "../src/deps/tf.ts";
import { Command } from "../src/deps/command.ts";
import { table, wholeNumber } from "../src/process/cli.ts";

const { rounds } = new Command("networks")
  .option("--rounds <count>", "how often each takes its turn", wholeNumber(1), 9)
  .parse(["deno", "networks", ...Deno.args]).opts();
const { dense, conv2d, maxPooling2d, flatten, embedding } = layers.layers;
const { sequential } = layers;

/** A network, what it sees, and how many classes it tells apart. */
interface Network {
  inputShape: number[];
  batches: number[];
  make: () => layers.LayersModel;
}

const networks: Record<string, Network> = {
  "784-128-10, ReLU": {
    inputShape: [784],
    batches: [32, 128, 2048],
    make: () =>
      sequential({
        layers: [
          dense({ units: 128, inputShape: [784], activation: "relu" }),
          dense({ units: 10, activation: "softmax" }),
        ],
      }),
  },
  "convnet, 8 filters of 3 x 3": {
    inputShape: [28, 28, 1],
    batches: [32, 128],
    make: () =>
      sequential({
        layers: [
          conv2d({ filters: 8, kernelSize: 3, inputShape: [28, 28, 1], activation: "relu" }),
          maxPooling2d({ poolSize: 2 }),
          flatten(),
          dense({ units: 10, activation: "softmax" }),
        ],
      }),
  },
  "convnet, 16 and 32 filters": {
    inputShape: [28, 28, 1],
    batches: [32],
    make: () =>
      sequential({
        layers: [
          conv2d({ filters: 16, kernelSize: 3, inputShape: [28, 28, 1], activation: "relu" }),
          maxPooling2d({ poolSize: 2 }),
          conv2d({ filters: 32, kernelSize: 3, activation: "relu" }),
          maxPooling2d({ poolSize: 2 }),
          flatten(),
          dense({ units: 10, activation: "softmax" }),
        ],
      }),
  },
  "embedding of 5,000 words by 32": {
    inputShape: [20],
    batches: [32],
    make: () =>
      sequential({
        layers: [
          embedding({ inputDim: 5000, outputDim: 32, inputLength: 20 }),
          flatten(),
          dense({ units: 10, activation: "softmax" }),
        ],
      }),
  },
};

const optimizers: Record<string, () => tf.Optimizer> = {
  sgd: () => tf.train.sgd(0.01),
  adam: () => tf.train.adam(0.001),
};

/** The time of a step in each of some rounds; undefined if it cannot be taken. */
async function timed(
  step: Record<"own" | "tfjs", () => Promise<unknown>>,
): Promise<Record<"own" | "tfjs", number[]>> {
  const times: Record<"own" | "tfjs", number[]> = { own: [], tfjs: [] };
  for (let round = 0; round < rounds + 1; round++) {
    for (const who of ["own", "tfjs"] as const) {
      await useBackend("wasm", { accelerates: who === "own" });
      try {
        await step[who]();
        const begin = performance.now();
        let steps = 0;
        while (performance.now() - begin < 100 || steps < 3) {
          await step[who]();
          steps++;
        }
        if (round > 0) times[who].push((performance.now() - begin) / steps);
      } catch (error) {
        if (!(error instanceof Error && /not registered|no gradient/i.test(error.message))) {
          throw error;
        }
      }
    }
  }
  return times;
}

await useBackend("wasm");
const rows: string[][] = [];
for (const [network, { inputShape, batches, make }] of Object.entries(networks)) {
  for (const batch of batches) {
    for (const [name, optimizer] of Object.entries(optimizers)) {
      const x = network.startsWith("embedding")
        ? tf.randomUniform([batch, ...inputShape], 0, 5000, "int32", 1)
        : tf.randomNormal([batch, ...inputShape], 0, 1, "float32", 1);
      const labels = tf.tensor1d(Array.from({ length: batch }, (_, i) => i % 10), "int32");
      const y = tf.cast(tf.oneHot(labels, 10), "float32");
      const trainer = () => {
        const model = make();
        model.compile({ optimizer: optimizer(), loss: "categoricalCrossentropy" });
        return () => model.trainOnBatch(x, y);
      };
      const { own, tfjs } = await timed({ own: trainer(), tfjs: trainer() });
      const at = (times: number[], p: number) => quantile(times.toSorted((a, b) => a - b), p);
      const said = (times: number[]) =>
        times.length === 0
          ? "cannot"
          : `${at(times, 0.5).toFixed(2)} (${at(times, 0.25).toFixed(2)} to ${
            at(times, 0.75).toFixed(2)
          })`;
      const ratio = tfjs.length > 0 ? (at(tfjs, 0.5) / at(own, 0.5)).toFixed(1) : "";
      rows.push([network, `${batch}`, name, said(own), said(tfjs), ratio]);
      tf.dispose([x, labels, y]);
    }
  }
}
console.log(
  table(["network", "batch", "optimizer", "ms, ours", "ms, tfjs's own", "times as fast"], rows),
);
