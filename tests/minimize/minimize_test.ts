import assert from "../../src/deps/test.ts";
import { lbfgs } from "../../src/methods/lbfgs.ts";
import {
  backtracking,
  forwardTracking,
  hagerZhang,
  parabolic,
  strongWolfe,
} from "../../src/searches/searches.ts";
import { minimize, minimizeSync } from "../../src/minimize/minimize.ts";
import type { MethodName } from "../../src/minimize/solution.ts";
import { statusMessages } from "../../src/minimize/status.ts";
import { isSolved, problems } from "../../problems/more_garbow_hillstrom.ts";

const rosenbrock = ([a, b]: Float64Array) => (1 - a) ** 2 + 100 * (b - a ** 2) ** 2;
const slopeOfRosenbrock = ([a, b]: Float64Array) => [
  -2 * (1 - a) - 400 * a * (b - a ** 2),
  200 * (b - a ** 2),
];
const start = [-1.2, 1];
const bowl = (x: Float64Array) => x.reduce((sum, value, i) => sum + (i + 1) * value ** 2, 0);
const methods: MethodName[] = [
  "lbfgs",
  "conjugateGradient",
  "gradientDescent",
  "newton",
  "newtonCg",
];

for (const method of methods) {
  Deno.test(`${method} minimizes a function without derivatives, by finite differences`, async () => {
    const f = method === "gradientDescent" ? bowl : rosenbrock;
    const expected = method === "gradientDescent" ? 0 : 1;
    const { x, status, message, value, gradientNorm } = await minimize(f, start, {
      method,
      tolerance: 1e-5,
    });
    assert.equal(status, "converged");
    assert.equal(message, statusMessages.converged);
    assert.ok(x.every((value) => Math.abs(value - expected) < 1e-4), `${x}`);
    assert.ok(value < 1e-8 && gradientNorm <= 1e-5);
  });
}

for (const [name, search] of Object.entries({ backtracking, forwardTracking, parabolic })) {
  Deno.test(`L-BFGS with ${name}, which asks for values alone, solves most of the 35 problems`, () => {
    const solved = problems.filter((problem) => {
      const { value, gradient } = problem;
      const options = { method: lbfgs({ search: search() }), gradient, maxIterations: 500 };
      const end = minimizeSync(value, [...problem.start], options);
      return isSolved(problem, end.value, end.gradientNorm);
    });
    assert.ok(solved.length >= 30, `${solved.length} of 35`);
  });
}

Deno.test("a run counts what it asks: each gradient once, a finite difference as its forward passes", () => {
  let [values, gradients] = [0, 0];
  const f = (x: Float64Array) => (values++, rosenbrock(x));
  const gradient = (x: Float64Array) => (gradients++, slopeOfRosenbrock(x));
  const exact = minimizeSync(f, start, { gradient });
  assert.equal(exact.gradients, gradients);
  assert.equal(exact.gradients, values);
  assert.equal(exact.forwardPasses, 0);
  values = 0;
  const approximate = minimizeSync(f, start);
  assert.equal(approximate.forwardPasses, values);
  // 2 n differences and the value itself; and 2 n values around the minimum, before it is said to be one.
  assert.equal(approximate.forwardPasses, 5 * approximate.gradients + 4);
});

Deno.test("Newton counts Hessians, and Newton-CG products", () => {
  const newton = minimizeSync(bowl, [3, 4], { method: "newton" });
  assert.ok(newton.hessians > 0 && newton.products === 0, JSON.stringify(newton));
  const newtonCg = minimizeSync(bowl, [3, 4], { method: "newtonCg" });
  assert.ok(newtonCg.hessians === 0 && newtonCg.products > 0, JSON.stringify(newtonCg));
});

Deno.test("history tells of the start and of every iteration", () => {
  const { history, iterations } = minimizeSync(rosenbrock, start, { history: true });
  assert.deepEqual(
    history?.map(({ iteration }) => iteration),
    Array.from({ length: iterations + 1 }, (_, i) => i),
  );
  assert.ok(history.every(({ value }, i) => i === 0 || value <= history[i - 1].value));
  assert.equal(minimizeSync(rosenbrock, start).history, undefined);
});

Deno.test("the start is left as it is, and what a callback does to x does no harm", () => {
  const x0 = Float64Array.from(start);
  const callback = ({ x }: { x: Float64Array }) => void x.fill(NaN);
  assert.equal(minimizeSync(rosenbrock, x0, { callback }).status, "converged");
  assert.deepEqual([...x0], start);
});

Deno.test("a budget's end, a callback's and a signal's return the best point seen", () => {
  const seen: number[] = [];
  const f = (x: Float64Array) => {
    seen.push(rosenbrock(x));
    return seen.at(-1)!;
  };
  const controller = new AbortController();
  const abort = () => {
    if (seen.length > 8) controller.abort();
  };
  const ends = {
    maxIterations: { maxIterations: 5 },
    maxGradients: { maxGradients: 7 },
    stopped: { callback: ({ iteration }: { iteration: number }) => iteration === 5 },
    aborted: { callback: abort, signal: controller.signal },
  };
  for (const [status, options] of Object.entries(ends)) {
    seen.length = 0;
    const end = minimizeSync(f, start, { gradient: slopeOfRosenbrock, ...options });
    assert.equal(end.status, status);
    assert.equal(end.value, Math.min(...seen));
    assert.equal(end.value, rosenbrock(end.x));
    assert.ok(end.message.length > 20);
    if (status === "maxGradients") assert.equal(end.gradients, 7);
  }
});

