/**
 * The fused kernels of the backend in use, with data packed for them: on the device for webgpu, else on the host.
 *
 * @module
 */
import { denseObjective } from "./on_host.ts";
import * as tf from "../../deps/tf.ts";
import { deviceObjective, type DeviceObjectiveParts } from "./on_device.ts";
import type { DenseProblem, RowSource } from "../../kernels/dense/dense.ts";
import { type DenseShape, requireNetwork } from "../../kernels/network/shape.ts";
import type { WebgpuProblem } from "../../kernels/webgpu/dense.ts";
import type { Objective } from "../objective.ts";

/** Kernels with the data packed for them. */
export interface FusedKernels {
  problem: DenseProblem | WebgpuProblem;
  /** An objective that they answer. */
  objective(parts: Omit<DeviceObjectiveParts, "problem">): Objective;
  /** [X 1]'[X 1] times a factor, by one read of the data; without it, tfjs's own operations answer. */
  gram?(factor: number): tf.Tensor2D;
}

/** The kernels, if they can be had, and one line that says which path answers. */
export interface Fusing {
  kernels?: FusedKernels;
  note: string;
}

/**
 * Packs rows for the fused kernels of the backend in use, if the layers fit them.
 *
 * @throws {RangeError} If the shape is no network's, on any path.
 */
export async function fuse(shape: DenseShape, source: RowSource): Promise<Fusing> {
  requireNetwork(shape);
  const fused = tf.getBackend() === "webgpu"
    ? await fuseOnDevice(shape, source)
    : await fuseOnHost(shape, source);
  return fused ?? {
    note:
      `tfjs's own operations: the layers [${shape.layers}] are too many or too wide to fuse, or ${shape.rows} rows too many`,
  };
}

async function fuseOnHost(shape: DenseShape, source: RowSource): Promise<Fusing | undefined> {
  const { denseProblem, fits, startThreads } = await import("../../kernels/dense/dense.ts");
  const { normalEquations } = await import("../../kernels/least_squares/least_squares.ts");
  if (!fits(shape)) return undefined;
  const threads = await startThreads();
  const problem = denseProblem(shape, source);
  const size = shape.layers[0] + 1;
  const kernels: FusedKernels = {
    problem,
    objective: ({ variables, hessian }) => denseObjective({ problem, variables, hessian }),
    gram(factor) {
      const { gram } = normalEquations(problem.data);
      return tf.tensor2d(Float32Array.from(gram, (sum) => factor * sum), [size, size]);
    },
  };
  return { kernels, note: `fused kernels, ${threads} thread${threads === 1 ? "" : "s"}` };
}

async function fuseOnDevice(shape: DenseShape, source: RowSource): Promise<Fusing | undefined> {
  const { fitsDevice, webgpuProblem } = await import("../../kernels/webgpu/dense.ts");
  const { fewColumns, gram } = await import("../../kernels/webgpu/least_squares.ts");
  if (!fitsDevice(shape)) return undefined;
  const problem = webgpuProblem(shape, source);
  const kernels: FusedKernels = {
    problem,
    objective: (parts) => deviceObjective({ problem, ...parts }),
    gram: fewColumns(shape.layers[0]) ? (factor) => gram(problem.data, factor) : undefined,
  };
  return { kernels, note: "fused kernels on webgpu" };
}
