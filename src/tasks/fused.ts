/**
 * The fused kernels behind a dense task: on the host for wasm, on the device for webgpu.
 *
 * @module
 */
import { denseObjective } from "../dense_objective.ts";
import * as tf from "../deps/tf.ts";
import { deviceObjective } from "../device_objective.ts";
import type { RowSource } from "../kernels/dense/dense.ts";
import type { DenseShape } from "../kernels/dense/shape.ts";
import type { Objective } from "../objective.ts";

/** What a fused objective is made of, beside its kernels. */
export interface FusedParts {
  /** All parameters, layer by layer: kernel [inputs, outputs], then bias [outputs]. */
  parameters: tf.Variable<tf.Rank.R1>;
  /** The same loss in tfjs's own operations, for the questions that the kernels have no answer to. */
  plain: () => Objective;
  /** The Hessian, where there is a faster answer than differentiating the plain loss twice. */
  hessian?: () => tf.Tensor2D;
}

/** Kernels with the data packed for them. */
export interface Fused {
  /** An objective that they answer. */
  objective(parts: FusedParts): Objective;
  /** [X 1]'[X 1] times a factor, by one read of the data; without it, tfjs's own operations answer. */
  gram?(factor: number): tf.Tensor2D;
  /** Frees the data. */
  dispose(): void;
}

/** Whether the backend in use has fused kernels. */
export function hasFusedKernels(): boolean {
  return ["wasm", "webgpu"].includes(tf.getBackend());
}

/**
 * Packs rows for the kernels of the backend in use; webgpu's where that is it, else wasm's.
 *
 * @returns Nothing where the layers do not fit them; a note says so.
 */
export async function fuse(shape: DenseShape, source: RowSource): Promise<Fused | undefined> {
  const fused = tf.getBackend() === "webgpu"
    ? await fuseOnDevice(shape, source)
    : await fuseOnHost(shape, source);
  if (!fused) {
    console.warn(
      `note: ${shape.rows} rows and layers [${shape.layers}] are too much for the fused kernels; tfjs's own operations answer.`,
    );
  }
  return fused;
}

async function fuseOnHost(shape: DenseShape, source: RowSource): Promise<Fused | undefined> {
  const { denseProblem, fits, startThreads } = await import("../kernels/dense/dense.ts");
  const { normalEquations } = await import("../kernels/least_squares/least_squares.ts");
  if (!fits(shape)) return undefined;
  await startThreads();
  const problem = denseProblem(shape, source);
  const size = shape.layers[0] + 1;
  return {
    objective: ({ parameters, ...parts }) =>
      denseObjective({ problem, variables: [parameters], ...parts }),
    gram: (factor) => {
      const { gram } = normalEquations(problem.data);
      return tf.tensor2d(Float32Array.from(gram, (sum) => factor * sum), [size, size]);
    },
    dispose: () => problem.dispose(),
  };
}

async function fuseOnDevice(shape: DenseShape, source: RowSource): Promise<Fused | undefined> {
  const { fitsDevice, webgpuProblem } = await import("../kernels/webgpu/dense.ts");
  if (!fitsDevice(shape)) return undefined;
  const problem = webgpuProblem(shape, source);
  return {
    objective: (parts) => deviceObjective({ problem, ...parts }),
    dispose: () => problem.dispose(),
  };
}
