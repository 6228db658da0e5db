/**
 * jax-js on its wasm device as a peer: a task's loss and gradient, compiled by its jit.
 *
 * @module
 */
import {
  blockUntilReady,
  defaultDevice,
  init,
  jit,
  numpy,
  valueAndGrad,
  version,
} from "../../src/deps/jax.ts";
import { keepLast, network } from "./network.ts";
import { answerQuestions, type Question, timeRepeats } from "./process.ts";
import type { TaskDescription } from "../../src/records/task.ts";

type Layer = { weight: numpy.Array; bias: numpy.Array };

/** jax-js counts references: what is passed on is used up, what is used again is passed as its ref. */
function meanSquaredError(relu: boolean) {
  return (layers: Layer[], x: numpy.Array, y: numpy.Array): numpy.Array => {
    let h = x;
    layers.forEach(({ weight, bias }, l) => {
      h = numpy.matmul(h, weight).add(bias);
      if (relu && l < layers.length - 1) h = numpy.maximum(h, 0);
    });
    return numpy.square(h.sub(y)).mean();
  };
}

const taskOf = keepLast((task: TaskDescription) => {
  const { x, y, layers } = network(task);
  const f = meanSquaredError(task.activation === "relu");
  return {
    x: numpy.array(x).reshape([task.rows, task.columns]),
    y: numpy.array(y).reshape([task.rows, 1]),
    layers: layers.map(({ inputs, outputs, weight, bias }) => ({
      weight: numpy.array(weight).reshape([inputs, outputs]),
      bias: numpy.array(bias),
    })),
    loss: jit(f),
    gradient: jit(valueAndGrad(f)),
  };
}, ({ x, y, layers, loss, gradient }) => {
  for (const array of [x, y, ...layers.flatMap(({ weight, bias }) => [weight, bias])]) {
    array.dispose();
  }
  loss.dispose();
  gradient.dispose();
});

function references({ layers, x, y }: ReturnType<typeof taskOf>) {
  const copies = layers.map(({ weight, bias }) => ({ weight: weight.ref, bias: bias.ref }));
  return [copies, x.ref, y.ref] as const;
}

/** Its awaited answers are computed on all threads, the others on one. */
const settings = ["jit, 1 thread", "jit, all threads"];

async function read(arrays: numpy.Array[], setting: string): Promise<ArrayLike<number>[]> {
  if (setting === settings[0]) return arrays.map((array) => array.dataSync());
  await blockUntilReady(arrays);
  return await Promise.all(arrays.map((array) => array.data()));
}

const questions: Record<string, (task: TaskDescription, setting: string) => Promise<number>> = {
  async loss(description, setting) {
    const task = taskOf(description);
    const [loss] = await read([task.loss(...references(task))], setting);
    return loss[0];
  },
  async gradient(description, setting) {
    const task = taskOf(description);
    const [value, layers] = task.gradient(...references(task)) as [numpy.Array, Layer[]];
    const arrays = [value, ...layers.flatMap(({ weight, bias }) => [weight, bias])];
    const [, ...gradient] = await read(arrays, setting);
    return Math.hypot(...gradient.flatMap((part) => Array.from(part)));
  },
};

await init("wasm");
defaultDevice("wasm");
await answerQuestions(
  { versions: { "jax-js wasm": version }, settings: settings },
  ({ ask, task, setting, milliseconds }: Question) =>
    timeRepeats(() => questions[ask](task as unknown as TaskDescription, setting), milliseconds),
);
