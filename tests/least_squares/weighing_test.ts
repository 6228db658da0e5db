import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { leastSquares, leastSquaresSync } from "../../src/least_squares/least_squares.ts";
import { losses, type LossName } from "../../src/least_squares/loss.ts";
import { testOnBackends, worstRelative } from "../backends.ts";
import { decay, sigma } from "./decay.ts";

Deno.test("sigma and weights give curve_fit's and nls's parameters and errors", () => {
  const x = [9.980451992958, 0.32724068779488646, 0.189043074319446];
  const relative = [0.2228477294713832, 0.015243035740360091, 0.23069702348521132];
  const absolute = [0.34191186149403363, 0.023387156499953793, 0.3539549131959653];
  const weights = sigma.map((s) => 1 / s ** 2);
  for (const jacobian of [decay.jacobian, undefined]) {
    const fits = [
      { sigma, errors: relative },
      { weights, errors: relative },
      { sigma, absoluteSigma: true, errors: absolute },
      { weights, absoluteSigma: true, errors: absolute },
    ];
    for (const { errors, ...choices } of fits) {
      const fit = leastSquaresSync({ ...decay, jacobian, ...choices });
      assert.ok(worstRelative(fit.x, x) < 1e-6);
      assert.ok(worstRelative(fit.standardErrors, errors) < 1e-6, `${fit.standardErrors}`);
      const first = decay.model(0, fit.x) - decay.y[0];
      assert.ok(Math.abs(fit.residuals[0] - first) < 1e-12, "residuals are those of the model");
      assert.ok(Math.abs(fit.value - 2.97362454) < 1e-8, "the sum is that over sigma");
    }
  }
});

Deno.test("one sigma for all changes no relative error, and known it is the errors' unit", () => {
  const plain = leastSquaresSync(decay);
  const relative = leastSquaresSync({ ...decay, sigma: 7 });
  const known = leastSquaresSync({ ...decay, sigma: 7, absoluteSigma: true });
  assert.ok(worstRelative(relative.standardErrors, plain.standardErrors) < 1e-7);
  const expected = plain.standardErrors.map((e) => e * 7 / plain.residualStandardDeviation);
  assert.ok(worstRelative(known.standardErrors, expected) < 1e-7);
  for (const unit of [1e-200, 1e200]) {
    const far = leastSquaresSync({
      ...decay,
      y: decay.y.map((value) => value * unit),
      start: [8 * unit, 0.3, 0.5 * unit],
      sigma: 7 * unit,
      absoluteSigma: true,
    });
    assert.ok(Math.abs(far.standardErrors[1] / expected[1] - 1) < 1e-6, `${far.standardErrors}`);
  }
});

Deno.test("a residual of weight 0 does not count, nor as a degree of freedom", () => {
  const weights = sigma.map((s, i) => i === 7 ? 0 : 1 / s ** 2);
  const fit = leastSquaresSync({ ...decay, y: decay.y.with(7, 1000), weights });
  // R: nls with the same weights.
  assert.ok(worstRelative(fit.x, [9.933725513984, 0.329641753488, 0.237146175044]) < 1e-6);
  assert.ok(
    worstRelative(fit.standardErrors, [0.26159906345, 0.01734686598, 0.27032810401]) < 1e-6,
  );
  assert.equal(fit.degreesOfFreedom, 6);
  assert.ok(Math.abs(fit.residuals[7] + 999) < 1, "its residual is told all the same");
});

/** Where SciPy's least_squares ends with an outlier, y[7] = 9, and a scale of 0.3; and the sandwich of NumPy there. */
const robust: { loss: LossName; x: number[]; value: number; errors: number[] }[] = [
  {
    loss: "huber",
    x: [9.980229095791557, 0.31750999469315627, 0.16974958220877734],
    value: 4.70050730524337,
    errors: [0.22966091047903878, 0.01626855405430371, 0.22443841240353107],
  },
  {
    loss: "softL1",
    x: [9.964940425065985, 0.3179885298515679, 0.18600987200846555],
    value: 4.605021435053899,
    errors: [0.27828925672499355, 0.0196450031804769, 0.2749681566519114],
  },
  {
    loss: "cauchy",
    x: [10.109437819172411, 0.3121200783711506, 0.04708787753329929],
    value: 0.6951608412258574,
    errors: [0.15851089324785675, 0.016429667918265556, 0.13315813464265724],
  },
];

