/**
 * A dense network with mean squared error as a task, through the fused kernels or in tfjs's own operations.
 *
 * @module
 */
import { closureObjective } from "../objectives/closure.ts";
import { unflatten } from "../numeric/flat.ts";
import { denseNetwork, parameterShapes } from "../objectives/dense/network.ts";
import * as tf from "../deps/tf.ts";
import { fuse, type FusedKernels, type Fusing } from "../objectives/dense/fuse.ts";
import type { RowSource } from "../kernels/dense/dense.ts";
import { Owned } from "../kernels/threads/owned.ts";
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
 * @param fused Whether the fused kernels answer, if the layers fit them; by default on wasm and webgpu.
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

/** What a task holds until it is disposed. */
interface Held {
  kernels?: FusedKernels;
  /** Made for the first question that the kernels have no answer to. */
  tensors?: { x: tf.Tensor2D; y: tf.Tensor2D };
}

class DenseTask implements Task {
  readonly #held: Owned<Held>;
  readonly #start: Float32Array;
  readonly #values: () => Values;

  constructor(
    readonly description: TaskDescription,
    start: Float32Array,
    values: () => Values,
    kernels?: FusedKernels,
  ) {
    this.#start = start;
    this.#values = values;
    this.#held = new Owned<Held>({ kernels }, ({ kernels, tensors }) => {
      kernels?.problem.dispose();
      if (tensors) tf.dispose([tensors.x, tensors.y]);
    }, "task");
    if (!kernels) this.#keptTensors();
  }

  objective(): Objective {
    const { kernels } = this.#held.value;
    const parameters = tf.tidy(() => tf.variable(tf.tensor1d(this.#start)));
    const linear = this.description.hiddenUnits === 0;
    const hessian = linear ? () => this.#leastSquaresHessian() : undefined;
    const plain = () => {
      // Not first inside the loss: what a step's tidy scope makes is gone after the step.
      this.#keptTensors();
      const { activation } = this.description;
      const shapes = parameterShapes(layerWidths(this.description));
      const loss = () => {
        const { x, y } = this.#keptTensors();
        return meanSquaredError(denseNetwork(x, unflatten(parameters, shapes), activation), y);
      };
      return closureObjective(loss, [parameters], { hessian });
    };
    return kernels ? kernels.objective({ variables: [parameters], plain, hessian }) : plain();
  }

  dispose(): void {
    this.#held.dispose();
  }

  /** (2/n) [X 1]'[X 1]: the Hessian of a linear regression, wherever the parameters are. One read of the data. */
  #leastSquaresHessian(): tf.Tensor2D {
    const { rows } = this.description;
    const { kernels } = this.#held.value;
    if (kernels?.gram) return kernels.gram(2 / rows);
    const { x } = this.#keptTensors();
    return tf.tidy(() => {
      const design = tf.concat([x, tf.ones([rows, 1])], 1) as tf.Tensor2D;
      return tf.mul(tf.matMul(design, design, true), 2 / rows);
    });
  }

  #keptTensors(): { x: tf.Tensor2D; y: tf.Tensor2D } {
    const held = this.#held.value;
    if (!held.tensors) {
      const { rows, columns } = this.description;
      const { x, y } = this.#values();
      held.tensors = {
        x: tf.keep(tf.tensor2d(x, [rows, columns])),
        y: tf.keep(tf.tensor2d(y, [rows, 1])),
      };
    }
    return held.tensors;
  }
}