Deno.test("a signal that a timer aborts ends an awaited run", async () => {
  const slow = (x: Float64Array) => {
    const begun = performance.now();
    while (performance.now() - begun < 1);
    return rosenbrock(x);
  };
  const signal = AbortSignal.timeout(30);
  const { status } = await minimize(slow, start, { signal, method: "gradientDescent" });
  assert.equal(status, "aborted");
});

Deno.test("a start that is not finite, a flat function and an unbounded one have statuses of their own", () => {
  assert.equal(minimizeSync(() => NaN, start).status, "notFiniteStart");
  assert.equal(minimizeSync(rosenbrock, [Infinity, 0]).status, "notFiniteStart");
  const flat = minimizeSync(() => 3, start);
  assert.equal(flat.status, "flatStart");
  assert.deepEqual([flat.value, ...flat.x], [3, ...start]);
  const unbounded = minimizeSync(([x]) => x < -10 ? -Infinity : x, [0], { gradient: () => [1] });
  assert.equal(unbounded.status, "unbounded");
  assert.ok(Number.isFinite(unbounded.value));
});

Deno.test("a function that turns NaN all around returns the best point, by its own status", () => {
  for (const method of methods) {
    const lowest = ([a]: Float64Array) => a === 2 ? 5 : NaN;
    const { status, x, value } = minimizeSync(lowest, [2], {
      method,
      gradient: () => [1],
      hessian: () => [[1]],
      hessianVectorProduct: (_, v) => v,
    });
    assert.deepEqual([status, x[0], value], ["notFinite", 2, 5], method);
  }
});

Deno.test("a function that is NaN on the way is stepped back from", () => {
  for (const method of methods) {
    const { status, x } = minimizeSync(([a]) => a - Math.log(a), [20], { method });
    assert.equal(status, "converged", method);
    assert.ok(Math.abs(x[0] - 1) < 1e-4, `${method}: ${x}`);
  }
});

Deno.test("a Hessian that is NaN has that status, not an endless loop", () => {
  const derivatives = {
    gradient: (x: Float64Array) => x,
    hessian: () => [[NaN, 0], [0, NaN]],
    hessianVectorProduct: () => [NaN, NaN],
  };
  for (const method of ["newton", "newtonCg"] as const) {
    const { status, x } = minimizeSync(bowl, [1, 2], { ...derivatives, method });
    assert.deepEqual([status, ...x], ["notFinite", 1, 2], method);
  }
});

Deno.test("a signal that has aborted already ends the run before it begins", () => {
  const { status, x, gradients } = minimizeSync(bowl, [1, 2], { signal: AbortSignal.abort() });
  assert.deepEqual([status, gradients, ...x], ["aborted", 0, 1, 2]);
});

Deno.test("a gradient of another function ends the run with what to look at", () => {
  const upside = (x: Float64Array) => slopeOfRosenbrock(x).map((value) => -value);
  const { status, message, value } = minimizeSync(rosenbrock, start, { gradient: upside });
  assert.equal(status, "noProgress");
  assert.match(message, /check the gradient/);
  assert.equal(value, rosenbrock(Float64Array.from(start)));
});

Deno.test("bad input is refused in one line that says what to do", () => {
  const cases: [() => unknown, RegExp][] = [
    [() => minimizeSync(bowl, []), /the start is empty\. Give it at least one value/],
    [
      () => minimizeSync(bowl, start, { method: "adam" as MethodName }),
      /no method "adam"\. Expected one of lbfgs, /,
    ],
    [() => lbfgs({ firstStep: -1 }), /firstStep must be .* got -1/],
    [() => strongWolfe({ c1: 0.5, c2: 0.1 }), /c1 must be above 0 and below 0\.1, got 0\.5/],
    [() => hagerZhang({ delta: 0.9 }), /delta must be above 0 and below 0\.5, got 0\.9/],
    [() => backtracking({ c1: 2 }), /c1 must be above 0 and below 1, got 2/],
    [
      () => minimizeSync(bowl, start, { tolerance: NaN }),
      /tolerance must be 0 or more, got NaN\. Try/,
    ],
    [() => minimizeSync(bowl, start, { maxIterations: 0 }), /maxIterations must be .* got 0\. Try/],
    [
      () => minimizeSync(bowl, start, { gradient: () => [1] }),
      /gradient must have 2 values, .* got 1/,
    ],
    [
      () => minimizeSync(bowl, start, { hessian: () => [[1, 2]], method: "newton" }),
      /hessian must have 2 rows/,
    ],
    [
      () => minimizeSync((() => "1") as unknown as typeof bowl, start),
      /must return a number, got string/,
    ],
    [
      () =>
        minimizeSync(bowl, new Float64Array(2001).fill(1), {
          method: "newton",
          gradient: (x) => x,
        }),
      /2001 variables .* limit is 2000 .*newtonCg/,
    ],
  ];
  for (const [run, message] of cases) assert.throws(run, message);
});

Deno.test("a start that is neither numbers nor tensors is refused, and other typed arrays are numbers", async () => {
  const wrong = "0" as unknown as number[];
  await assert.rejects(
    minimize(bowl, wrong),
    /the start must be numbers, or tensors, got a string\. Try/,
  );
  const floats = Float32Array.of(1, 2) as unknown as Float64Array;
  assert.equal((await minimize(bowl, floats)).status, "converged");
});

Deno.test("what the function throws comes through", async () => {
  const f = () => {
    throw new Error("mine");
  };
  assert.throws(() => minimizeSync(f, start), /^Error: mine$/);
  await assert.rejects(minimize(f, start), /^Error: mine$/);
});
