import assert from "../../src/deps/test.ts";
import { minimizeScalar } from "../../src/minimize/scalar.ts";

Deno.test("Brent's method finds minima in an interval, to half the digits", () => {
  const cases: [(x: number) => number, [number, number], number, number][] = [
    [(x) => x * Math.log(x), [0.01, 3], Math.exp(-1), 25],
    [(x) => (x - 2) ** 2 + 1e9, [0, 5], 2, 25],
    [(x) => Math.cos(x) + x / 10, [0, 6], Math.PI - Math.asin(0.1), 25],
    [(x) => Math.abs(x - 1 / 3), [0, 1], 1 / 3, 60],
    [(x) => x > 0.4 ? NaN : -x, [0, 1], 0.4, 60],
  ];
  for (const [f, interval, x, most] of cases) {
    const found = minimizeScalar(f, interval);
    assert.equal(found.status, "converged");
    const isFlat = f(x) > 1e8;
    assert.ok(Math.abs(found.x - x) < (isFlat ? 1e-3 : 1e-7), `${found.x}, not ${x}`);
    assert.ok(found.forwardPasses <= most, `${found.forwardPasses}`);
    assert.equal(found.value, f(found.x));
  }
});

Deno.test("a minimum at an end is said to be one", () => {
  const { x, status } = minimizeScalar((x) => x, [2, 5]);
  assert.deepEqual([x, status], [2, "atBound"]);
});

Deno.test("a search in an interval does not depend on units", () => {
  const plain = minimizeScalar((x) => (x - 1) ** 4 - x, [-3, 5]);
  for (const unit of [2 ** -100, 2 ** 100]) {
    const found = minimizeScalar(
      (x) => unit * ((x / unit - 1) ** 4 - x / unit),
      [-3 * unit, 5 * unit],
    );
    assert.equal(found.x / unit, plain.x);
    assert.equal(found.forwardPasses, plain.forwardPasses);
  }
});

Deno.test("what is no interval is refused", () => {
  const run = (interval: unknown, options = {}) => () =>
    minimizeScalar((x) => x * x, interval as [number, number], options);
  assert.throws(run([1, 0]), /two finite numbers, the lower one first, got \[1,0\]/);
  assert.throws(run([0, Infinity]), /two finite numbers/);
  assert.throws(run(3), /got number/);
  assert.throws(run([0, 1], { tolerance: -1 }), /tolerance is -1/);
  assert.throws(run([0, 1], { maxIterations: 0.5 }), /maxIterations is 0\.5/);
  assert.equal(minimizeScalar((x) => x * x, [-1, 3], { maxIterations: 2 }).status, "maxIterations");
  assert.equal(minimizeScalar(() => NaN, [-1, 3]).status, "notFinite");
});
