/**
 * Plain TensorFlow.js on its wasm backend as a peer: a task's loss and gradient in tfjs's own operations. It has one
 * thread: in Deno its threaded binary does not start.
 *
 * @module
 */
import { useBackend } from "../../src/backend/backend.ts";
import * as tf from "../../src/deps/tf.ts";
import { keepLast, network } from "./network.ts";
import { answerQuestions, type Question, timeRepeats } from "./process.ts";
import type { TaskDescription } from "../../src/records/task.ts";

/** A layer apart or fused: which is faster depends on the shape. */
const layer = {
  "matMul, add": (h: tf.Tensor2D, w: tf.Tensor2D, b: tf.Tensor, relu: boolean) => {
    const sum = tf.add<tf.Tensor2D>(tf.matMul(h, w), b);
    return relu ? tf.relu(sum) : sum;
  },
  "fused.matMul": (a: tf.Tensor2D, b: tf.Tensor2D, bias: tf.Tensor, relu: boolean) =>
    tf.fused.matMul({ a, b, bias, activation: relu ? "relu" : "linear" }) as tf.Tensor2D,
};

type Setting = keyof typeof layer;

const taskOf = keepLast((task: TaskDescription) => {
  const { x, y, layers } = network(task);
  return {
    x: tf.tensor2d(x, [task.rows, task.columns]),
    y: tf.tensor2d(y, [task.rows, 1]),
    relu: task.activation === "relu",
    layers: layers.map(({ inputs, outputs, weight, bias }) => ({
      weight: tf.variable(tf.tensor2d(weight, [inputs, outputs])),
      bias: tf.variable(tf.tensor1d(bias)),
    })),
  };
}, ({ x, y, layers }) => tf.dispose([x, y, ...layers.flatMap(Object.values)] as tf.Tensor[]));

function meanSquaredError(task: ReturnType<typeof taskOf>, setting: Setting): tf.Scalar {
  let h = task.x;
  task.layers.forEach(({ weight, bias }, l) => {
    h = layer[setting](h, weight, bias, task.relu && l < task.layers.length - 1);
  });
  return tf.mean(tf.squaredDifference(h, task.y));
}

const questions: Record<string, (task: TaskDescription, setting: Setting) => number> = {
  loss(description, setting) {
    const task = taskOf(description);
    return tf.tidy(() => meanSquaredError(task, setting).dataSync()[0]);
  },
  gradient(description, setting) {
    const task = taskOf(description);
    return tf.tidy(() => {
      const { value, grads } = tf.variableGrads(() => meanSquaredError(task, setting));
      value.dataSync();
      return Math.hypot(...Object.values(grads).flatMap((gradient) => [...gradient.dataSync()]));
    });
  },
};

await useBackend("wasm");
await answerQuestions(
  { versions: { "tfjs wasm": tf.version_core }, settings: Object.keys(layer) },
  ({ ask, task, setting, milliseconds }: Question) =>
    timeRepeats(
      () => questions[ask](task as unknown as TaskDescription, setting as Setting),
      milliseconds,
    ),
);
