import { Matrix, solve } from "../../src/deps/matrix.ts";
import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { conjugateBetas, conjugateGradient } from "../../src/methods/conjugate_gradient.ts";
import { float64Space } from "../../src/methods/float64_space.ts";
import { gradientDescent } from "../../src/methods/gradient_descent.ts";
import { curvaturePair, inverseHessianTimes, lbfgs } from "../../src/methods/lbfgs.ts";
import type { Method, MethodState } from "../../src/methods/method.ts";
import { exactStep, newton } from "../../src/methods/newton.ts";
import { newtonCg, steihaug } from "../../src/methods/newton_cg.ts";
import { answer, type Answerer, gradientAt } from "../../src/methods/questions.ts";
import { minimizeSync } from "../../src/minimize/minimize.ts";
import { deviceSpace, tensorSpace } from "../../src/methods/tensor_space.ts";
import { testOnBackends, worstRelative } from "../backends.ts";

type Vector = Float64Array;

/** A convex quadratic x'Ax / 2 - b'x in three variables; its minimum is where Ax = b. */
const a = [[4, 1, 0], [1, 3, -1], [0, -1, 2]];
const b = [1, -2, 3];
const times = (matrix: number[][], x: ArrayLike<number>) =>
  Float64Array.from(matrix, (row) => row.reduce((sum, value, j) => sum + value * x[j], 0));
const dot = (x: ArrayLike<number>, y: ArrayLike<number>) =>
  Array.from(x, (value, i) => value * y[i]).reduce((sum, value) => sum + value, 0);

function quadratic(matrix: number[][]): Answerer<Vector> {
  const value = (x: Vector) => dot(x, times(matrix, x)) / 2 - dot(b, x);
  return {
    value,
    gradient: (x) => ({ value: value(x), gradient: times(matrix, x).map((g, i) => g - b[i]) }),
    product: (_, along) => times(matrix, along),
    hessian: () => Float64Array.from(matrix.flat()),
  };
}

function begun(method: Method, x: Vector, answerer: Answerer<Vector>): MethodState<Vector> {
  return method.begin(float64Space, { x, ...answer(gradientAt(x), answerer) });
}

const methods: Method[] = [gradientDescent(), conjugateGradient(), lbfgs(), newton(), newtonCg()];

for (const method of methods) {
  Deno.test(`${method.name} finds the minimum of a quadratic`, () => {
    let state = begun(method, Float64Array.of(5, 5, 5), quadratic(a));
    for (let i = 0; i < 100 && float64Space.maxNorm(state.gradient) > 1e-8; i++) {
      state = answer(method.iterate(float64Space, state), quadratic(a));
    }
    const expected = solve(new Matrix(a), Matrix.columnVector(b)).to1DArray();
    assert.ok(worstRelative(state.x, expected) < 1e-7, `${state.x}, not ${expected}`);
  });

  Deno.test(`${method.name} goes on from a saved state to the bit`, () => {
    const run = (state: MethodState<Vector>, iterations: number) => {
      for (let i = 0; i < iterations; i++) {
        state = answer(method.iterate(float64Space, state), rosenbrock);
      }
      return state;
    };
    const start = begun(method, Float64Array.of(-1.2, 1), rosenbrock);
    const saved = structuredClone(run(start, 4));
    assert.deepEqual(run(saved, 6), run(start, 10));
  });

  Deno.test(`${method.name} leaves the states that it is given as they are`, () => {
    const state = begun(method, Float64Array.of(-1.2, 1), rosenbrock);
    const next = answer(method.iterate(float64Space, state), rosenbrock);
    const [before, nextBefore] = [structuredClone(state), structuredClone(next)];
    answer(method.iterate(float64Space, next), rosenbrock);
    assert.deepEqual(state, before);
    assert.deepEqual(next, nextBefore);
  });
}

const rosenbrock: Answerer<Vector> = {
  value: ([x, y]) => (1 - x) ** 2 + 100 * (y - x ** 2) ** 2,
  gradient: (at) => {
    const [x, y] = at;
    const slope = 200 * (y - x ** 2);
    const gradient = Float64Array.of(-2 * (1 - x) - 2 * x * slope, slope);
    return { value: rosenbrock.value(at, at), gradient };
  },
  product: (at, [u, v]) => {
    const [xx, xy, , yy] = rosenbrock.hessian(at, at);
    return Float64Array.of(xx * u + xy * v, xy * u + yy * v);
  },
  hessian: ([x, y]) => Float64Array.of(2 - 400 * y + 1200 * x ** 2, -400 * x, -400 * x, 200),
};

