import assert from "../../../src/deps/test.ts";
import { join } from "../../../src/deps/path.ts";
import { fit } from "../../../src/regression/fit/fit.ts";
import { digits, fitFile } from "../fits.ts";
import { testInFolder } from "../../scripts/run.ts";
import type { RegressionOptions } from "../../../src/regression/fit/options.ts";

/** Held, streamed, and by SQL. */
const ways = [{}, { mostHeld: 100 }, { mostHeld: 0 }];

const big = "a,b,y\n1,2,1\n2,1,2\n1e160,5,3\n4,4,4\n5,7,5.5\n6,1,6\n";

testInFolder("a value beyond 1e154 gets R's coefficient and error", async (folder) => {
  const file = join(folder, "big.csv");
  await Deno.writeTextFile(file, big);
  for (const way of ways) {
    const { summary, notes } = await fitFile(file, ["--target", "y"], way);
    const [, a, b] = summary.coefficients;
    assert.deepEqual([summary.dependent, notes], [[], []]);
    // R: summary(lm(y ~ a + b))
    assert.equal(a.estimate?.toPrecision(3), "-1.39e-160");
    assert.equal(a.standardError?.toPrecision(3), "2.66e-160");
    assert.equal(b.estimate?.toPrecision(3), "0.346");
  }
});

/** Rows whose first thousand are unlike the last. */
function lateRows(first: (i: number) => number, late: (i: number) => number): number[][] {
  return Array.from({ length: 1500 }, (_, i) => [
    i < 1200 ? first(i) : late(i),
    Math.sin(i),
    3 + Math.cos(7 * i) + 0.5 * Math.sin(i) + (i < 1200 ? 0 : 0.01 * (i % 5)),
  ]);
}

const wave = (i: number) => Math.cos(3 * i);

for (
  const [name, small, factor] of [
    ["large", lateRows(() => 0, wave), 2 ** 600],
    ["small", lateRows(() => 0, wave), 2 ** -600],
  ] as const
) {
  testInFolder(`columns whose later rows are ${name} are scanned once more`, async (folder) => {
    const write = async (file: string, rows: number[][]) => {
      await Deno.writeTextFile(join(folder, file), "a,b,y\n" + rows.map(String).join("\n"));
      return join(folder, file);
    };
    const plain = await write("plain.csv", small);
    const scaled = await write("scaled.csv", small.map(([a, b, y]) => [a * factor, b, y]));
    for (const way of ways) {
      const expected = await fitFile(plain, ["--target", "y"], way);
      const found = await fitFile(scaled, ["--target", "y"], way);
      assert.equal(found.scans, expected.scans + 1);
      assert.deepEqual(found.summary.dependent, []);
      found.summary.coefficients.forEach(({ estimate, standardError }, j) => {
        const wanted = expected.summary.coefficients[j];
        const unit = j === 1 ? factor : 1;
        assert.ok(digits(estimate! * unit, wanted.estimate!) > 10, `${j}: ${estimate}`);
        assert.ok(digits(standardError! * unit, wanted.standardError!) > 10);
      });
    }
    const error = await fitFile(scaled, ["--target", "y", "--max-scans", "1"]).catch((each) =>
      each
    );
    assert.match(error.message, /--max-scans 3/);
  });
}

const X = Array.from({ length: 40 }, (_, i) => [Math.sin(i), Math.cos(i * i), i % 7]);
const y = X.map(([a, b, c], i) => 5 + a - 2 * b + 0.3 * c + Math.sin(11 * i));

for (const intercept of [true, false]) {
  for (const power of [-1000, -700, -600, 520, 600, 1000]) {
    for (const [inX, inY] of [[power, 0], [0, power], [power, power]]) {
      Deno.test(`a unit of 2^${inX} in X and 2^${inY} in y changes units alone, ${intercept ? "with" : "without"} an intercept`, async () => {
        const one = await fit(X, y, { intercept });
        const other = await fit(
          X.map(([a, b, c]) => [a * 2 ** inX, b, c]),
          y.map((value) => value * 2 ** inY),
          { intercept },
        );
        other.coefficients.forEach(({ estimate, standardError, statistic, p }, j) => {
          const wanted = one.coefficients[j];
          const unit = 2 ** (inY - (j === (intercept ? 1 : 0) ? inX : 0));
          assert.ok(digits(estimate!, wanted.estimate! * unit) > 12, `${estimate}`);
          assert.ok(digits(standardError!, wanted.standardError! * unit) > 12);
          assert.ok(digits(statistic!, wanted.statistic!) > 12);
          assert.ok(digits(p!, wanted.p!) > 11);
        });
        const { rSquared, f, sigma, logLikelihood } = one.quality;
        assert.ok(digits(other.quality.rSquared!, rSquared!) > 12);
        assert.ok(digits(other.quality.f!, f!) > 11);
        assert.ok(digits(other.quality.sigma!, sigma! * 2 ** inY) > 12);
        const moved = logLikelihood - 40 * inY * Math.LN2;
        assert.ok(digits(other.quality.logLikelihood, moved) > 12);
        assert.equal(other.status, "converged");
        // The sum of squares alone is beyond a float64, and that is said.
        assert.equal(other.notes.length, inY === 0 ? 0 : 1);
        if (inY !== 0) {
          assert.match(other.notes[0], /sum of squared residuals is too (large|small)/);
        }
      });
    }
  }
}

