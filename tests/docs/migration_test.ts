/** What the pages for those who come from other packages say of them, run against those packages. */
import "npm:fmin@0.0.4";
import { levenbergMarquardt } from "npm:ml-levenberg-marquardt@5.1.0";
import assert from "../../src/deps/test.ts";
import { leastSquaresSync, minimizeSync, solveScalar } from "../../mod.ts";
import { decay, sigma } from "../least_squares/decay.ts";
import { rosenbrock, slopeOfRosenbrock } from "../minimize/rosenbrock.ts";
import { worstRelative } from "../backends.ts";

type Found = { x: number[]; fx: number };
type Descent = (f: (x: number[], slope: number[]) => number, x: number[], o?: object) => Found;
// As a module it exports nothing: its build sets a global.
const { fmin } = globalThis as unknown as {
  fmin: {
    nelderMead(f: (x: number[]) => number, x: number[], o?: object): Found;
    conjugateGradient: Descent;
    bisect(f: (x: number) => number, a: number, b: number): number;
  };
};

const start = [-1.2, 1];

Deno.test("fmin's calls end where ours do, with fewer digits", () => {
  const simplex = fmin.nelderMead((x) => rosenbrock(Float64Array.from(x)), [...start]);
  const ours = minimizeSync(rosenbrock, start, { method: "nelderMead" });
  assert.ok(ours.value < simplex.fx && simplex.fx < 1e-8);

  const withSlope = (x: number[], slope: number[] = []) => {
    slopeOfRosenbrock(Float64Array.from(x)).forEach((value, i) => slope[i] = value);
    return rosenbrock(Float64Array.from(x));
  };
  const theirs = fmin.conjugateGradient(withSlope, [...start], { maxIterations: 500 });
  const { value } = minimizeSync(rosenbrock, start, {
    method: "conjugateGradient",
    gradient: slopeOfRosenbrock,
  });
  assert.ok(theirs.fx < 1e-10 && value < 1e-10);

  const f = (x: number) => Math.cos(x) - x;
  assert.ok(Math.abs(fmin.bisect(f, 0, 1) - solveScalar(f, [0, 1]).x) < 1e-9);
});

Deno.test("fmin's shrink step throws, and its tolerances are absolute, as the page says", () => {
  const steps = (x: ArrayLike<number>) => Math.floor(10 * x[0] ** 2) + Math.floor(10 * x[1] ** 2);
  assert.throws(() => fmin.nelderMead(steps, [2, 3]), /i is not defined/);
  assert.equal(minimizeSync(steps, [2, 3], { method: "nelderMead" }).value, 0);
  const tiny = (x: ArrayLike<number>) => 1e-12 * ((x[0] - 3) ** 2 + x[1] ** 2);
  const { x } = fmin.nelderMead(tiny, [1e-6, 1e-6]);
  assert.ok(Math.abs(x[0]) < 0.1);
  const ours = minimizeSync(tiny, [1e-6, 1e-6], { method: "nelderMead" });
  assert.ok(Math.abs(ours.x[0] - 3) < 1e-5);
});

Deno.test("ml-levenberg-marquardt's weights are 1 / sigma, its sum of squares our value", () => {
  const { x, y, start } = decay;
  const model = ([a, b, c]: number[]) => (t: number) => a * Math.exp(-b * t) + c;
  const plain = levenbergMarquardt({ x, y }, model, { initialValues: start });
  const expected = leastSquaresSync(decay).x;
  assert.ok(worstRelative(plain.parameterValues.slice(0, 2), expected.subarray(0, 2)) < 2e-3);
  const jacobianFunction = ([a, b]: number[]) => (t: number) => [
    Math.exp(-b * t),
    -a * t * Math.exp(-b * t),
    1,
  ];
  const weights = sigma.map((s) => 1 / s);
  const [minValues, maxValues] = [[0, 0, 0.5], [50, 5, 5]];
  const stuck = levenbergMarquardt({ x, y }, model, {
    ...{ initialValues: start, weights, minValues, maxValues, jacobianFunction },
  });
  assert.deepEqual(stuck.parameterValues, start);
  const ours = leastSquaresSync({ ...decay, sigma });
  // From our solution theirs can only stay: what it reports is the sum of squares over sigma.
  const there = { initialValues: ours.x, weights, jacobianFunction };
  const { parameterError } = levenbergMarquardt({ x, y }, model, there);
  assert.ok(Math.abs(parameterError / ours.value - 1) < 1e-9, `${parameterError}`);
});
