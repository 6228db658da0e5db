import assert from "../../../src/deps/test.ts";
import {
  denseProblem,
  type DenseShape,
  fits,
  type RowSource,
} from "../../../src/kernels/dense/dense.ts";
import { referenceGradient, referenceLoss } from "../../../src/kernels/dense/reference.ts";
import { data, uniform } from "./data.ts";
import { variants } from "../../../src/kernels/threads/instances.ts";
import { bytesInUse } from "../../../src/kernels/threads/memory.ts";

/** Largest difference, as a share of the largest value. */
function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let [off, size] = [0, 0];
  for (let k = 0; k < expected.length; k++) {
    const d = Math.abs(actual[k] - expected[k]);
    if (!(d <= off)) off = d;
    size = Math.max(size, Math.abs(expected[k]));
  }
  return off / size;
}

const widths = [1, 2, 3, 7, 10, 20, 33];
const shapes: DenseShape[] = [];
for (const activation of ["none", "relu", "tanh"] as const) {
  for (const rows of [1, 63, 64, 65, 1000]) {
    for (const width of widths) shapes.push({ rows, layers: [width, width, 1], activation });
    shapes.push({ rows, layers: [4, 1], activation }, {
      rows,
      layers: [6, 5, 9, 2, 1],
      activation,
    });
  }
}

/** Whether losses agree, when each row's output is right to a few float32 roundings. */
function agree(actual: number, expected: number): boolean {
  return Math.abs(actual - expected) < 3e-6 * (expected + Math.sqrt(expected));
}

for (const variant of variants) {
  Deno.test(`${variant} loss and gradient are the reference's, whatever the shape`, () => {
    for (const shape of shapes) {
      const { x, y, theta, source } = data(shape);
      const problem = denseProblem(shape, source, variant);
      const name = JSON.stringify(shape);
      const loss = referenceLoss(shape, theta, x, y);
      const gradient = new Float32Array(problem.parameters);
      assert.ok(agree(problem.loss(theta), loss), `loss of ${name}`);
      assert.equal(problem.gradient(theta, gradient), problem.loss(theta), name);
      const off = distance(gradient, referenceGradient(shape, theta, x, y));
      assert.ok(off < 3e-6 / Math.min(1, Math.sqrt(loss)), `gradient of ${name} is off by ${off}`);
      problem.dispose();
    }
  });

  Deno.test(`${variant} Hessian-vector products are differences of the reference's gradients`, () => {
    for (const shape of shapes) {
      const { x, y, theta, source } = data(shape);
      const direction = uniform(theta.length, 4);
      const problem = denseProblem(shape, source, variant);
      const product = new Float32Array(theta.length);
      problem.hessianVectorProduct(theta, direction, product);
      // So small that none of the rows crosses one of ReLU's kinks.
      const h = 1e-7;
      const gradients = [h, -h].map((step) =>
        referenceGradient(shape, Float64Array.from(theta, (w, k) => w + step * direction[k]), x, y)
      );
      const expected = gradients[0].map((value, k) => (value - gradients[1][k]) / (2 * h));
      const off = distance(product, expected);
      assert.ok(off < 2e-5, `${JSON.stringify(shape)} is off by ${off}`);
      problem.dispose();
    }
  });

  Deno.test(`${variant} phi(t) is the loss at theta - t * direction`, () => {
    for (const shape of shapes) {
      const { x, y, theta, source } = data(shape);
      const problem = denseProblem(shape, source, variant);
      const direction = uniform(theta.length, 4);
      const phi = problem.line(theta, direction);
      for (const t of [0, 0.01, 0.3, -0.2]) {
        const moved = Float64Array.from(theta, (w, k) => w - t * direction[k]);
        const expected = referenceLoss(shape, moved, x, y);
        assert.ok(agree(phi(t), expected), `phi(${t}) of ${JSON.stringify(shape)}`);
      }
      problem.dispose();
    }
  });
}

Deno.test("the reference's gradient is that of finite differences", () => {
  for (const activation of ["none", "relu", "tanh"] as const) {
    const shape: DenseShape = { rows: 20, layers: [3, 4, 2, 1], activation };
    const { x, y, theta } = data(shape);
    const at = Float64Array.from(theta);
    const gradient = referenceGradient(shape, at, x, y);
    const numeric = at.map((_, k) => {
      const loss = (h: number) => referenceLoss(shape, at.with(k, at[k] + h), x, y);
      return (loss(1e-6) - loss(-1e-6)) / 2e-6;
    });
    assert.ok(distance(numeric, gradient) < 1e-7, activation);
  }
});

