import assert from "../../src/deps/test.ts";
import { answered, type FitMethod, type FitState } from "../../src/least_squares/method.ts";
import { norm, triangle } from "../../src/least_squares/triangular.ts";
import { gaussNewton } from "../../src/least_squares/gauss_newton.ts";
import {
  levenbergMarquardt,
  type LevenbergMarquardtState,
} from "../../src/least_squares/levenberg_marquardt.ts";

/** Rosenbrock's function: a curved valley. */
const residuals = ([a, b]: Float64Array) => Float64Array.of(10 * (b - a * a), 1 - a);
const jacobian = ([a]: Float64Array) => [Float64Array.of(-20 * a, -1), Float64Array.of(10, 0)];

const at = (...values: number[]): FitState => {
  const x = Float64Array.from(values);
  return { x, residuals: residuals(x), triangle: triangle(jacobian(x), residuals(x)) };
};

/** One iteration, and what it asked. */
function iterate<S extends FitState>(method: FitMethod<S>, state: S): { next: S; asked: string[] } {
  const asked: string[] = [];
  const next = answered(method.iterate(state, 1e-15), ({ ask, at }) => {
    asked.push(ask);
    return ask === "residuals" ? residuals(at) : jacobian(at);
  });
  return { next, asked };
}

Deno.test("Levenberg-Marquardt asks for a Jacobian where a step is taken, and the sum of squares only falls", () => {
  let state: LevenbergMarquardtState = levenbergMarquardt.begin(at(-1.2, 1));
  let refused = 0;
  for (let i = 0; i < 100 && !state.settled; i++) {
    const { next, asked } = iterate(levenbergMarquardt, state);
    if (next.settled === "stationary") return;
    if (asked.length === 1) {
      refused++;
      assert.deepEqual(asked, ["residuals"]);
      assert.equal(next.x, state.x);
      assert.ok(next.radius < state.radius && next.lambda >= state.lambda);
    } else {
      assert.deepEqual(asked, ["residuals", "jacobian"]);
      assert.ok(norm(next.residuals) < norm(state.residuals));
    }
    state = next;
  }
  assert.ok(refused > 0, "the valley curves");
  assert.ok(norm(state.residuals) < 1e-12);
});

Deno.test("Levenberg-Marquardt's scales are the longest that the columns have been", () => {
  const state = levenbergMarquardt.begin(at(-1.2, 1));
  assert.deepEqual([...state.scales].map((d) => d.toFixed(9)), [
    Math.hypot(24, 1).toFixed(9),
    "10.000000000",
  ]);
  const { next } = iterate(levenbergMarquardt, { ...state, scales: Float64Array.of(1000, 1) });
  assert.equal(next.scales[0], 1000);
  assert.ok(Math.abs(next.scales[1] - 10) < 1e-12);
});

Deno.test("Gauss-Newton's first step on Rosenbrock is the whole one or a shorter one that lowers the sum of squares", () => {
  const state = at(-1.2, 1);
  const { next, asked } = iterate(gaussNewton, state);
  // The linear model vanishes at a = 1, b = a0^2 + 2 a0 (1 - a0); backing up stays on the way there.
  const t = (next.x[0] + 1.2) / 2.2;
  assert.ok(t > 0 && t < 1 && norm(next.residuals) < norm(state.residuals));
  assert.ok(Math.abs(next.x[1] - (1 + t * (1.44 - 2.4 * 2.2 - 1))) < 1e-12);
  assert.equal(asked.filter((ask) => ask === "jacobian").length, 1);
});
