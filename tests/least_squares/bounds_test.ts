import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { leastSquares, leastSquaresSync } from "../../src/least_squares/least_squares.ts";
import type { LeastSquaresMethodName } from "../../src/least_squares/solution.ts";
import { minimizeSync } from "../../src/minimize/minimize.ts";
import { problems } from "../../problems/more_garbow_hillstrom.ts";
import { testOnBackends, worstRelative } from "../backends.ts";
import { decay } from "./decay.ts";

const methods: LeastSquaresMethodName[] = ["levenbergMarquardt", "gaussNewton"];

/** Boxes, and where SciPy's trf ends in them. */
const boxes = [
  {
    bounds: { lower: [0, 0, -5], upper: [50, 5, 5] },
    x: [10.141542908116465, 0.3102711520946279, 0.008943616936549595],
    active: [0, 0, 0],
  },
  {
    bounds: { lower: [0, 0, 0.5], upper: [50, 5, 5] },
    x: [9.780035804712966, 0.3535112214195838, 0.5],
    active: [0, 0, -1],
  },
  {
    bounds: { lower: [0, 0.5, 0.5], upper: [50, 5, 5] },
    x: [9.62675277384692, 0.5, 1.2098517661121941],
    active: [0, -1, 0],
  },
  // Every column of the Jacobian points out of the last box.
  {
    bounds: { lower: [2, 0.5, 2], upper: [3, 1, 3] },
    x: [3, 0.5, 2.8826891122558056],
    active: [1, -1, 0],
  },
];

for (const method of methods) {
  Deno.test(`${method} fits within a box, and asks nowhere else`, () => {
    for (const { bounds, x, active } of boxes) {
      for (const jacobian of [decay.jacobian, undefined]) {
        const { lower, upper } = bounds;
        const model = (t: number, parameters: Float64Array) => {
          const isInside = parameters.every((value, j) => value >= lower[j] && value <= upper[j]);
          assert.ok(isInside, `asked at ${parameters}`);
          return decay.model(t, parameters);
        };
        const fit = leastSquaresSync({ ...decay, model, jacobian, method, bounds });
        assert.equal(fit.status, "converged", fit.message);
        assert.ok(worstRelative(fit.x, x) < 1e-6, `${fit.x}`);
        assert.deepEqual(fit.activeBounds, active);
        const isOutside = decay.start.some((value, j) => value < lower[j] || value > upper[j]);
        assert.equal(/moved to the nearest point within/.test(fit.message), isOutside);
      }
    }
  });
}

Deno.test("a parameter at a bound has no error; the others have those of the fit in which it is fixed", () => {
  const bounds = { lower: [0, 0, 0.5] };
  const upper = [50, 5, 5];
  const bounded = leastSquaresSync({ ...decay, bounds: { ...bounds, upper } });
  const fixed = leastSquaresSync({
    ...decay,
    model: (t, [a, b]) => a * Math.exp(-b * t) + 0.5,
    jacobian: undefined,
    start: [8, 0.3],
  });
  // R: nls(y ~ a * exp(-b * t) + .5).
  const errors = [0.1808814034575, 0.0111247478851];
  assert.ok(worstRelative(bounded.standardErrors.subarray(0, 2), errors) < 1e-5);
  assert.ok(worstRelative(fixed.standardErrors, errors) < 1e-5);
  assert.ok(Number.isNaN(bounded.standardErrors[2]));
  assert.equal(bounded.degreesOfFreedom, fixed.degreesOfFreedom);
  assert.ok(bounded.gradientNorm < 1e-6);
});

Deno.test("a wide box changes nothing but rounding", () => {
  for (const method of methods) {
    const free = leastSquaresSync({ ...decay, method });
    const boxed = leastSquaresSync({ ...decay, method, bounds: { lower: -1e6, upper: 1e6 } });
    assert.ok(worstRelative(boxed.standardErrors, free.standardErrors) < 1e-7);
    assert.equal(boxed.status, free.status);
  }
});

Deno.test("a fit within a box does not depend on units", () => {
  for (const unit of [1e-200, 1e-9, 1e9, 1e200]) {
    const { x, activeBounds, status } = leastSquaresSync({
      ...decay,
      y: decay.y.map((value) => value * unit),
      start: [8 * unit, 0.3, 0.5 * unit],
      bounds: { lower: [0, 0, 0.5 * unit], upper: [50 * unit, 5, 5 * unit] },
    });
    assert.equal(status, "converged");
    assert.deepEqual(activeBounds, [0, 0, -1]);
    assert.ok(worstRelative([x[0] / unit, x[1]], boxes[1].x.slice(0, 2)) < 1e-6, `${unit}: ${x}`);
  }
});

Deno.test("bounds that are none are refused by name", () => {
  const fit = (lower: number | number[], upper: number | number[]) => () =>
    leastSquaresSync({ ...decay, bounds: { lower, upper } });
  assert.throws(fit([1, 2], 3), /Cannot fit: the lower bounds must be a number, or 3/);
  assert.throws(fit(0, [5, -1, 5]), /lower bound of variable 1, 0, is above its upper bound, -1/);
  assert.throws(fit(NaN, 1), /lower bounds must be a number/);
});

testOnBackends("tensors are fitted within a box", async () => {
  const [x, y, start] = [tf.tensor1d(decay.x), tf.tensor1d(decay.y), tf.tensor1d(decay.start)];
  const fit = await leastSquares({
    x,
    y,
    model: (t, parameters) => {
      const [a, b, c] = tf.split(parameters, 3);
      return tf.add(tf.mul(a, tf.exp(tf.mul(tf.neg(b), t))), c);
    },
    start,
    bounds: boxes[1].bounds,
  });
  assert.equal(fit.status, "converged");
  assert.ok(worstRelative(await fit.x.data(), boxes[1].x) < 1e-4);
  assert.deepEqual(fit.activeBounds, [0, 0, -1]);
  tf.dispose([x, y, start, fit.x]);
});

Deno.test("boxes that cut off Moré, Garbow and Hillstrom's solutions: as low as L-BFGS-B, but for other minima", () => {
  const higher: string[] = [];
  for (const { name, residuals, jacobian, value, gradient, start } of problems) {
    const { x } = leastSquaresSync(residuals, [...start], { jacobian });
    for (const phase of [0, 1, 2]) {
      const edge = (end: (...ends: number[]) => number, sign: number) =>
        start.map((from, i) => {
          const to = i % 3 === phase ? (from + x[i]) / 2 : x[i];
          return end(from, to) + sign * (i % 3 === phase ? 0 : Math.abs(x[i] - from) || 1);
        });
      const bounds = { lower: edge(Math.min, -1), upper: edge(Math.max, 1) };
      const fit = leastSquaresSync(residuals, [...start], { jacobian, bounds });
      const peer = minimizeSync(value, [...start], { gradient, bounds, maxIterations: 5000 });
      assert.equal(fit.status, "converged", `${name}, ${phase}`);
      const isAsLow = fit.value <= peer.value * (1 + 1e-6) + 1e-10 * Math.min(1, value(start));
      if (!isAsLow) higher.push(name);
    }
  }
  assert.ok(higher.length <= 2, `${higher}`);
});
