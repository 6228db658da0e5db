import assert from "../../src/deps/test.ts";
import { minimizeSync } from "../../src/minimize/minimize.ts";

/** Rastrigin's function: a local minimum at every whole number. */
const rastrigin = (x: Float64Array) =>
  x.reduce((sum, v) => sum + v * v - 10 * Math.cos(2 * Math.PI * v) + 10, 0);
const bounds = { lower: -5, upper: 5 };

Deno.test("many starts in a box find what one does not", () => {
  for (const method of ["lbfgs", "nelderMead"] as const) {
    const one = minimizeSync(rastrigin, [4.3, -3.6], { method, bounds });
    const many = minimizeSync(rastrigin, [4.3, -3.6], { method, bounds, starts: 200, seed: 7 });
    assert.ok(one.value > 10, `${one.value}`);
    assert.ok(many.value < 1e-9, `${many.value}`);
    assert.equal(many.status, "converged");
    assert.match(many.message, /The best of 200 starts/);
    assert.ok(many.forwardPasses > 50 * one.forwardPasses, "all starts are counted");
  }
});

Deno.test("the starts are NumPy's, the same for the same seed", () => {
  const seen: number[][] = [];
  const f = (x: Float64Array) => {
    seen.push([...x]);
    return NaN;
  };
  const { status } = minimizeSync(f, [1, 1], { bounds, starts: 4, seed: 7, gradient: (x) => x });
  assert.equal(status, "notFiniteStart");
  // NumPy 2.4.6: np.random.RandomState(7).uniform(-5, 5, (3, 2)).
  assert.deepEqual(seen.map((x) => x.map((v) => v.toFixed(12))), [
    ["1.000000000000", "1.000000000000"],
    ["-4.236917106260", "2.799187922401"],
    ["-0.615907685591", "2.234651778309"],
    ["4.779895119966", "0.384958704104"],
  ]);
});

Deno.test("a stop ends all starts, and keeps the best", () => {
  let calls = 0;
  const stopped = minimizeSync(rastrigin, [4.3, -3.6], {
    ...{ bounds, starts: 50 },
    callback: () => ++calls === 40,
  });
  assert.equal(stopped.status, "stopped");
  assert.equal(calls, 40);
  assert.ok(stopped.value < rastrigin(Float64Array.of(4.3, -3.6)));
});

Deno.test("starts need a finite box, and a whole number of them", () => {
  const run = (options: object) => () => minimizeSync(rastrigin, [1, 1], options);
  assert.throws(
    run({ starts: 5 }),
    /starts are drawn from the bounds, and not all of them are finite/,
  );
  assert.throws(run({ starts: 5, bounds: { lower: 0 } }), /not all of them are finite/);
  assert.throws(run({ starts: 0, bounds }), /starts is 0/);
  assert.throws(run({ starts: 3, seed: -1, bounds }), /seed/);
});
