import assert from "../../src/deps/test.ts";
import { leastSquaresExact } from "../../src/least_squares/exact.ts";
import { leastSquares, leastSquaresSync } from "../../src/least_squares/least_squares.ts";

const t = [0, 1, 2, 3, 4, 5];
const y = [5.1, 3.0, 1.9, 1.1, 0.7, 0.4];
const decay = ([a, b]: Float64Array) => t.map((t, i) => a * Math.exp(-b * t) - y[i]);
const decayJacobian = ([a, b]: Float64Array) =>
  t.map((t) => [Math.exp(-b * t), -a * t * Math.exp(-b * t)]);

Deno.test("a linear model takes one step, and has leastSquaresExact's coefficients and standard errors", async () => {
  const exact = leastSquaresExact([t], y);
  const line = ([a, b]: Float64Array) => t.map((t, i) => a + b * t - y[i]);
  for (const method of ["levenbergMarquardt", "gaussNewton"] as const) {
    const fit = await leastSquares(line, [5, -1], { jacobian: () => t.map((t) => [1, t]), method });
    assert.equal(fit.jacobians, 2);
    fit.x.forEach((value, i) => {
      assert.ok(Math.abs(value - exact.coefficients[i]) < 1e-13);
      assert.ok(Math.abs(fit.standardErrors[i] - exact.standardErrors[i]) < 1e-13);
    });
    assert.ok(Math.abs(fit.residualStandardDeviation - exact.residualStandardDeviation) < 1e-13);
    assert.equal(fit.degreesOfFreedom, 4);
  }
});

Deno.test("both methods, with the Jacobian and without, find the same minimum of a curved model", async () => {
  const fits = await Promise.all(
    (["levenbergMarquardt", "gaussNewton"] as const).flatMap((method) => [
      leastSquares(decay, [1, 1], { method }),
      leastSquares(decay, [1, 1], { method, jacobian: decayJacobian }),
    ]),
  );
  for (const fit of fits) {
    assert.equal(fit.status, "converged");
    assert.ok(fit.gradientNorm < 1e-7);
    fit.x.forEach((value, i) => assert.ok(Math.abs(value - fits[1].x[i]) < 1e-7));
  }
});

Deno.test("finite differences count 2 n forward passes a Jacobian", async () => {
  const fit = await leastSquares(decay, [1, 1]);
  assert.equal(fit.forwardPasses, 1 + fit.iterations + 4 * fit.jacobians);
});

Deno.test("history and callback tell of every iteration, and the callback can stop the fit", async () => {
  const seen: number[] = [];
  const fit = await leastSquares(decay, [1, 1], {
    history: true,
    callback: ({ iteration, x }) => {
      seen.push(iteration);
      x.fill(NaN);
      return iteration === 3;
    },
  });
  assert.equal(fit.status, "stopped");
  assert.deepEqual(seen, [1, 2, 3]);
  assert.deepEqual(fit.history?.map(({ iteration }) => iteration), [0, 1, 2, 3]);
  assert.equal(fit.history?.at(-1)?.value, fit.value);
});

Deno.test("a spent budget and an aborted signal return the best point seen", async () => {
  const spent = await leastSquares(decay, [1, 1], { maxIterations: 2 });
  assert.equal(spent.status, "maxIterations");
  assert.ok(spent.value < decay(Float64Array.of(1, 1)).reduce((sum, r) => sum + r * r, 0));

  const controller = new AbortController();
  const aborted = await leastSquares(decay, [1, 1], {
    signal: controller.signal,
    callback: ({ iteration }) => iteration === 2 ? controller.abort() : undefined,
  });
  assert.equal(aborted.status, "aborted");
  assert.deepEqual(aborted.x, spent.x);

  const before = await leastSquares(decay, [1, 1], { signal: AbortSignal.abort() });
  assert.equal(before.status, "aborted");
  assert.deepEqual([...before.x], [1, 1]);
});

Deno.test("a timer's signal stops a fit that would go on for long", async () => {
  const signal = AbortSignal.timeout(50);
  let turns = 0;
  const crawl = ([x]: Float64Array) => {
    const end = performance.now() + 5;
    while (performance.now() < end) turns++;
    return [Math.exp(-x), 0];
  };
  const fit = await leastSquares(crawl, [0], { signal, tolerance: 0, maxIterations: 1e6 });
  assert.equal(fit.status, "aborted");
  assert.ok(fit.value < 1);
});

Deno.test("leastSquaresSync is leastSquares, at once", async () => {
  assert.deepEqual(leastSquaresSync(decay, [1, 1]), await leastSquares(decay, [1, 1]));
});

