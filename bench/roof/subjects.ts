/**
 * The kernels that are held against the roof, with how many operations each does and how many bytes it reads.
 *
 * @module
 */
import { denseProblem, type DenseShape } from "../../src/kernels/dense/dense.ts";
import { normalEquations } from "../../src/kernels/least_squares/least_squares.ts";
import { layerWidths } from "../../src/tasks/dense_task.ts";
import { describePost, type TaskFigure } from "../../src/tasks/post.ts";

/** A kernel on data of its own: what it does in one go. */
export interface Subject {
  kernel: string;
  /** Operations, as many float32 lanes as they take. */
  operations: number;
  bytes: number;
  run(): null;
}

/** Kernels on the same data. */
export interface Subjects {
  subjects: Subject[];
  dispose(): void;
}

/** The kernels, data by data; each is made when it is its turn. */
export function subjects(share: number): (() => Subjects)[] {
  return [
    ...([9, 11, 12, 13] as const).map((figure) => () => dense(figure, share)),
    () => gram(Math.ceil(1_000_000 * share), 10),
  ];
}

/** Fills with numbers in [-0.5, 0.5): speed does not depend on which. */
function fill(...arrays: Float32Array[]): void {
  for (const values of arrays) {
    for (let k = 0; k < values.length; k++) values[k] = Math.random() - 0.5;
  }
}

function dense(figure: TaskFigure, share: number): Subjects {
  const description = describePost(figure);
  const layers = layerWidths(description);
  const rows = Math.ceil(description.rows * share);
  const shape: DenseShape = { rows, layers, activation: description.activation };
  const problem = denseProblem(shape, (_first, _count, x, y) => fill(x, y));
  const [theta, out] = [0, 1].map(() => new Float32Array(problem.parameters));
  fill(theta);
  const products = layers.slice(1).map((outputs, i) => 2 * rows * layers[i] * outputs);
  const forward = products.reduce((sum, product) => sum + product, 0);
  const bytes = 4 * rows * (layers[0] + 1);
  const subjects: Subject[] = [
    {
      ...{ kernel: `loss, figure ${figure}`, operations: forward, bytes },
      run: () => (problem.loss(theta), null),
    },
    {
      // Forward, the parameters' gradient, and the gradient of every layer's input but the first's.
      ...{ kernel: `gradient, figure ${figure}`, operations: 3 * forward - products[0], bytes },
      run: () => (problem.gradient(theta, out), null),
    },
  ];
  return { subjects, dispose: () => problem.dispose() };
}

/** [X 1 y]'[X 1 y], half of which is its other half; a float64 takes two float32's lanes. */
function gram(rows: number, columns: number): Subjects {
  const shape: DenseShape = { rows, layers: [columns, 1], activation: "none" };
  const problem = denseProblem(shape, (_first, _count, x, y) => fill(x, y));
  const width = columns + 2;
  const subject: Subject = {
    kernel: `normal equations, ${rows.toLocaleString("en")} x ${columns + 1}`,
    operations: 2 * (2 * rows * width * (width + 1) / 2),
    bytes: 4 * rows * (columns + 1),
    run: () => (normalEquations(problem.data), null),
  };
  return { subjects: [subject], dispose: () => problem.dispose() };
}
