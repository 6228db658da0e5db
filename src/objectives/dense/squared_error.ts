/**
 * The mean squared error of a dense network on the caller's own data, through the fused kernels.
 *
 * @module
 */
import { closureObjective } from "../closure.ts";
import { denseNetwork, type HiddenActivation } from "./network.ts";
import { denseWidths } from "./widths.ts";
import * as tf from "../../deps/tf.ts";
import type { BackendWasm } from "../../deps/tf_wasm.ts";
import { fuse } from "./fuse.ts";
import type { RowSource } from "../../kernels/dense/dense.ts";
import { Owned } from "../../kernels/threads/owned.ts";
import { flatten } from "../../numeric/flat.ts";
import { meanSquaredError } from "./mean_squared_error.ts";
import type { Objective } from "../objective.ts";
import { whileTrainable } from "./while_trainable.ts";

/** A loss that the fused kernels answer, if they can. */
export interface DenseSquaredError {
  /** Whether the fused kernels answer. */
  readonly fused: boolean;
  /** Which path answers, and why: one line. */
  readonly note: string;
  /**
   * The loss at the variables as they are, for any tfjs optimizer: `tf.train.adam(0.01).minimize(error.loss)`. Costs a
   * forward pass, or a gradient where it is differentiated.
   */
  readonly loss: () => tf.Scalar;
  /** The same as an objective, for this suite's optimizers: `keepStepping(0.01).step(error.objective)`. */
  readonly objective: Objective;
  /** Frees the packed data: every question is then an error. The tensors and variables stay the caller's. */
  dispose(): void;
}

/**
 * Packs the data, once, for the fused kernels: all layers of 64 rows are computed while they are in cache, on all
 * cores, or on webgpu in its workgroups' storage. If the widths do not fit the kernels, tfjs's own operations answer, and
 * `note` says so.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { denseSquaredError, useBackend } from "./mod.ts";
 *
 * await useBackend("wasm");
 * const x = tf.tensor2d([[1], [2], [3]]);
 * const [kernel, bias] = [tf.variable(tf.tensor2d([[1]])), tf.variable(tf.tensor1d([0]))];
 * const error = await denseSquaredError(x, tf.tensor1d([3, 5, 7]), [kernel, bias]);
 * error.loss().print(); // 9.666667
 * const sgd = tf.train.sgd(0.1);
 * for (let i = 0; i < 500; i++) sgd.minimize(error.loss, false, [kernel, bias]);
 * kernel.print(); // 2
 * bias.print(); // 1
 * error.dispose();
 * ```
 * @param x The rows: [rows, inputs].
 * @param y A target a row: [rows] or [rows, 1].
 * @param variables Layer by layer: kernel [inputs, outputs], then bias [outputs]; the last layer has one output.
 * @param activation Of the hidden layers.
 * @throws {Error} If shapes do not fit; it names both.
 */
export async function denseSquaredError(
  x: tf.Tensor2D,
  y: tf.Tensor,
  variables: tf.Variable[],
  activation: HiddenActivation = "none",
): Promise<DenseSquaredError> {
  const layers = denseWidths(x, y, variables);
  const target = new Owned(tf.keep(tf.reshape(y, [x.shape[0], 1])), (kept) => kept.dispose());
  const plainLoss = () =>
    tf.tidy(() => meanSquaredError(denseNetwork(x, variables, activation), target.value));
  const plain = () => closureObjective(plainLoss, variables);
  const shape = { rows: x.shape[0], layers, activation };
  const { kernels, note } = await rowsOf(x, target.value).then((source) => fuse(shape, source))
    .catch((error) => {
      target.dispose();
      throw error;
    });
  const dispose = () => {
    target.dispose();
    kernels?.problem.dispose();
  };
  if (!kernels) return { fused: false, note, loss: plainLoss, objective: plain(), dispose };
  const { squaredError } = await import("../../kernels/squared_error.ts");
  const loss = () => tf.tidy(() => squaredError(kernels.problem, flatten(variables)));
  const objective = whileTrainable(kernels.objective({ variables, plain }), plain);
  return { fused: true, note, loss, objective, dispose };
}

/** The rows of tensors, for the kernels to pack. */
async function rowsOf(x: tf.Tensor2D, y: tf.Tensor): Promise<RowSource> {
  const inputs = x.shape[1];
  const [xs, ys] = await Promise.all([x, y].map(piecesOf));
  return (first, count, toX, toY) => {
    toX.set(xs(first * inputs, (first + count) * inputs));
    toY.set(ys(first, first + count));
  };
}

/** Reads a tensor from one place to another: on wasm no more than that, so that it is never in memory a third time. */
async function piecesOf(tensor: tf.Tensor): Promise<(from: number, to: number) => tf.TypedArray> {
  if (tf.getBackend() === "wasm") {
    const backend = tf.backend() as BackendWasm;
    return (from, to) => backend.readSync(tensor.dataId, from, to) as tf.TypedArray;
  }
  const values = await tensor.data();
  return (from, to) => values.subarray(from, to);
}
