/**
 * How many digits Newton's method gets of figure 5's solution, a backend and a formulation at a time:
 * `deno run --allow-read bench/newton_digits.ts [cpu,wasm,webgpu] [rows]`.
 *
 * Against (X'X)^-1 X'y, solved in float64 from the data that the backends see. Digits are -log10 of the largest error of
 * a parameter over the largest parameter; float32 holds 7.2. The loss at the parameters is computed in float64.
 *
 * @module
 */
import { useBackend } from "../src/backend/backend.ts";
import { table } from "../src/process/cli.ts";
import { closureObjective } from "../src/objectives/closure.ts";
import { denseLayer } from "../src/objectives/dense/layer.ts";
import { CholeskyDecomposition, Matrix } from "../src/deps/matrix.ts";
import * as tf from "../src/deps/tf.ts";
import { meanSquaredError } from "../src/objectives/dense/mean_squared_error.ts";
import { newton } from "../src/optimizers/second_order/newton.ts";
import { NumpyGenerator } from "../src/random/numpy.ts";

/** Figure 5's columns, beside the intercept's. */
const columns = 10;
/** Steps of Newton's method. */
const mostSteps = 3;

/** A design matrix [rows, COLUMNS] without the intercept's column, and the target, in float32. */
interface Data {
  x: Float32Array;
  y: Float32Array;
}

/** Digits of the parameters, and the loss there, after one Newton step, after two, ... */
export interface NewtonDigits {
  formulation: string;
  digits: number[];
  losses: number[];
}

type Formulation = (
  x: tf.Tensor2D,
  y: tf.Tensor2D,
  kernel: tf.Tensor2D,
  bias: tf.Tensor1D,
) => tf.Scalar;

const formulations: Record<string, Formulation> = {
  "naive": (x, y, kernel, bias) =>
    tf.mean(tf.square(tf.sub(tf.add(tf.matMul(x, kernel), bias), y))),
  "blocked loss": (x, y, kernel, bias) => meanSquaredError(tf.add(tf.matMul(x, kernel), bias), y),
  "blocked loss and layer": (x, y, kernel, bias) =>
    meanSquaredError(denseLayer(x, kernel, bias), y),
};

/** Measures every formulation on the backend that is in use. */
export async function newtonDigits(rows: number): Promise<NewtonDigits[]> {
  const data = draw(rows);
  const solution = closedForm(data);
  const results: NewtonDigits[] = [];
  const x = tf.tensor2d(data.x, [rows, columns]), y = tf.tensor2d(data.y, [rows, 1]);
  for (const [formulation, loss] of Object.entries(formulations)) {
    const [intercept, ...weights] = new NumpyGenerator(42).normal(0, 1, columns + 1);
    const [kernel, bias] = tf.tidy(() => [
      tf.variable(tf.tensor2d(weights, [columns, 1])),
      tf.variable(tf.tensor1d([intercept])),
    ]) as [tf.Variable<tf.Rank.R2>, tf.Variable<tf.Rank.R1>];
    const objective = closureObjective(() => loss(x, y, kernel, bias), [kernel, bias]);
    const result: NewtonDigits = { formulation, digits: [], losses: [] };
    for (let step = 0; step < mostSteps; step++) {
      (await newton().stepAsync(objective)).dispose();
      const w = [...await kernel.data(), ...await bias.data()];
      result.digits.push(digits(w, solution));
      result.losses.push(lossAt(w, data));
    }
    results.push(result);
    tf.dispose([kernel, bias]);
  }
  tf.dispose([x, y]);
  return results;
}

/** Figure 5's data: X ~ N(0, 1), w* ~ N(0, 25), y = X w* + intercept. */
function draw(rows: number): Data {
  const generator = new NumpyGenerator(0);
  const [intercept, ...weights] = generator.normal(0, 5, columns + 1);
  const values = generator.normal(0, 1, rows * columns);
  const y = Float32Array.from(
    { length: rows },
    (_, i) => weights.reduce((sum, weight, j) => sum + weight * values[i * columns + j], intercept),
  );
  return { x: Float32Array.from(values), y };
}

/** (X'X)^-1 X'y in float64: the columns' weights, then the intercept. */
function closedForm({ x, y }: Data): number[] {
  const k = columns + 1;
  const [normal, right] = [Matrix.zeros(k, k), Matrix.zeros(k, 1)];
  const row = new Float64Array(k).fill(1);
  for (let i = 0; i < y.length; i++) {
    row.set(x.subarray(i * columns, (i + 1) * columns));
    for (let a = 0; a < k; a++) {
      right.set(a, 0, right.get(a, 0) + row[a] * y[i]);
      for (let b = 0; b < k; b++) normal.set(a, b, normal.get(a, b) + row[a] * row[b]);
    }
  }
  return new CholeskyDecomposition(normal).solve(right).to1DArray();
}

function digits(w: number[], solution: number[]): number {
  const off = Math.max(...w.map((value, i) => Math.abs(value - solution[i])));
  return -Math.log10(off / Math.max(...solution.map(Math.abs)));
}

/** The mean squared error at w, in float64. */
function lossAt(w: number[], { x, y }: Data): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) {
    let residual = w[columns] - y[i];
    for (let j = 0; j < columns; j++) residual += x[i * columns + j] * w[j];
    sum += residual * residual;
  }
  return sum / y.length;
}

if (import.meta.main) {
  const [backends = "cpu,wasm", rows = "1000000"] = Deno.args;
  const lines: (string | number)[][] = [];
  for (const name of backends.split(",")) {
    const { backend } = await useBackend(name);
    for (const { formulation, digits, losses } of await newtonDigits(Number(rows))) {
      const steps = digits.map((value, i) => `${value.toFixed(1)} (${losses[i].toExponential(1)})`);
      lines.push([backend, rows, formulation, ...steps]);
    }
  }
  const head = Array.from({ length: mostSteps }, (_, i) => `digits (loss) after ${i + 1}`);
  console.log(table(["backend", "rows", "sums", ...head], lines));
}
