import * as tf from "../../../src/deps/tf.ts";
import { type Operation, table } from "./operation.ts";

const columns = (z: number[]) => [0, 1, 2].map((j) => [z[j], z[3 + j]]);

/** A batch of 2 x 3 normalised by its own columns, as layers' BatchNormalization does in training. */
function normalised(z: number[], scale: (j: number) => number, offset: (j: number) => number) {
  const parts = columns(z).map(([a, b]) => {
    const mean = (a + b) / 2;
    return { mean, deviation: Math.sqrt(((a - mean) ** 2 + (b - mean) ** 2) / 2 + 0.1) };
  });
  return z.map((x, i) =>
    (x - parts[i % 3].mean) / parts[i % 3].deviation * scale(i % 3) + offset(i % 3)
  );
}

/** What the dropout above multiplies by: its random numbers are drawn on the host. */
function mask(): number[] {
  const uniform = tf.tidy(() => [...tf.randomUniform([6], 0, 1, "float32", 7).dataSync()]);
  return uniform.map((u) => Math.floor(u + 0.5) / 0.5);
}

/** What layers do in training. */
export const training: Record<string, Operation> = {
  "dropout with a fixed seed": {
    kernels: ["Multiply"],
    tensor: (z) => tf.dropout(tf.sin(z), 0.5, undefined, 7),
    plain: (z) => z.map((x, i) => Math.sin(x) * mask()[i]),
  },
  batchNorm: {
    kernels: ["FusedBatchNorm"],
    tensor: (z) => {
      const { mean, variance } = tf.moments(table(z), 0);
      const [offset, scale] = [tf.slice(z, 0, 3), tf.slice(z, 2, 3)] as tf.Tensor1D[];
      return tf.batchNorm(
        table(z),
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        offset,
        scale,
        0.1,
      );
    },
    plain: (z) => normalised(z, (j) => z[2 + j], (j) => z[j]),
  },
  "batchNorm without scale and offset": {
    kernels: ["FusedBatchNorm"],
    tensor: (z) => {
      const { mean, variance } = tf.moments(table(z), 0);
      return tf.batchNorm(
        table(z),
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        undefined,
        undefined,
        0.1,
      );
    },
    plain: (z) => normalised(z, () => 1, () => 0),
  },
};