Deno.test("the two-loop recursion is BFGS's update of the inverse Hessian, step after step", () => {
  const steps = [[1, 0.5, -0.2], [0.1, -1, 0.3], [0.4, 0.2, 1]];
  const pairs = steps.map((s) => curvaturePair(float64Space, Float64Array.from(s), times(a, s)));
  const { gamma } = pairs.at(-1)!;
  // Nocedal and Wright (2006), (6.17): H <- (I - rho s y') H (I - rho y s') + rho s s'.
  let h = Matrix.eye(3, 3, gamma);
  for (const { s, y, rho } of pairs) {
    const [sColumn, yColumn] = [Matrix.columnVector(s), Matrix.columnVector(y)];
    const left = Matrix.sub(Matrix.eye(3), sColumn.mmul(yColumn.transpose()).mul(rho));
    h = Matrix.add(left.mmul(h).mmul(left.transpose()), sColumn.mmul(sColumn.transpose()).mul(rho));
  }
  const g = [1, 2, 3];
  const expected = h.mmul(Matrix.columnVector(g)).to1DArray();
  const actual = inverseHessianTimes(float64Space, pairs, Float64Array.from(g));
  assert.ok(worstRelative(actual, expected) < 1e-12, `${actual}, not ${expected}`);
});

Deno.test("a pair along which the gradient does not rise counts for nothing", () => {
  const [s, y, g] = [[1, 2], [-1, 0.1], [3, 4]].map((values) => Float64Array.from(values));
  const pair = curvaturePair(float64Space, s, y);
  assert.equal(pair.rho, 0);
  assert.deepEqual(inverseHessianTimes(float64Space, [pair], g), g);
});

for (const beta of ["polakRibierePlus", "hestenesStiefel", "hagerZhang"] as const) {
  Deno.test(`conjugate gradients (${beta}) make directions conjugate after an exact search`, () => {
    // From x along -g to the line's minimum, as on any quadratic the first step of linear conjugate gradients.
    const { gradient: g0 } = quadratic(a).gradient(
      Float64Array.of(1, 2, 3),
      b as unknown as Vector,
    );
    const d0 = g0.map((value) => -value);
    const t = -dot(d0, g0) / dot(d0, times(a, d0));
    const g1 = g0.map((value, i) => value + t * times(a, d0)[i]);
    const kept = conjugateBetas[beta](float64Space, g1, g0, d0);
    const d1 = g1.map((value, i) => -value + kept * d0[i]);
    assert.ok(Math.abs(dot(d0, times(a, d1))) < 1e-10, `${dot(d0, times(a, d1))}`);
  });
}

/** The least of the model over many points of the boundary and the inside. */
function leastOnDisk(hessian: number[][], g: number[], radius: number): number {
  let least = 0;
  for (let r = 0; r <= 100; r++) {
    for (let angle = 0; angle < 360; angle++) {
      const p = [Math.cos(angle * Math.PI / 180), Math.sin(angle * Math.PI / 180)].map((value) =>
        value * radius * r / 100
      );
      least = Math.min(least, dot(g, p) + dot(p, times(hessian, p)) / 2);
    }
  }
  return least;
}

Deno.test("Newton's exact step is the model's minimizer within the radius, in the hard case too", () => {
  const cases: [hessian: number[][], g: number[]][] = [
    [[[2, 0.5], [0.5, 1]], [0.1, 0.2]],
    [[[2, 0.5], [0.5, 1]], [5, -7]],
    [[[1, 0], [0, -2]], [1, 1]],
    [[[1, 0], [0, -2]], [1, 0]],
    [[[0, 0], [0, 0]], [1, 1]],
    [[[-1, 0], [0, -1]], [0, 0]],
  ];
  for (const [hessian, g] of cases) {
    const { step, reduction } = exactStep(
      Float64Array.from(hessian.flat()),
      Float64Array.from(g),
      1.5,
    );
    assert.ok(Math.hypot(...step) <= 1.5 * (1 + 1e-9), `${step}`);
    const model = dot(g, step) + dot(step, times(hessian, step)) / 2;
    assert.ok(Math.abs(model + reduction) < 1e-9);
    const least = leastOnDisk(hessian, g, 1.5);
    assert.ok(model <= least + 1e-9 && model >= least - 5e-3, `${model} against ${least}`);
  }
});

