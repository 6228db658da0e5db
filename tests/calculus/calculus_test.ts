import { gradient, variableGradient } from "../../src/calculus/gradient.ts";
import {
  hessianVectorProduct,
  variableHessianVectorProduct,
} from "../../src/calculus/hessian_vector_product.ts";
import { hessian, variableHessian } from "../../src/calculus/hessian.ts";
import { jacobian, variableJacobian } from "../../src/calculus/jacobian.ts";
import { jvp, variableJvp } from "../../src/calculus/jvp.ts";
import {
  secondDerivativeAlong,
  variableSecondDerivativeAlong,
} from "../../src/calculus/second_derivative_along.ts";
import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { testOnBackends } from "../backends.ts";
import { differencedGradient, differencedHessian } from "./finite_differences.ts";
import { relativeTolerance, worst } from "./functions.ts";

const mixing = [[0.5, -1, 0.3, 0.8], [1, 0.2, -0.7, 0.4], [-0.6, 0.9, 1, -0.1]];
const at = [[0.3, -0.5], [0.7, 0.2]];
const direction = [[1, -2], [0.5, 3]];
const [x, v] = [at.flat(), direction.flat()];

/** Four values in a square to three in a column. */
const values = (x: tf.Tensor) => tf.tanh(tf.matMul(tf.tensor2d(mixing), tf.reshape(x, [4, 1])));
const loss = (x: tf.Tensor) => tf.sum(tf.square(values(x)));
const plainValues = (x: number[]) =>
  mixing.map((row) => Math.tanh(row.reduce((sum, m, i) => sum + m * x[i], 0)));
const plainLoss = (x: number[]) => plainValues(x).reduce((sum, value) => sum + value ** 2, 0);
const slopes = mixing.map((_, i) => differencedGradient((x) => plainValues(x)[i], x));
const bend = differencedHessian(plainLoss, x);
const times = (matrix: number[][]) => matrix.map((row) => row.reduce((s, m, i) => s + m * v[i], 0));
const along = times(bend).reduce((sum, value, i) => sum + value * v[i], 0);

/** Asserts a tensor's shape and values, and frees it. */
async function assertIs(tensor: tf.Tensor, shape: number[], expected: number[]) {
  const off = worst(await tensor.data(), expected);
  assert.deepEqual(tensor.shape, shape);
  tensor.dispose();
  assert.ok(off < relativeTolerance, `off by ${off}`);
}

testOnBackends(
  "the derivatives of a function of x have its shapes, and the right values",
  async () => {
    await assertIs(gradient(loss)(at), [2, 2], differencedGradient(plainLoss, x));
    await assertIs(jacobian(values)(at), [3, 4], slopes.flat());
    await assertIs(jvp(values)(at, direction), [3, 1], times(slopes));
    await assertIs(hessian(loss)(at), [4, 4], bend.flat());
    await assertIs(hessianVectorProduct(loss)(at, direction), [2, 2], times(bend));
    await assertIs(secondDerivativeAlong(loss)(at, direction), [], [along]);
  },
);

testOnBackends(
  "the derivatives over variables are those by x, flattened in the variables' order",
  async () => {
    const [a, b, c] = tf.tidy(() =>
      [tf.scalar(x[0]), tf.tensor1d(x.slice(1)), tf.scalar(9)].map((initial) =>
        tf.variable(initial)
      )
    );
    const d = [tf.scalar(v[0]), tf.tensor1d(v.slice(1)), tf.scalar(7)];
    const joined = () => tf.concat([tf.reshape(a, [1]), b]);
    const f = () => loss(joined());
    const [all, used] = [[a, b, c], [a, b]];

    const { value, gradient } = variableGradient(f, all);
    await assertIs(value, [], [plainLoss(x)]);
    const slope = differencedGradient(plainLoss, x);
    await assertIs(gradient[0], [], slope.slice(0, 1));
    await assertIs(gradient[1], [3], slope.slice(1));
    await assertIs(gradient[2], [], [0]);
    await assertIs(variableJacobian(() => values(joined()), used), [3, 4], slopes.flat());
    await assertIs(variableJvp(() => values(joined()), all, d), [3, 1], times(slopes));
    await assertIs(variableHessian(f, used), [4, 4], bend.flat());
    const product = variableHessianVectorProduct(f, all, d);
    await assertIs(product[0], [], times(bend).slice(0, 1));
    await assertIs(product[1], [3], times(bend).slice(1));
    await assertIs(product[2], [], [0]);
    await assertIs(variableSecondDerivativeAlong(f, all, d), [], [along]);
    tf.dispose([a, b, c, ...d]);
  },
);

testOnBackends("what a function is linear in, it does not bend in", async () => {
  await assertIs(hessian((x) => tf.sum(x))([1, 2]), [2, 2], [0, 0, 0, 0]);
  await assertIs(hessian((x) => tf.prod(x))([2, 3]), [2, 2], [0, 1, 1, 0]);
  await assertIs(gradient((x) => x)(3), [], [1]);
  await assertIs(jacobian((x) => x)([3, 4]), [2, 2], [1, 0, 0, 1]);
  await assertIs(jvp((x) => x)([3, 4], [5, 6]), [2], [5, 6]);
});

testOnBackends("the function runs once, however many derivatives are taken", () => {
  for (const derivative of [gradient, hessian, jacobian]) {
    let runs = 0;
    const f = (x: tf.Tensor) => {
      runs++;
      return loss(x);
    };
    derivative(f)(at).dispose();
    assert.equal(runs, 1);
  }
  let runs = 0;
  const f = (x: tf.Tensor) => {
    runs++;
    return values(x);
  };
  jvp(f)(at, direction).dispose();
  assert.equal(runs, 1);
}, ["cpu"]);
