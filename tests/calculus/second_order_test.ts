import { trustedCustomGradients, trustedKernels } from "../../src/calculus/second_order.ts";
import { variableHessian } from "../../src/calculus/hessian.ts";
import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { testOnBackends } from "../backends.ts";
import { differencedHessian } from "./finite_differences.ts";
import { operations } from "./operations.ts";

/** Of a Hessian's largest entry: float32's rounding in a sum of a few dozen products. */
const TOLERANCE = 2e-5;

const start = [0.9, -0.6, 0.35, -1.2, 0.7, 0.5];
const target = 0.25;
/** Mixes the parameters, so that no entry of the Hessian is zero by itself. */
const mixing = start.map((_, i) =>
  start.map((_, j) => Number(i === j) + 0.1 * Math.sin(3 * i + j))
);

for (const [name, { kernels, tensor, plain, at = start }] of Object.entries(operations)) {
  testOnBackends(`the Hessian through ${name} is that of finite differences`, async () => {
    const mix = (w: number[]) =>
      at.map((offset, i) => offset + w.reduce((sum, value, j) => sum + mixing[i][j] * value, 0));
    const loss = (w: number[]) =>
      plain(mix(w)).reduce((sum, value) => sum + (value - target) ** 2, 0);
    const expected = differencedHessian(loss, at.map(() => 0)).flat();

    const w = tf.tidy(() => tf.variable(tf.zeros([6, 1])));
    const seen = new Set<string>();
    const f = () => {
      const z = tf.add(tf.reshape(tf.matMul(tf.tensor2d(mixing), w), [6]), tf.tensor1d(at));
      const value = tf.sum(tf.square(tf.sub(tensor(z as tf.Tensor1D), target)));
      return value as tf.Scalar;
    };
    const recorded = () => {
      const value = f();
      tf.engine().state.activeTape?.forEach((node) => seen.add(node.kernelName));
      return value;
    };
    const hessian = variableHessian(recorded, [w]);
    const actual = Array.from(await hessian.data());
    const scale = Math.max(...expected.map(Math.abs));
    const worst = Math.max(...actual.map((value, i) => Math.abs(value - expected[i]))) / scale;
    tf.dispose([hessian, w]);
    assert.ok(
      worst < TOLERANCE,
      `off by ${worst}: ${actual.slice(0, 6)}, not ${expected.slice(0, 6)}`,
    );
    assert.ok(kernels.some((kernel) => seen.has(kernel)), `saw ${[...seen]}, none of ${kernels}`);
  });
}

Deno.test("every trusted kernel and custom gradient is held to account by one of these tests", () => {
  const tested = new Set(Object.values(operations).flatMap(({ kernels }) => kernels));
  const trusted = [...trustedKernels, ...trustedCustomGradients];
  assert.deepEqual(trusted.filter((name) => !tested.has(name)), []);
});
