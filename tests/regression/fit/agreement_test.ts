import assert from "../../../src/deps/test.ts";
import type { FitTableOptions } from "../../../src/regression/fit/fit_table.ts";
import { dataFile, digits, fitFile } from "../fits.ts";

/** What R says of a fit; expected.json has the command. */
interface Expected {
  file: string;
  args: string[];
  r: string;
  estimates: number[];
  standardErrors: number[];
  statistics: number[];
  p: number[];
  low: number[];
  high: number[];
  [quality: string]: unknown;
}

const fromR: Record<string, Expected> = await json("expected.json");

/** Scans of rows in memory, and by SQL. */
const ways: [way: string, options: FitTableOptions][] = [
  ["in memory", {}],
  ["in a stream", { mostHeld: 1 }],
  ["by SQL", { mostHeld: 0 }],
];

const cases = Object.entries(fromR).flatMap(([title, expected]) =>
  ways.map(([way, options]) => ({ title, expected, way, options }))
);

for (const { title, expected, way, options } of cases) {
  Deno.test(`${title}, ${way}: every number of R's ${expected.r} to 8 digits`, async () => {
    const { summary, held } = await fitFile(dataFile(expected.file), expected.args, options);
    assert.equal(held, way === "in memory");
    const { coefficients, quality } = summary;
    assert.equal(coefficients.length, expected.estimates.length);
    const same = (what: string, actual: number | null | undefined, wanted: number) =>
      assert.ok(digits(actual ?? NaN, wanted) > 8, `${what}: ${actual}, R has ${wanted}`);
    coefficients.forEach((found, i) => {
      same(found.name, found.estimate, expected.estimates[i]);
      same(`${found.name}'s error`, found.standardError, expected.standardErrors[i]);
      same(`${found.name}'s statistic`, found.statistic, expected.statistics[i]);
      same(`${found.name}'s p`, found.p, expected.p[i]);
      same(`${found.name}'s interval`, found.low, expected.low[i]);
      same(`${found.name}'s interval`, found.high, expected.high[i]);
    });
    const named = Object.entries(quality).filter(([name]) => expected[name] !== undefined);
    assert.ok(named.length >= 6);
    for (const [name, value] of named) same(name, value, expected[name] as number);
  });
}

/** Digits of the worst coefficient, and scans. What is asked for is what the data allow. */
const least: Record<string, number> = {
  Longley: 12,
  Norris: 12,
  NoInt1: 13,
  Pontius: 11,
  Wampler1: 9,
  Wampler3: 9,
};

interface Certified {
  coefficients: Record<string, number>;
  standardErrors: Record<string, number>;
  residualSd: number;
}

const certified: Record<string, Certified> = await json("nist.json");

const tables = Object.entries(certified).flatMap(([name, values]) =>
  ways.map(([way, options]) => ({ name, ...values, way, options }))
);

for (const { name, coefficients, standardErrors, residualSd, way, options } of tables) {
  Deno.test(`NIST's ${name} to ${least[name]} digits in two scans ${way}, and no more are promised than are right`, async () => {
    const without = "b0" in coefficients ? [] : ["--no-intercept"];
    const args = ["--target", "y", ...without];
    const { summary, scans } = await fitFile(dataFile(`${name}.csv`), args, options);
    const found = Object.values(coefficients).map((value, i) =>
      digits(summary.coefficients[i].estimate!, value)
    );
    assert.ok(Math.min(...found) >= least[name], `${found}`);
    assert.ok(summary.digits <= Math.min(...found), `${summary.digits} promised, ${found}`);
    assert.equal(scans, 2);
    Object.values(standardErrors).forEach((value, i) =>
      assert.ok(digits(summary.coefficients[i].standardError!, value) > 8)
    );
    assert.ok(digits(summary.quality.sigma!, residualSd) > 8);
  });
}

Deno.test("a ridge is scikit-learn's: alpha for linear, 1 / C for logistic, and has no standard errors", async () => {
  const wanted: Record<string, number[]> = await json("ridge.json");
  const targets = { linear: "mpg", logistic: "am" };
  for (const [family, target] of Object.entries(targets)) {
    const args = ["--target", target, "--family", family, "--features", "wt,hp", "--ridge", "2"];
    const { summary } = await fitFile(dataFile("mtcars.csv"), args);
    summary.coefficients.forEach(({ estimate, standardError }, i) => {
      assert.ok(digits(estimate!, wanted[family][i]) > 7, `${estimate} ${wanted[family][i]}`);
      assert.equal(standardError, null);
    });
  }
});

async function json(name: string) {
  return JSON.parse(await Deno.readTextFile(dataFile(name)));
}
