/** C3: one Newton iteration is the closed form. @module */
import { closureObjective } from "../../objectives/closure.ts";
import { Matrix, solve } from "../../deps/matrix.ts";
import * as tf from "../../deps/tf.ts";
import { short } from "../../drawings/words.ts";
import { meanSquaredError } from "../../objectives/dense/mean_squared_error.ts";
import { newton } from "../../optimizers/second_order/newton.ts";
import { NumpyGenerator } from "../../random/numpy.ts";
import type { Claim } from "./claim.ts";

const columns = 11;

/** "Using newtons method for a single iteration is equivalent to using the close form method." */
export const claim03: Claim = {
  id: "C3",
  quote:
    "using newtons method for a single iteration on standard linear regression is equivalent to using the close form method",
  test:
    "The weights after one and after two Newton steps, by automatic differentiation from a random start, against (X'X)^-1 X'y " +
    "in float64: the largest difference, as a share of the largest weight.",
  async examine({ rows: shrink }) {
    const rows = shrink(10_000);
    const generator = new NumpyGenerator(0);
    const x = Float32Array.from(
      generator.normal(0, 1, rows * columns),
      (value, i) => i % columns ? value : 1,
    );
    const truth = generator.normal(0, 5, columns);
    const noise = generator.normal(0, 1, rows);
    const y = Float32Array.from(
      noise,
      (value, i) => truth.reduce((sum, w, j) => sum + w * x[i * columns + j], value),
    );
    if (rows < columns) {
      throw new RangeError(
        `Cannot judge C3 by ${rows} rows: they do not determine its ${columns} weights. Give --rows ${columns} or more.`,
      );
    }
    const closed = closedForm(x, y, rows);
    const steps = await newtonSteps(x, y, rows);
    const largest = Math.max(...closed.map(Math.abs));
    const [one, two] = steps.map((weights) =>
      Math.max(...closed.map((value, j) => Math.abs(weights[j] - value))) / largest
    );
    return [{
      verdict: one < 1e-4 && two < 1e-5 ? "holds" : "does not hold",
      says: `One step from a random start differs from the closed form by ${
        short(one)
      } of the largest weight, a second one by ${
        short(two)
      }: that is float32's rounding, not the method's. (The post's derivation drops the factor 2/n of gradient and Hessian; it cancels.)`,
      numbers: {
        rows,
        columns,
        "relative difference after one step": one,
        "relative difference after two steps": two,
      },
    }];
  },
};

function closedForm(x: Float32Array, y: Float32Array, rows: number): number[] {
  const design = new Matrix(
    Array.from({ length: rows }, (_, i) => [...x.subarray(i * columns, (i + 1) * columns)]),
  );
  const transposed = design.transpose();
  return solve(transposed.mmul(design), transposed.mmul(Matrix.columnVector([...y])))
    .to1DArray();
}

async function newtonSteps(x: Float32Array, y: Float32Array, rows: number): Promise<number[][]> {
  const design = tf.tensor2d(x, [rows, columns]);
  const target = tf.tensor2d(y, [rows, 1]);
  const start = new NumpyGenerator(42).normal(0, 1, columns);
  const weights = tf.tidy(() => tf.variable(tf.tensor2d([...start], [columns, 1])));
  const loss = () => meanSquaredError(tf.matMul(design, weights), target);
  const optimizer = newton();
  const steps: number[][] = [];
  for (let i = 0; i < 2; i++) {
    (await optimizer.stepAsync(closureObjective(loss, [weights]))).dispose();
    steps.push([...await weights.data()]);
  }
  optimizer.dispose();
  tf.dispose([design, target, weights]);
  return steps;
}
