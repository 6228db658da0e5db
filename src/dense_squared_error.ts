/**
 * The mean squared error of a dense network on the caller's own data, through the fused kernels.
 *
 * @module
 */
import { closureObjective } from "./closure_objective.ts";
import { denseNetwork, type HiddenActivation } from "./dense_network.ts";
import { denseObjective } from "./dense_objective.ts";
import { denseWidths } from "./dense_widths.ts";
import * as tf from "./deps/tf.ts";
import type { DenseProblem } from "./kernels/dense/dense.ts";
import { meanSquaredError } from "./losses.ts";
import type { Objective } from "./objective.ts";

/** A loss that the fused kernels answer, where they can. */
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
  /** Frees the packed data; the tensors and variables stay the caller's. */
  dispose(): void;
}

/**
 * Packs the data, once, for the fused kernels: all layers of 64 rows are computed while they are in cache, on all
 * cores. On webgpu, or where the widths do not fit the kernels, tfjs's own operations answer, and `note` says why.
 *
 * @param x The rows: [rows, inputs].
 * @param y A target a row: [rows] or [rows, 1].
 * @param variables Layer by layer: kernel [inputs, outputs], then bias [outputs]; the last layer has one output.
 * @param activation Of the hidden layers.
 * @throws {Error} Where shapes do not fit; it names both.
 */
export async function denseSquaredError(
  x: tf.Tensor2D,
  y: tf.Tensor,
  variables: tf.Variable[],
  activation: HiddenActivation = "none",
): Promise<DenseSquaredError> {
  const layers = denseWidths(x, y, variables);
  const target = tf.keep(tf.reshape(y, [x.shape[0], 1]));
  const plainLoss = () =>
    tf.tidy(() => meanSquaredError(denseNetwork(x, variables, activation), target));
  const plain = () => closureObjective(plainLoss, variables);
  const pack = { x, y: target, layers, activation };
  const { problem, note } = await packed(pack);
  const dispose = () => {
    target.dispose();
    problem?.dispose();
  };
  if (!problem) return { fused: false, note, loss: plainLoss, objective: plain(), dispose };
  const { squaredError } = await import("./kernels/dense/operation.ts");
  const loss = () =>
    tf.tidy(() =>
      squaredError(problem, tf.concat1d(variables.map((v) => tf.reshape(v, [-1]) as tf.Tensor1D)))
    );
  return {
    fused: true,
    note,
    loss,
    objective: denseObjective({ problem, variables, plain }),
    dispose,
  };
}

interface Pack {
  x: tf.Tensor2D;
  y: tf.Tensor;
  layers: number[];
  activation: HiddenActivation;
}

/** The kernels with the data in them, or why not. */
async function packed(
  { x, y, layers, activation }: Pack,
): Promise<{ problem?: DenseProblem; note: string }> {
  if (tf.getBackend() === "webgpu") {
    return {
      note: "tfjs's own operations: the fused kernels compute on the host, and webgpu does not",
    };
  }
  const kernels = await import("./kernels/dense/dense.ts");
  const [rows, inputs] = x.shape;
  const shape = { rows, layers, activation };
  if (!kernels.fits(shape)) {
    return {
      note: `tfjs's own operations: the layers [${layers}] are too many or too wide to fuse`,
    };
  }
  const threads = await kernels.startThreads();
  const [xs, ys] = await Promise.all([x.data(), y.data()]);
  const problem = kernels.denseProblem(shape, (first, count, toX, toY) => {
    toX.set(xs.subarray(first * inputs, (first + count) * inputs));
    toY.set(ys.subarray(first, first + count));
  });
  return { problem, note: `fused kernels, ${threads} thread${threads === 1 ? "" : "s"}` };
}