Deno.test("two lines of one problem do not disturb each other, nor do loss and gradient", () => {
  const shape: DenseShape = { rows: 100, layers: [5, 6, 1], activation: "relu" };
  const { theta, source } = data(shape);
  const problem = denseProblem(shape, source);
  const one = problem.line(theta, uniform(theta.length, 5));
  const two = problem.line(theta, uniform(theta.length, 6));
  const [first, second] = [one(0.1), two(0.1)];
  assert.notEqual(first, second);
  problem.gradient(theta.map((w) => w + 1), new Float32Array(theta.length));
  assert.equal(two(0.1), second);
  assert.equal(one(0.1), first);
  problem.dispose();
});

Deno.test("a single layer's phi keeps its digits near the floor", () => {
  const shape: DenseShape = { rows: 1000, layers: [3, 1], activation: "none" };
  const { x } = data(shape);
  const theta = Float32Array.of(0.5, -0.25, 1, 0.125);
  const source: RowSource = (first, count, xs, ys) => {
    xs.set(x.subarray(first * 3, (first + count) * 3));
    for (let r = 0; r < count; r++) {
      ys[r] = 0.5 * xs[3 * r] - 0.25 * xs[3 * r + 1] + xs[3 * r + 2] + 0.125;
    }
  };
  const problem = denseProblem(shape, source);
  const direction = Float32Array.of(1, 1, 1, 1);
  const curvature = referenceLoss({ ...shape }, direction, x, new Float32Array(1000));
  for (const t of [1e-5, 1e-4]) {
    const phi = problem.line(theta, direction)(t);
    assert.ok(Math.abs(phi / (t * t * curvature) - 1) < 0.02, `${t}: ${phi}`);
  }
  problem.dispose();
});

Deno.test("NaN in the data or in theta makes loss, gradient and phi NaN", () => {
  for (const activation of ["none", "relu", "tanh"] as const) {
    const shape: DenseShape = { rows: 70, layers: [3, 4, 1], activation };
    const { theta, source } = data(shape);
    const spoiled: RowSource = (first, count, x, y) => {
      source(first, count, x, y);
      x[5] = NaN;
    };
    for (const [rows, at] of [[spoiled, theta], [source, theta.with(0, NaN)]] as const) {
      const problem = denseProblem(shape, rows);
      const gradient = new Float32Array(theta.length);
      assert.ok(Number.isNaN(problem.loss(at)));
      assert.ok(Number.isNaN(problem.gradient(at, gradient)));
      assert.ok(Number.isNaN(gradient[theta.length - 1]));
      assert.ok(Number.isNaN(problem.line(at, theta)(0.1)));
      problem.dispose();
    }
  }
});

Deno.test("dispose frees all memory, and a disposed problem answers with an error", () => {
  const shape: DenseShape = { rows: 300, layers: [3, 4, 1], activation: "tanh" };
  const { theta, source } = data(shape);
  const use = () => {
    const problem = denseProblem(shape, source);
    problem.gradient(theta, new Float32Array(theta.length));
    problem.line(theta, theta)(1);
    return problem;
  };
  use().dispose();
  const before = bytesInUse();
  const problem = use();
  assert.ok(bytesInUse() > before);
  problem.dispose();
  problem.dispose();
  assert.equal(bytesInUse(), before);
  assert.throws(() => problem.loss(theta), /disposed/);
});

Deno.test("a source that throws leaves no memory held", () => {
  const before = bytesInUse();
  const shape: DenseShape = { rows: 300, layers: [3, 1], activation: "none" };
  assert.throws(() =>
    denseProblem(shape, () => {
      throw new Error("no rows today");
    }), /no rows today/);
  assert.equal(bytesInUse(), before);
});

Deno.test("shapes that do not fit are refused by name", () => {
  const make = (rows: number, layers: number[]) => () =>
    denseProblem({ rows, layers, activation: "none" }, () => {});
  assert.throws(make(10, [2000, 1]), /1024 units fit, got \[2000,1\]/);
  assert.throws(make(10, [3, 2]), /ending in 1, got \[3,2\]/);
  assert.throws(make(10, [3, 0, 1]), /positive whole numbers, got 0/);
  assert.throws(make(0, [3, 1]), /positive whole numbers, got 0/);
  assert.equal(fits({ rows: 1, layers: [1025, 1], activation: "none" }), false);
  assert.equal(fits({ rows: 1, layers: [1024, 1], activation: "none" }), true);
});
