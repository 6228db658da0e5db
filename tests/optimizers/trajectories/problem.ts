/** The problems of tests/data/optimizers: what other implementations of the optimizers were run on. */
import * as tf from "../../../src/deps/tf.ts";

const folder = new URL("../../data/optimizers/", import.meta.url);

/** A file of that folder. */
export function read<T>(name: string): T {
  return JSON.parse(Deno.readTextFileSync(new URL(`${name}.json`, folder)));
}

interface ProblemFile {
  data: {
    rows: number;
    columns: number;
    pixels_base64_uint8?: string;
    labels?: string;
    x_base64_float32?: string;
    y_base64_float32?: string;
  };
  batches: { size: number };
  steps: number;
  parameters: { name: string; shape: number[]; base64_float32: string }[];
  at_start: { loss: number; norm: number; gradient_norm: number };
}

/** A network or a regression at its start, with its batches. */
export interface Problem {
  variables: tf.Variable[];
  steps: number;
  /** The loss of a step's batch, counted from 0. */
  loss(step: number): () => tf.Scalar;
  atStart: ProblemFile["at_start"];
  dispose(): void;
}

/** Problem 1, 2 or 3. */
export function problem(number: number): Problem {
  const file = read<ProblemFile>(`problem-${number}`);
  const { rows, columns } = file.data;
  const [x, y] = tf.tidy(() => number === 3 ? regression(file) : digits(file));
  // PyTorch has outputs x inputs.
  const variables = file.parameters.map(({ shape, base64_float32 }) =>
    tf.tidy(() => {
      const values = tf.tensor(floats(base64_float32), shape);
      return tf.variable(shape.length === 2 ? tf.transpose(values) : values);
    })
  );
  const { size } = file.batches;
  const model = number === 3 ? linear : network;
  return {
    variables,
    steps: file.steps,
    atStart: file.at_start,
    loss(step) {
      const from = step * size % rows;
      return () => {
        const batch = tf.slice(x, [from, 0], [size, columns]) as tf.Tensor2D;
        return model(variables, batch, tf.slice(y, [from, 0], [size, y.shape[1]!]) as tf.Tensor2D);
      };
    },
    dispose: () => tf.dispose([x, y, ...variables]),
  };
}

function network([w1, b1, w2, b2]: tf.Variable[], x: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  const hidden = tf.tanh(tf.add(tf.matMul(x, w1 as tf.Tensor2D), b1));
  const logits = tf.add(tf.matMul(hidden as tf.Tensor2D, w2 as tf.Tensor2D), b2);
  return tf.neg(tf.mean(tf.sum(tf.mul(y, tf.logSoftmax(logits)), 1)));
}

function linear([w]: tf.Variable[], x: tf.Tensor2D, y: tf.Tensor2D): tf.Scalar {
  return tf.mean(tf.square(tf.sub(tf.matMul(x, w as tf.Tensor2D), y)));
}

function digits({ data }: ProblemFile): tf.Tensor2D[] {
  const pixels = Uint8Array.fromBase64(data.pixels_base64_uint8!);
  const labels = Int32Array.from(data.labels!, Number);
  return [
    tf.div(tf.tensor2d(Float32Array.from(pixels), [data.rows, data.columns]), 16),
    tf.cast(tf.oneHot(tf.tensor1d(labels, "int32"), 10), "float32") as tf.Tensor2D,
  ];
}

function regression({ data }: ProblemFile): tf.Tensor2D[] {
  const { rows, columns, x_base64_float32, y_base64_float32 } = data;
  return [
    tf.tensor2d(floats(x_base64_float32!), [rows, columns]),
    tf.tensor2d(floats(y_base64_float32!), [rows, 1]),
  ];
}

function floats(base64: string): Float32Array {
  return new Float32Array(Uint8Array.fromBase64(base64).buffer);
}
