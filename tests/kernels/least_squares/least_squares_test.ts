import assert from "../../../src/deps/test.ts";
import { denseProblem, startThreads, stopThreads } from "../../../src/kernels/dense/dense.ts";
import { variants } from "../../../src/kernels/threads/instances.ts";
import {
  type NormalEquations,
  normalEquations,
} from "../../../src/kernels/least_squares/least_squares.ts";
import { data } from "../dense/data.ts";

/** The same sums, one by one. */
function reference(x: Float32Array, y: Float32Array, inputs: number): NormalEquations {
  const size = inputs + 1;
  const gram = new Float64Array(size * size);
  const moment = new Float64Array(size);
  let square = 0;
  y.forEach((target, row) => {
    const values = [...x.subarray(row * inputs, (row + 1) * inputs), 1];
    values.forEach((a, i) => {
      values.forEach((b, j) => gram[i * size + j] += a * b);
      moment[i] += a * target;
    });
    square += target * target;
  });
  return { gram, moment, square };
}

function worst(actual: Float64Array, expected: Float64Array, scale: number): number {
  return Math.max(...actual.map((value, i) => Math.abs(value - expected[i]))) / scale;
}

for (const variant of variants) {
  Deno.test(`normal equations are the float64 sums, for any widths and rows (${variant} SIMD)`, () => {
    for (const inputs of [1, 2, 3, 10, 11, 33, 100]) {
      for (const rows of [1, 63, 64, 65, 1000]) {
        const shape = { rows, layers: [inputs, 1], activation: "none" as const };
        const { x, y, source } = data(shape);
        const problem = denseProblem(shape, source, variant);
        const found = normalEquations(problem.data, variant);
        const wanted = reference(x, y, inputs);
        assert.ok(worst(found.gram, wanted.gram, rows) < 1e-14, `gram, ${inputs} x ${rows}`);
        assert.ok(worst(found.moment, wanted.moment, rows) < 1e-14, `moment, ${inputs} x ${rows}`);
        assert.ok(Math.abs(found.square - wanted.square) < 1e-14 * rows);
        problem.dispose();
      }
    }
  });
}

Deno.test("normal equations have the same bits on one thread and on two, and NaN in is NaN out", async () => {
  const shape = { rows: 5000, layers: [11, 1], activation: "none" as const };
  const { source } = data(shape);
  const problem = denseProblem(shape, source);
  const one = normalEquations(problem.data);
  await startThreads(2);
  assert.deepEqual(normalEquations(problem.data), one);
  stopThreads();
  problem.dispose();

  const spoiled = denseProblem(shape, (first, count, x, y) => {
    source(first, count, x, y);
    if (first === 0) x[11 * 7 + 3] = NaN;
  });
  const { gram } = normalEquations(spoiled.data);
  assert.ok(Number.isNaN(gram[3]) && Number.isNaN(gram[3 * 12]) && Number.isFinite(gram[0]));
  spoiled.dispose();
});
