/** The fused squared error of dense networks on webgpu: every answer stays a tensor, nothing is read back. */
import * as tf from "../../deps/tf.ts";
import { pack, type RowSource } from "../network/pack.ts";
import { type DenseShape, requireLengths, requireNetwork } from "../network/shape.ts";
import { Owned } from "../threads/owned.ts";
import { gradientShader } from "./gradient.ts";
import type { DeviceRows } from "./least_squares.ts";
import { lossShader } from "./losses.ts";
import { packedIndex, type Panels, plan, storedRows } from "./plan.ts";
import { run, webgpuBackend } from "./program.ts";
import { packWeights, sumColumns, type Table } from "./steps.ts";

/** Workgroups that keep a large device busy. */
const busy = 2048;
/** A gradient's sums for each workgroup take at most this many bytes. */
const mostSums = 2 ** 26;

/** Candidate step sizes along a line. */
export interface Candidates {
  /** The step sizes: the first `count` values. */
  steps: tf.Tensor;
  count: number;
  /** If its second value is above 0 the losses are not wanted, and not computed. */
  state: tf.Tensor;
}

/** Losses along a line, in one dispatch, as a table of partial sums with a column a candidate. */
export type WebgpuLine = (candidates: Candidates) => Table;

/** Questions about the mean squared error of one network on rows that lie on the device. The tensors are the caller's. */
export interface WebgpuProblem {
  readonly parameters: number;
  /** So many candidates along a line are worth a dispatch. */
  readonly candidates: number;
  /** The data, as other kernels read it. */
  readonly data: DeviceRows;
  /** The mean squared error at theta [parameters]: one pass over the data. */
  loss(theta: tf.Tensor1D): tf.Scalar;
  /** The loss and its gradient [parameters]: about three passes' work. */
  gradient(theta: tf.Tensor1D): { loss: tf.Scalar; gradient: tf.Tensor1D };
  /** A line that losses are wanted along: theta - step * direction. */
  line(theta: tf.Tensor1D, direction: tf.Tensor1D): WebgpuLine;
  /** Frees the data: every question is then an error. */
  dispose(): void;
}

/** Whether a network's layers fit the workgroup storage, and its data one buffer, of the device in use. */
export function fitsDevice(shape: DenseShape): boolean {
  return plan(shape, webgpuBackend().device.limits) !== undefined;
}

/**
 * Packs the rows, and makes the shaders. tfjs uploads the rows at the first question.
 *
 * @throws {RangeError} If the shape is no network's, or does not fit the device.
 */
export function webgpuProblem(shape: DenseShape, source: RowSource): WebgpuProblem {
  requireNetwork(shape);
  const { limits } = webgpuBackend().device;
  const made = plan(shape, limits);
  if (!made) {
    throw new RangeError(
      `Cannot make a webgpu kernel: layers [${shape.layers}] over ${shape.rows} rows do not fit ` +
        `${limits.maxComputeWorkgroupStorageSize} bytes of workgroup storage and ` +
        `${limits.maxStorageBufferBindingSize} bytes a buffer. Use the plain path.`,
    );
  }
  const { rows, layers } = shape;
  const { parameters, candidates } = made;
  const kept = tf.tidy(() => [
    ...packRows(shape, source).map((values) => tf.keep(tf.tensor1d(values))),
    tf.keep(tf.tensor1d(packedIndex(made), "int32")),
  ]);
  const owned = owning(kept);

  /** The data, and vectors packed as the shaders read them. */
  const open = (vectors: Record<string, tf.Tensor1D>) => {
    const { x, y, places } = owned.value;
    requireLengths(parameters, vectors);
    return [x, y, ...Object.values(vectors).map((vector) => packWeights(places, vector))];
  };

  const [lossOf, lossesOf] = [lossShader(made, false), lossShader(made, true)];
  const gradientOf = gradientShader(made);

  /** How the panels are shared out among workgroups. */
  const share = ({ rows: panelRows }: Panels, most: number) => {
    const panels = Math.ceil(rows / panelRows);
    const groups = Math.max(1, Math.min(panels, most));
    return { groups, uniforms: [rows, panels, groups, Math.ceil(panels / groups)] };
  };
  const { groups, uniforms } = share(made.loss, busy);
  const summing = share(made.gradient, Math.min(512, Math.floor(mostSums / 4 / (parameters + 1))));

  return {
    parameters,
    candidates,
    data: {
      rows,
      inputs: layers[0],
      get x() {
        return owned.value.x;
      },
      get y() {
        return owned.value.y;
      },
    },
    loss: (theta) =>
      tf.tidy(() => {
        const values = run(lossOf, {
          inputs: open({ theta }),
          shape: [groups],
          groups: [groups, 1],
          uniforms: [...uniforms, 1, 1],
        });
        return sumColumns({ values, rows: groups, columns: 1, factor: 1 / rows }, []) as tf.Scalar;
      }),
    gradient: (theta) =>
      tf.tidy(() => {
        const columns = parameters + 1;
        const values = run(gradientOf, {
          inputs: open({ theta }),
          shape: [summing.groups * columns],
          groups: [summing.groups, 1],
          uniforms: summing.uniforms,
        });
        const table = { values, rows: summing.groups, columns };
        const gradient = sumColumns({ ...table, factor: 2 / rows }, [parameters]) as tf.Tensor1D;
        const loss = sumColumns({ ...table, factor: 1 / rows }, [], parameters) as tf.Scalar;
        return { loss, gradient };
      }),
    line(theta, direction) {
      const [, , weights, slopes] = open({ theta, direction });
      return ({ steps, count, state }) => {
        const each = Math.ceil(count / Math.min(count, Math.ceil(busy / groups)));
        const values = run(lossesOf, {
          inputs: [...open({}), weights, slopes, steps, state],
          shape: [groups * count],
          groups: [groups, Math.ceil(count / each)],
          uniforms: [...uniforms, count, each],
        });
        return { values, rows: groups, columns: count, factor: 1 / rows };
      };
    },
    dispose: () => owned.dispose(),
  };
}

/** Tensors x, y and places, until they are given back. */
function owning(
  [x, y, places]: tf.Tensor[],
): Owned<{ x: tf.Tensor; y: tf.Tensor; places: tf.Tensor }> {
  return new Owned({ x, y, places }, ({ x, y, places }) => tf.dispose([x, y, places]));
}

/** x and y in panels: apart from the problem, which would hold on to them. */
function packRows({ rows, layers: [inputs] }: DenseShape, source: RowSource): Float32Array[] {
  const stored = storedRows * Math.ceil(rows / storedRows);
  const [x, y] = [new Float32Array(stored * inputs), new Float32Array(stored)];
  const into = (values: Float32Array) => (first: number, count: number) =>
    values.subarray(first, first + count);
  pack(rows, inputs, source, into(x), into(y));
  return [x, y];
}