for (const { loss, x, value, errors } of robust) {
  Deno.test(`an outlier counts less by ${loss}`, () => {
    const y = decay.y.with(7, 9);
    const squares = leastSquaresSync({ ...decay, y });
    assert.ok(worstRelative(squares.x, x) > 0.05, "squares follow the outlier");
    for (const method of ["levenbergMarquardt", "gaussNewton"] as const) {
      for (const jacobian of [decay.jacobian, undefined]) {
        const fit = leastSquaresSync({ ...decay, y, jacobian, method, loss, lossScale: 0.3 });
        assert.equal(fit.status, "converged");
        assert.ok(worstRelative(fit.x, x) < 1e-6, `${fit.x}`);
        assert.ok(Math.abs(fit.value / value - 1) < 1e-12, `${fit.value}`);
        assert.ok(worstRelative(fit.standardErrors, errors) < 1e-5, `${fit.standardErrors}`);
      }
    }
    const inUnits = leastSquaresSync({
      ...decay,
      y: y.map((v) => v * 1e9),
      start: [8e9, 0.3, 5e8],
      sigma: 3e8,
      loss,
    });
    assert.ok(worstRelative(inUnits.x, [x[0] * 1e9, x[1], x[2] * 1e9]) < 1e-6, `${inUnits.x}`);
  });

  Deno.test(`${loss}'s derivatives are its own, and it is a square near 0`, () => {
    const { value, slope, curvature } = losses[loss as keyof typeof losses];
    for (const z of [1e-3, 0.5, 2, 30]) {
      const h = 1e-5 * z;
      const difference = (f: (z: number) => number) => (f(z + h) - f(z - h)) / (2 * h);
      assert.ok(Math.abs(slope(z) - difference(value)) < 1e-8);
      assert.ok(Math.abs(curvature(z) - difference(slope)) < 1e-6);
    }
    assert.ok(Math.abs(value(1e-12) / 1e-12 - 1) < 1e-11);
  });
}

Deno.test("errors that a robust fit cannot know are NaN", () => {
  // A majority of outliers at a tiny scale: the loss is not convex where the fit ends.
  const { standardErrors } = leastSquaresSync(([a]) => [a - 1, a - 2, a - 10, a + 7], [1.5], {
    loss: "cauchy",
    lossScale: 0.4,
    maxIterations: 1,
  });
  assert.ok(Number.isNaN(standardErrors[0]), `${standardErrors}`);
});

Deno.test("weights and losses that are none are refused by name", () => {
  const fit = (choices: object) => () => leastSquaresSync({ ...decay, ...choices });
  assert.throws(fit({ sigma, weights: sigma }), /got both sigma and weights/);
  assert.throws(fit({ sigma: sigma.with(3, 0) }), /sigma 3 is 0\. Expected positive numbers/);
  assert.throws(fit({ weights: sigma.with(3, -1) }), /weight 3 is -1/);
  assert.throws(fit({ sigma: [1, 2] }), /got 2 sigmas or weights for 10 residuals/);
  assert.throws(fit({ sigma: "1" }), /sigma must be a list of numbers/);
  assert.throws(
    fit({ loss: "tukey" }),
    /no loss "tukey"\. Expected one of linear, huber, softL1, cauchy/,
  );
  assert.throws(fit({ loss: "huber", lossScale: 0 }), /lossScale is 0/);
  assert.throws(fit({ absoluteSigma: 1 }), /absoluteSigma is 1/);
});

Deno.test("a model and its data must fit together", async () => {
  const bad = (change: object) => () => leastSquaresSync({ ...decay, ...change });
  assert.throws(bad({ y: [1, 2] }), /x has 10 values, y has 2/);
  assert.throws(bad({ y: "text" }), /y must be a list of numbers, got a string/);
  assert.throws(bad({ x: 3 }), /x must be a list, got a number/);
  assert.throws(bad({ model: 3 }), /model must be a function \(x, parameters\) => y, got a number/);
  assert.throws(bad({ start: undefined }), /the start must be a list of numbers, got undefined/);
  await assert.rejects(leastSquares({ ...decay, y: [1, 2] }), /x has 10 values, y has 2/);
});

Deno.test("x may be anything that the model takes", async () => {
  const { x } = await leastSquares({
    x: [{ u: 1, v: 2 }, { u: 2, v: 1 }, { u: 3, v: 5 }, { u: 4, v: 0 }],
    y: [8, 7, 21, 8],
    model: ({ u, v }, [a, b]) => a * u + b * v,
    start: [0, 0],
  });
  assert.ok(worstRelative(x, [2, 3]) < 1e-9);
});

Deno.test("fewer residuals than parameters: the shortest step, and the message says so", () => {
  for (const method of ["levenbergMarquardt", "gaussNewton"] as const) {
    const fit = leastSquaresSync(([a, b]) => [a + 2 * b - 5], [0, 0], { method });
    assert.equal(fit.status, "converged");
    assert.match(fit.message, /fewer residuals than parameters/);
    assert.ok(worstRelative(fit.x, [1, 2]) < 1e-6, `${fit.x}`);
    assert.ok(fit.standardErrors.every(Number.isNaN));
  }
});

testOnBackends("tensors are weighed, robustly, as arrays are", async () => {
  const [t, y, start] = [
    tf.tensor1d(decay.x),
    tf.tensor1d(decay.y.with(7, 9)),
    tf.tensor1d(decay.start),
  ];
  const model = (t: tf.Tensor, parameters: tf.Tensor) => {
    const [a, b, c] = tf.split(parameters, 3);
    return tf.add(tf.mul(a, tf.exp(tf.mul(tf.neg(b), t))), c);
  };
  const fit = await leastSquares({ x: t, y, model, start, loss: "huber", lossScale: 0.3 });
  const { x, errors } = robust[0];
  assert.ok(worstRelative((await fit.x.data()).slice(0, 2), x.slice(0, 2)) < 1e-3);
  assert.ok(worstRelative(fit.standardErrors, errors) < 0.01);
  tf.dispose(fit.x);
  const scalar = leastSquares({ x: t, y, model: (_, p) => tf.sum(p), start });
  await assert.rejects(scalar, /the model's values are of shape \[\], y is of \[10\]/);
  tf.dispose([t, y, start]);
});
