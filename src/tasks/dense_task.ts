/**
 * A dense network with mean squared error as a task, through the fused kernels or in tfjs's own operations.
 *
 * @module
 */
import { closureObjective } from "../objectives/closure.ts";
import { denseNetwork, unflatten } from "../objectives/dense/network.ts";
import * as tf from "../deps/tf.ts";
import { fuse, type FusedKernels, type Fusing } from "../objectives/dense/fuse.ts";
import type { RowSource } from "../kernels/dense/dense.ts";
import { meanSquaredError } from "../objectives/dense/mean_squared_error.ts";
import type { Objective } from "../objectives/objective.ts";
import type { Task } from "./task.ts";
import type { TaskDescription } from "../records/task.ts";

/** Rows as they are drawn, one piece after the other, and what follows them. */
export interface Draw {
  /** Fills x (row-major) and y with the next rows, as many as y holds. */
  read(x: Float32Array, y: Float32Array): void;
  /** The starting parameters; asked for once all rows are read. */
  start(): Float32Array;
}

/** The widths of a network's layers, input and output included. */
export function layerWidths({ columns, hiddenLayers, hiddenUnits }: TaskDescription): number[] {
  const hidden = hiddenUnits === 0 ? [] : Array<number>(hiddenLayers + 1).fill(hiddenUnits);
  return [columns, ...hidden, 1];
}

/**
 * Makes a task of rows that can be drawn again and again. With the fused kernels the rows are packed as they are drawn,
 * and row-major data is made only for a question that the kernels have no answer to.
 *
 * @param fused Whether the fused kernels answer, where the layers fit them; by default on wasm and webgpu.
 */
export async function denseTask(
  description: TaskDescription,
  draw: () => Draw,
  fused: boolean = ["wasm", "webgpu"].includes(tf.getBackend()),
): Promise<Task> {
  const { rows, columns, activation } = description;
  const shape = { rows, layers: layerWidths(description), activation };
  const drawn = draw();
  const source: RowSource = (_first, count, x, y) =>
    drawn.read(x.subarray(0, count * columns), y.subarray(0, count));
  const { kernels, note }: Partial<Fusing> = fused ? await fuse(shape, source) : {};
  if (!kernels) {
    if (note) console.warn(`note: ${note}.`);
    const values = drawAll(description, drawn);
    return new DenseTask(description, values.start, () => values);
  }
  return new DenseTask(description, drawn.start(), () => drawAll(description, draw()), kernels);
}

interface Values {
  x: Float32Array;
  y: Float32Array;
  start: Float32Array;
}

function drawAll({ rows, columns }: TaskDescription, draw: Draw): Values {
  const [x, y] = [new Float32Array(rows * columns), new Float32Array(rows)];
  draw.read(x, y);
  return { x, y, start: draw.start() };
}

class DenseTask implements Task {
  #tensors?: { x: tf.Tensor2D; y: tf.Tensor2D };

  readonly #start: Float32Array;

  readonly #values: () => Values;

  readonly #kernels: FusedKernels | undefined;

  constructor(
    readonly description: TaskDescription,
    start: Float32Array,
    values: () => Values,
    kernels?: FusedKernels,
  ) {
    this.#kernels = kernels;
    this.#values = values;
    this.#start = start;
    if (!kernels) this.#keptTensors();
  }

  objective(): Objective {
    const parameters = tf.tidy(() => tf.variable(tf.tensor1d(this.#start)));
    const linear = this.description.hiddenUnits === 0;
    const hessian = linear ? () => this.#leastSquaresHessian() : undefined;
    const plain = () => {
      // Not inside the loss: what a step's tidy scope makes is gone after the step.
      const { x, y } = this.#keptTensors();
      const { activation } = this.description;
      const widths = layerWidths(this.description);
      const loss = () =>
        meanSquaredError(denseNetwork(x, unflatten(parameters, widths), activation), y);
      return closureObjective(loss, [parameters], { hessian });
    };
    return this.#kernels
      ? this.#kernels.objective({ variables: [parameters], plain, hessian })
      : plain();
  }

  dispose(): void {
    this.#kernels?.problem.dispose();
    if (this.#tensors) tf.dispose([this.#tensors.x, this.#tensors.y]);
  }

  /** (2/n) [X 1]'[X 1]: the Hessian of a linear regression, wherever the parameters are. One read of the data. */
  #leastSquaresHessian(): tf.Tensor2D {
    const { rows } = this.description;
    if (this.#kernels?.gram) return this.#kernels.gram(2 / rows);
    const { x } = this.#keptTensors();
    return tf.tidy(() => {
      const design = tf.concat([x, tf.ones([rows, 1])], 1) as tf.Tensor2D;
      return tf.mul(tf.matMul(design, design, true), 2 / rows);
    });
  }

  #keptTensors(): { x: tf.Tensor2D; y: tf.Tensor2D } {
    if (!this.#tensors) {
      const { rows, columns } = this.description;
      const { x, y } = this.#values();
      this.#tensors = {
        x: tf.keep(tf.tensor2d(x, [rows, columns])),
        y: tf.keep(tf.tensor2d(y, [rows, 1])),
      };
    }
    return this.#tensors;
  }
}