Deno.test("logistic and poisson regressions know no units of X either", async () => {
  const hits = y.map((value, i) => Number(value + 3 * Math.sin(5 * i) > 5));
  const counts = y.map((value) => Math.max(0, Math.round(value)));
  for (const [family, target] of [["logistic", hits], ["poisson", counts]] as const) {
    const one = await fit(X, target, { family });
    for (const factor of [2 ** 700, 2 ** -700]) {
      const other = await fit(X.map(([a, b, c]) => [a * factor, b, c]), target, { family });
      assert.deepEqual([other.dependent, other.notes], [[], []]);
      assert.ok(
        digits(other.coefficients[1].estimate! * factor, one.coefficients[1].estimate!) > 9,
      );
      assert.ok(
        digits(other.coefficients[1].standardError! * factor, one.coefficients[1].standardError!) >
          9,
      );
    }
  }
});

Deno.test("a coefficient beyond a float64 is noted", async () => {
  for (const [inX, inY] of [[2 ** 700, 2 ** -700], [2 ** -700, 2 ** 700]]) {
    const { notes } = await fit(
      X.map(([a, b, c]) => [a * inX, b, c]),
      y.map((value) => value * inY),
    );
    assert.match(notes[0], /coefficient of "x1" or its error is too large or too small/);
  }
});

Deno.test("what has no scale is refused in one line", async () => {
  const withFirst = (value: number) => X.map((row, i) => i === 0 ? [value, row[1], row[2]] : row);
  const weighted = (weight: number) => X.map(() => weight);
  await refused(
    withFirst(1e308),
    y,
    {},
    /"x1" has values up to 1e\+308, whose differences overflow/,
  );
  await refused(X, y.map((_, i) => i === 3 ? -1e308 : i), {}, /"y" has values up to 1e\+308/);
  await refused(X, y, { weights: weighted(1e307) }, /weights in "weights" are too large/);
  await refused(X, y, { weights: weighted(1e-310) }, /weights in "weights" are too small/);
  await refused(X, y.map((_, i) => i * 1e200), { family: "poisson" }, /another unit/);
  await refused(X, y.map((_, i) => i * 1e-200), { family: "poisson" }, /another unit/);
  const tiny = X.map(([a, b, c]) => [a * 1e-200, b, c]);
  await refused(tiny, y, { ridge: 1 }, /"x1" differ by about .*e-20\d, which a ridge of 1/);
  // Far from that, neither ridge nor weights know units.
  const huge = await fit(X.map(([a, b, c]) => [a * 2 ** 600, b, c]), y, { ridge: 1 });
  assert.ok(huge.coefficients[1].estimate! !== 0);
});

Deno.test("options are checked in code as on the command line", async () => {
  const expected = /Expected a finite number, 0 or more\.$/;
  for (const ridge of [NaN, -1, Infinity]) await refused(X, y, { ridge }, expected);
  for (const confidence of [2, NaN, 0, 1, -1]) {
    await refused(X, y, { confidence }, /confidence is .* Expected a number between 0 and 1\.$/);
  }
  for (const maxScans of [0, NaN, 1.5, -3]) {
    await refused(X, y, { maxScans }, /Expected a whole number, 1 or more\.$/);
  }
  // As a caller without types may have it.
  for (const family of ["weibull", "toString", "", null]) {
    const options = JSON.parse(JSON.stringify({ family }));
    await refused(
      X,
      y,
      options,
      /Expected one of linear, logistic, poisson, gamma, .*, negative-binomial\.$/,
    );
  }
  for (const args of [["--ridge", "NaN"], ["--ridge", "-1"], ["--confidence", "2"]]) {
    const { fitCommand } = await import("../../../src/regression/fit/command.ts");
    const command = fitCommand().exitOverride().configureOutput({ writeErr: () => {} });
    assert.throws(
      () => command.parse(["f", "--target", "y", ...args], { from: "user" }),
      /Expected/,
    );
  }
});

async function refused(x: number[][], target: number[], options: RegressionOptions, why: RegExp) {
  const error = await fit(x, target, options).then(() => undefined, (each) => each);
  assert.equal(error?.name, "TableError");
  assert.match(error.message, why);
  assert.ok(!error.message.includes("\n"));
}
