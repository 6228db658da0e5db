import assert from "../../src/deps/test.ts";
import {
  satisfiesApproximateWolfe,
  satisfiesArmijo,
  satisfiesCurvature,
  satisfiesWolfe,
} from "../../src/searches/conditions.ts";
import { cubicMinimizer, quadraticMinimizer, secant } from "../../src/searches/interpolation.ts";
import {
  backtracking,
  forwardTracking,
  hagerZhang,
  parabolic,
  type PhiQuestion,
  type Sample,
  type Search,
  search,
  strongWolfe,
} from "../../src/searches/searches.ts";

type Phi = { value: (t: number) => number; slope: (t: number) => number };

const parabola: Phi = { value: (t) => (t - 3) ** 2, slope: (t) => 2 * (t - 3) };

/** Moré and Thuente's (1994) first three test functions, ACM TOMS 20(3), section 5. */
const moreThuente: Phi[] = [
  { value: (t) => -t / (t * t + 2), slope: (t) => (t * t - 2) / (t * t + 2) ** 2 },
  {
    value: (t) => (t + 0.004) ** 5 - 2 * (t + 0.004) ** 4,
    slope: (t) => 5 * (t + 0.004) ** 4 - 8 * (t + 0.004) ** 3,
  },
  {
    value: (t) => parts(t) + 2 * 0.99 / (39 * Math.PI) * Math.sin(39 * Math.PI * t / 2),
    slope: (t) => slopes(t) + 0.99 * Math.cos(39 * Math.PI * t / 2),
  },
];

function parts(t: number): number {
  if (Math.abs(t - 1) >= 0.01) return Math.abs(t - 1);
  return (t - 1) ** 2 / 0.02 + 0.005;
}

function slopes(t: number): number {
  return Math.abs(t - 1) >= 0.01 ? Math.sign(t - 1) * 0.01 / 0.01 : (t - 1) / 0.01;
}

/** Runs a search, and remembers what it asked. */
function along(phi: Phi, searching: Search, first: number) {
  const asked: PhiQuestion[] = [];
  const at = (step: number): Sample => ({ step, value: phi.value(step), slope: phi.slope(step) });
  const start = at(0);
  const end = search(searching({ start, first }), (question) => {
    asked.push(question);
    const sample = at(question.step);
    return question.slope ? sample : { ...sample, slope: NaN };
  });
  return { start, end: at(end.step), accepted: end, asked };
}

const searches: Record<string, Search> = {
  backtracking: backtracking(),
  strongWolfe: strongWolfe(),
  hagerZhang: hagerZhang(),
  forwardTracking: forwardTracking(),
  parabolic: parabolic(),
};

Deno.test("the minimizer of a cubic is found from two of its samples", () => {
  // t^3 - 3t has its minimum at 1.
  const at = (step: number) => ({ step, value: step ** 3 - 3 * step, slope: 3 * step ** 2 - 3 });
  for (const [a, b] of [[0, 2], [2, 0], [0.5, 0.7], [1.5, 4]]) {
    assert.ok(Math.abs(cubicMinimizer(at(a), at(b)) - 1) < 1e-12, `from ${a} and ${b}`);
  }
});

Deno.test("the minimizer of a parabola is found from a slope and a value, or from two slopes", () => {
  const at = (step: number) => ({ step, value: parabola.value(step), slope: parabola.slope(step) });
  assert.ok(Math.abs(quadraticMinimizer(at(0), at(1)) - 3) < 1e-12);
  assert.ok(Math.abs(secant(at(0), at(1)) - 3) < 1e-12);
});

Deno.test("strong Wolfe's step satisfies both conditions on Moré and Thuente's functions", () => {
  for (const [i, phi] of moreThuente.entries()) {
    for (const first of [1e-3, 1e-1, 1, 10]) {
      const { start, end } = along(phi, strongWolfe({ c1: 1e-3, c2: 0.1 }), first);
      const holds = satisfiesArmijo(start, end, 1e-3) && satisfiesCurvature(start, end, 0.1);
      assert.ok(holds, `function ${i + 1} from ${first}: ${JSON.stringify(end)}`);
    }
  }
});

Deno.test("Hager and Zhang's step satisfies the Wolfe conditions, or the approximate ones, on Moré and Thuente's functions", () => {
  for (const [i, phi] of moreThuente.entries()) {
    for (const first of [1e-3, 1e-1, 1, 10]) {
      const { start, end } = along(phi, hagerZhang({ delta: 0.1, sigma: 0.5 }), first);
      const approximate = { delta: 0.1, sigma: 0.5, error: 1e-6 * Math.abs(start.value) };
      const holds = satisfiesWolfe(start, end, 0.1, 0.5) ||
        satisfiesApproximateWolfe(start, end, approximate);
      assert.ok(holds, `function ${i + 1} from ${first}: ${JSON.stringify(end)}`);
    }
  }
});

Deno.test("Hager and Zhang's search finds a minimum that rounding hides from values", () => {
  // 1e8 + (t - 3)^2: near 3 the values do not change, the slopes do.
  const phi = {
    value: (t: number) => 1e8 + 1e-8 * parabola.value(t),
    slope: (t: number) => 1e-8 * parabola.slope(t),
  };
  const { end } = along(phi, hagerZhang({ delta: 0.005, sigma: 0.01 }), 0.1);
  assert.ok(Math.abs(end.step - 3) < 0.05, `${end.step}`);
});

Deno.test("backtracking's step satisfies Armijo's condition, and asks for no slope", () => {
  for (const phi of [parabola, ...moreThuente]) {
    const { start, end, asked } = along(phi, backtracking({ c1: 0.1 }), 100);
    assert.ok(satisfiesArmijo(start, end, 0.1), JSON.stringify(end));
    assert.ok(asked.every(({ slope }) => !slope));
  }
});

Deno.test("the searches of KeepStepping and KeepVaulting end at a parabola's vertex", () => {
  for (const searching of [forwardTracking(), parabolic()]) {
    const { end, asked } = along(parabola, searching, 0.1);
    assert.ok(Math.abs(end.step - 3) < 0.3, `${end.step}`);
    assert.ok(asked.every(({ slope }) => !slope));
  }
});

for (const [name, searching] of Object.entries(searches)) {
  Deno.test(`${name} steps back from where phi is infinite or NaN, and goes on`, () => {
    for (const beyond of [Infinity, NaN]) {
      const phi = {
        value: (t: number) => t > 0.5 ? beyond : parabola.value(t),
        slope: (t: number) => t > 0.5 ? NaN : parabola.slope(t),
      };
      const { start, end } = along(phi, searching, 2);
      assert.ok(end.step > 0 && end.value < start.value, `${beyond}: ${JSON.stringify(end)}`);
    }
  });

  Deno.test(`${name} returns the start if nothing is lower`, () => {
    // The slope lies: phi rises.
    const { accepted } = along({ value: (t) => t, slope: () => -1 }, searching, 1);
    assert.equal(accepted.step, 0);
  });

  Deno.test(`${name} returns the start where phi is finite nowhere else, after a bounded number of steps`, () => {
    const phi = {
      value: (t: number) => t === 0 ? 1 : NaN,
      slope: (t: number) => t === 0 ? -1 : NaN,
    };
    const { accepted, asked } = along(phi, searching, 1);
    assert.equal(accepted.step, 0);
    assert.ok(asked.length <= 60, `${asked.length} steps`);
  });
}
