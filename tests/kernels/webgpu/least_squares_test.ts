import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { webgpuProblem } from "../../../src/kernels/webgpu/dense.ts";
import { fewColumns, gram, productSums } from "../../../src/kernels/webgpu/least_squares.ts";
import { testOnBackends } from "../../backends.ts";
import { data } from "../dense/data.ts";

/** [X 1 y]'[X 1 y], in float64. */
function reference(x: Float32Array, y: Float32Array, inputs: number): Float64Array {
  const size = inputs + 2;
  const sums = new Float64Array(size * size);
  y.forEach((target, row) => {
    const values = [...x.subarray(row * inputs, (row + 1) * inputs), 1, target];
    values.forEach((a, i) => values.forEach((b, j) => sums[i * size + j] += a * b));
  });
  return sums;
}

testOnBackends(
  "sums of products keep ten digits without float64, for any widths and rows",
  async () => {
    for (const [rows, inputs] of [[1, 1], [65, 3], [20_000, 10], [130, 33]]) {
      const { x, y, source } = data({ rows, layers: [inputs, 1], activation: "none" });
      const problem = webgpuProblem({ rows, layers: [inputs, 1], activation: "none" }, source);
      const sums = productSums(problem.data);
      const parts = await sums.data();
      const expected = reference(x, y, inputs);
      const worst = Math.max(
        ...expected.map((sum, k) => Math.abs(parts[k] + parts[expected.length + k] - sum)),
      );
      assert.ok(worst < 1e-10 * rows, `${rows} x ${inputs}: ${worst / rows}`);
      sums.dispose();
      problem.dispose();
    }
  },
  ["webgpu"],
);

testOnBackends(
  "the Gram matrix is that of the columns and the intercept, times the factor",
  async () => {
    const shape = { rows: 65, layers: [3, 1], activation: "none" as const };
    const { x, y, source } = data(shape);
    const problem = webgpuProblem(shape, source);
    const matrix = gram(problem.data, 2 / 65);
    assert.deepEqual(matrix.shape, [4, 4]);
    const sums = reference(x, y, 3);
    (await matrix.data()).forEach((value, k) => {
      const expected = 2 / 65 * sums[Math.floor(k / 4) * 5 + k % 4];
      assert.ok(Math.abs(value - expected) < 1e-6, `${value}, ${expected}`);
    });
    matrix.dispose();
    problem.dispose();
  },
  ["webgpu"],
);

testOnBackends("NaN in a column is NaN in its sums, and in no others", async () => {
  const shape = { rows: 65, layers: [3, 1], activation: "none" as const };
  const { source } = data(shape);
  const problem = webgpuProblem(shape, (first, count, x, y) => {
    source(first, count, x, y);
    x[3 * 7 + 1] = NaN;
  });
  const sums = tf.tidy(() => tf.sum(productSums(problem.data), 0));
  (await sums.data()).forEach((value, k) => {
    const touched = Math.floor(k / 5) === 1 || k % 5 === 1;
    assert.equal(Number.isNaN(value), touched, String(k));
  });
  sums.dispose();
  problem.dispose();
}, ["webgpu"]);

Deno.test("the columns are few enough, or not", () => {
  assert.deepEqual([1, 253, 254].map(fewColumns), [true, true, false]);
});