Deno.test("where residuals or Jacobian are NaN on the way, the step is shortened and the fit goes on", async () => {
  const root = ([x]: Float64Array) => [Math.sqrt(x) - 0.1, 0];
  const fit = await leastSquares(root, [4], { jacobian: ([x]) => [[0.5 / Math.sqrt(x)], [0]] });
  assert.equal(fit.status, "converged");
  assert.ok(Math.abs(fit.x[0] - 0.01) < 1e-8);

  const holes = await leastSquares(([x]) => [x - 1, 0], [5], {
    jacobian: ([x]) => [[x < 2 && x > 1.5 ? NaN : 1], [0]],
  });
  assert.equal(holes.status, "converged");
  assert.ok(Math.abs(holes.x[0] - 1) < 1e-12);
});

Deno.test("NaN all around the start, or at it, is a status, and the start is returned", async () => {
  const walled = await leastSquares(([x]) => [x === 3 ? 1 : NaN, 1], [3], {
    jacobian: () => [[1], [0]],
  });
  assert.equal(walled.status, "notFinite");
  assert.deepEqual([...walled.x], [3]);
  const nowhere = await leastSquares(([x]) => [x - NaN, 1], [3]);
  assert.equal(nowhere.status, "notFiniteStart");
  assert.deepEqual([...nowhere.x], [3]);
});

Deno.test("a Jacobian of another function ends as no progress, not as converged", async () => {
  const wrong = (x: Float64Array) => decayJacobian(x).map((row) => row.map((d) => -d));
  for (const method of ["levenbergMarquardt", "gaussNewton"] as const) {
    const fit = await leastSquares(decay, [4, 0.5], { jacobian: wrong, method });
    assert.equal(fit.status, "noProgress");
  }
});

Deno.test("parameters that the residuals do not tell apart: a minimum, standard errors NaN, and a message", async () => {
  const both = ([a, b]: Float64Array) => t.map((t, i) => (a + b) * t - y[i]);
  const fit = await leastSquares(both, [0, 0], { jacobian: () => t.map((t) => [t, t]) });
  const slope = leastSquaresExact([t], y, { intercept: false }).coefficients[0];
  assert.equal(fit.status, "converged");
  assert.ok(Math.abs(fit.x[0] + fit.x[1] - slope) < 1e-12);
  assert.ok(Math.abs(fit.x[0] - fit.x[1]) < 1e-6, "the shortest of the steps");
  assert.ok(fit.standardErrors.every(Number.isNaN));
  assert.match(fit.message, /Jacobian is singular.*Fix a parameter/);
});

Deno.test("residuals that do not depend on the parameters, or are 0 at the start: a flat start", async () => {
  const flat = await leastSquares(() => [1, 2], [3]);
  assert.equal(flat.status, "flatStart");
  const done = await leastSquares(([x]) => [x - 3, 0], [3]);
  assert.equal(done.status, "flatStart");
  assert.equal(done.value, 0);
});

Deno.test("as many residuals as parameters: a system of equations, solved without standard errors", async () => {
  const fit = await leastSquares(([a, b]) => [a * a + b * b - 25, a - b + 1], [1, 5]);
  assert.ok(Math.abs(fit.x[0] - 3) < 1e-12 && Math.abs(fit.x[1] - 4) < 1e-12);
  assert.equal(fit.degreesOfFreedom, 0);
  assert.ok(fit.standardErrors.every(Number.isNaN));
});

Deno.test("bad input to leastSquares says what was wrong and what to do", async () => {
  const fails = (fit: Promise<unknown>, message: RegExp) => assert.rejects(fit, message);
  await fails(leastSquares(() => [], [1, 2]), /there are no residuals/);
  await fails(
    leastSquares(([x]) => x === 1 ? [1, 2, 3] : [1, 2], [1]),
    /got 2 residuals, 3 at first/,
  );
  await fails(
    leastSquares(decay, [1, 1], { jacobian: () => [[1, 2]] }),
    /must be 6 rows of 2, one a residual, got 1 rows/,
  );
  await fails(
    leastSquares(decay, [1, 1], { jacobian: () => t.map((t) => [t]) }),
    /got 6 rows, one of 1/,
  );
  await fails(leastSquares(decay, []), /start \[\] must be one finite number or more/);
  await fails(leastSquares(decay, [1, NaN]), /start \[1,NaN\]/);
  await fails(leastSquares(decay, [1, 1], { tolerance: -1 }), /tolerance is -1/);
  await fails(leastSquares(decay, [1, 1], { maxIterations: NaN }), /maxIterations is NaN/);
  await fails(
    leastSquares(decay, [1, 1], { method: "newton" as "gaussNewton" }),
    /no method "newton"\. Expected one of levenbergMarquardt, gaussNewton/,
  );
  const sum = (() => 3) as unknown as () => number[];
  await fails(leastSquares(sum, [1]), /list of numbers, got number/);
});
