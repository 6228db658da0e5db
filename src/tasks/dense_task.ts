/**
 * A dense network with mean squared error as a task, in tfjs's own operations.
 *
 * @module
 */
import { closureObjective } from "../closure_objective.ts";
import * as tf from "../deps/tf.ts";
import { meanSquaredError } from "../losses.ts";
import type { Objective } from "../objective.ts";
import type { Task, TaskDescription } from "./task.ts";

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

/** Makes a task of rows that can be drawn again and again, and a start. */
export function denseTask(description: TaskDescription, draw: () => Draw): Promise<Task> {
  return Promise.resolve(new DenseTask(description, drawAll(description, draw())));
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
  private readonly x: tf.Tensor2D;
  private readonly y: tf.Tensor2D;
  private readonly start: Float32Array;

  constructor(readonly description: TaskDescription, { x, y, start }: Values) {
    const { rows, columns } = description;
    this.x = tf.keep(tf.tensor2d(x, [rows, columns]));
    this.y = tf.keep(tf.tensor2d(y, [rows, 1]));
    this.start = start;
  }

  objective(): Objective {
    const parameters = tf.tidy(() => tf.variable(tf.tensor1d(this.start)));
    const loss = () => meanSquaredError(network(this.x, parameters, this.description), this.y);
    return closureObjective(loss, [parameters]);
  }

  dispose(): void {
    tf.dispose([this.x, this.y]);
  }
}

/** The network's output [rows, 1], in tfjs's own operations. */
function network(
  x: tf.Tensor2D,
  parameters: tf.Tensor1D,
  description: TaskDescription,
): tf.Tensor2D {
  const widths = layerWidths(description);
  let offset = 0;
  const take = (size: number) => tf.slice(parameters, [(offset += size) - size], [size]);
  let h = x;
  for (let layer = 1; layer < widths.length; layer++) {
    const [inputs, outputs] = [widths[layer - 1], widths[layer]];
    const kernel = tf.reshape(take(inputs * outputs), [inputs, outputs]);
    h = tf.add(tf.matMul(h, kernel), take(outputs));
    if (description.activation === "relu" && layer < widths.length - 1) h = tf.relu(h);
  }
  return h;
}
