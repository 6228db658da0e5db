import assert from "../../src/deps/test.ts";
import { andrei } from "../../problems/andrei.ts";
import { bounded } from "../../problems/bounded.ts";
import { schittkowski } from "../../problems/schittkowski.ts";
import type { TestFunction } from "../../problems/test_function.ts";
import { boxOf } from "../../src/numeric/box.ts";
import { maxNorm } from "../../src/numeric/norm.ts";
import { minimizeSync } from "../../src/minimize/minimize.ts";

const collections: Record<string, readonly TestFunction[]> = {
  andrei: andrei(10),
  schittkowski,
  bounded,
};

for (const [collection, functions] of Object.entries(collections)) {
  for (const problem of functions) {
    const { name, n, start } = problem;
    Deno.test(`${collection}: the gradient of ${name} (${n}) agrees with central differences`, () => {
      // Off the start, where some derivatives are 0 by symmetry.
      const x = start.map((value, j) => value * 0.9 + 0.01 * (j % 10 + 1));
      const at = problem.bounds ? boxOf(problem.bounds, n, name).project(Float64Array.from(x)) : x;
      const { value, gradient } = problem.evaluate(at);
      for (let j = 0; j < n; j++) {
        const h = 1e-5 * Math.max(Math.abs(at[j]), 0.1);
        const [above, below] = [h, -h].map((t) =>
          problem.evaluate(Float64Array.from(at).with(j, at[j] + t)).value
        );
        const scale = maxNorm(gradient) + 1e-4 * Math.abs(value) + 1e-8;
        const expected = (above - below) / (2 * h);
        assert.ok(
          Math.abs(gradient[j] - expected) < 1e-6 * scale,
          `d f / d x${j + 1}: ${gradient[j]}, not ${expected}`,
        );
      }
    });
  }
}

Deno.test("Andrei's functions of 1,000 variables are of that many, or of the next multiple", () => {
  const functions = andrei(1000);
  assert.equal(functions.length, 89);
  assert.equal(new Set(functions.map(({ name }) => name)).size, 89);
  for (const { name, n, start } of functions) {
    assert.equal(n, name.startsWith("DIXMAAN") ? 1002 : 1000);
    assert.equal(start.length, n);
  }
});

/** f at the start as the book prints it. 204's, 0.190330, is another function's: its data give the least value and 0.354001. */
// deno-fmt-ignore
const printedStarts: Record<string, number> = {
  201: 45, 202: 1256, 203: 0.529781, 205: 14.2031, 206: 484.194, 207: 5.0336, 208: 24.2, 209: 1940.84, 210: 193605,
  211: 749.038, 212: 100, 213: 0.37481e7, 214: 2.70122, 240: 29726.8, 241: 629, 243: 0.939853, 244: 1.55347, 245: 1031.15,
  246: 8.4, 256: 215, 258: 19192, 261: 2, 289: 0.696313, HS1: 909, HS2: 909, HS3: 1.00081, HS4: 3.323568, HS5: 1,
  HS25: 32.835, HS38: 19192, HS110: -43.134337, S229: 24.2, S242: 275.881,
};

/** The least values as published, where they are no whole numbers. */
// deno-fmt-ignore
const printedMinima: Record<string, number> = {
  204: 0.183601, 243: 0.7966, HS2: 4.941229, HS5: -1.913223, HS110: -45.77846971, HATFLDB: 0.00557281, BIGGSB1: 0.015,
  EXPLIN: -723756.27, "Extended Cliff": 5 * 0.199786613,
};

/** Those of which a run from the start ends at a local minimum, or farther from the least value than the tolerance below. */
const endsElsewhere = ["Extended Freudenstein and Roth", "202", "HIMMELBG"];

const all = Object.values(collections).flat();

for (const { name, start, evaluate } of all.filter(({ name }) => name in printedStarts)) {
  Deno.test(`${name} has the published value at its start`, () => {
    const { value } = evaluate(start);
    const expected = printedStarts[name];
    assert.ok(Math.abs(value - expected) <= 2e-5 * Math.abs(expected), `${value}`);
  });
}

for (const { name, bounds, start, minimum, evaluate } of all) {
  const expected = minimum ?? printedMinima[name];
  if (expected === undefined || endsElsewhere.includes(name)) continue;
  Deno.test(`${name} has the known least value`, () => {
    const gradient = (x: Float64Array) => evaluate(x).gradient;
    const options = { bounds, gradient, maxIterations: 5000 };
    const { value } = minimizeSync((x) => evaluate(x).value, [...start], options);
    const digits = minimum === undefined ? 1e-4 : 1e-7;
    assert.ok(Math.abs(value - expected) <= digits * Math.max(Math.abs(expected), 1), `${value}`);
  });
}