Deno.test("Steihaug's step is Newton's where that is inside, and ends at the boundary where not", () => {
  const [x, gradient] = [new Float64Array(3), Float64Array.of(-1, 2, -3)];
  const state = { x, gradient, value: 0, radius: 100, refusals: 0, largest: 0, typicalGradient: 1 };
  const inside = answer(steihaug(float64Space, state, 200), quadratic(a)).step;
  const newtons = solve(new Matrix(a), Matrix.columnVector([1, -2, 3])).to1DArray();
  assert.ok(
    Math.hypot(...inside.map((value, i) => value - newtons[i])) < 0.1 * Math.hypot(1, 2, 3),
  );
  const cut = answer(steihaug(float64Space, { ...state, radius: 0.1 }, 200), quadratic(a)).step;
  assert.ok(Math.abs(Math.hypot(...cut) - 0.1) < 1e-12);
  const concave = a.map((row) => row.map((value) => -value));
  const down = answer(steihaug(float64Space, state, 200), quadratic(concave)).step;
  assert.ok(Math.abs(Math.hypot(...down) - 100) < 1e-9);
});

Deno.test("newtonCg's steps on a quadratic of many variables are not cut short", () => {
  // A chain of 1,000 springs: conjugate gradients need about as many products as there are variables.
  const springs = (x: Vector) => x.map((v, i) => 2 * v - (x[i - 1] ?? 0) - (x[i + 1] ?? 0));
  const value = (x: Vector) => dot(x, springs(x)) / 2 - x[0];
  const gradient = (x: Vector) => springs(x).map((g, i) => g - Number(i === 0));
  const run = (method: Method) =>
    minimizeSync(value, new Float64Array(1000), {
      method,
      gradient,
      hessianVectorProduct: (_, along) => springs(along),
    });
  const { status, iterations, products, x } = run(newtonCg());
  assert.equal(status, "converged");
  assert.ok(Math.abs(x[0] - 1000 / 1001) < 1e-6, `${x[0]}`);
  const cut = run(newtonCg({ maxProducts: 200 }));
  assert.ok(iterations < cut.iterations && products < cut.products, `${products}`);
});

Deno.test("lbfgs refuses a memory of no steps", () => {
  assert.throws(
    () => lbfgs({ memory: 0 }),
    /^RangeError: .*memory must be .* got 0\. Leave it out/,
  );
});

testOnBackends(
  "vectors of tensors compute as float64 arrays do, on the host and on the device",
  async () => {
    const [x, y] = [[1, -2, 3.5], [0.5, 4, -1]].map((values) => Float64Array.from(values));
    const result = tf.tidy(() => {
      const [u, v] = [x, y].map((
        values,
      ) => [tf.tensor1d([...values.slice(0, 2)]), tf.scalar(values[2])]);
      const pair = curvaturePair(deviceSpace, u, deviceSpace.add(u, 0.25, v));
      const direction = inverseHessianTimes(deviceSpace, [pair], v);
      return {
        direction: tf.concat(direction.map((part) => tf.reshape(part, [part.size]))),
        norm: deviceSpace.maxNorm(v),
      };
    });
    const pair = curvaturePair(float64Space, x, float64Space.add(x, 0.25, y));
    const expected = inverseHessianTimes(float64Space, [pair], y);
    assert.ok(worstRelative(await result.direction.data(), expected) < 1e-5);
    assert.equal((await result.norm.data())[0], 4);
    tf.dispose(result);
  },
);

testOnBackends("L-BFGS steps on tensors where it steps on float64 arrays", () => {
  const method = lbfgs();
  let float64 = begun(method, Float64Array.of(5, 5, 5), quadratic(a));
  const answers = quadratic(a);
  const onTensors: Answerer<tf.Tensor[]> = {
    value: (at) => answers.value(tensorSpace.toArray(at), b as unknown as Vector),
    gradient: (at) => {
      const { value, gradient } = answers.gradient(tensorSpace.toArray(at), b as unknown as Vector);
      return { value, gradient: tensorSpace.fromArray(gradient, at) };
    },
    product: (at) => at,
    hessian: () => new Float64Array(9),
  };
  tf.tidy(() => {
    const x = [tf.tensor1d([5, 5]), tf.scalar(5)];
    let state = method.begin(tensorSpace, { x, ...answer(gradientAt(x), onTensors) });
    for (let i = 0; i < 4; i++) {
      state = answer(method.iterate(tensorSpace, state), onTensors);
      float64 = answer(method.iterate(float64Space, float64), answers);
      const worst = worstRelative(tensorSpace.toArray(state.x), float64.x);
      assert.ok(worst < 1e-4, `iteration ${i + 1}: ${worst}`);
    }
  });
}, ["cpu", "wasm"]);
