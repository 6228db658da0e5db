/** Families and links as R's glm and MASS's glm.nb fit them: in memory, in a stream and by SQL. */
import assert from "../../../src/deps/test.ts";
import { fit } from "../../../src/regression/fit/fit.ts";
import type { FitTableOptions } from "../../../src/regression/fit/fit_table.ts";
import type { ErrorKind } from "../../../src/regression/model/errors.ts";
import type { FamilyName, LinkName } from "../../../src/regression/model/families.ts";
import { dataFile, digits, fitFile } from "../fits.ts";

/** What R says; families.R has the call. */
interface Expected {
  file: string;
  formula: string;
  family: keyof typeof families;
  link: LinkName;
  errors: ErrorKind;
  weights: string | null;
  names: string[];
  estimates: number[];
  standardErrors: number[];
  p: number[];
  [quality: string]: unknown;
}

const families = {
  ...{ gaussian: "linear", binomial: "logistic", poisson: "poisson", Gamma: "gamma" },
  ...{ "inverse.gaussian": "inverse-gaussian", "negative.binomial": "negative-binomial" },
} as const satisfies Record<string, FamilyName>;

const fromR: Expected[] = JSON.parse(await Deno.readTextFile(dataFile("families.json")));

const ways: [way: string, options: FitTableOptions][] = [
  ["in memory", {}],
  ["in a stream", { mostHeld: 1 }],
  ["by SQL", { mostHeld: 0 }],
];

for (const expected of fromR) {
  const { file, formula, link, errors, weights } = expected;
  const family = families[expected.family];
  // theta comes with fewer of R's digits.
  const enough = family === "negative-binomial" ? 6 : 8;
  for (const [way, options] of ways) {
    Deno.test(`${formula}, ${family} by ${link}${errors === "model" ? "" : `, ${errors}`}, of ${file}, ${way}: R's numbers`, async () => {
      const args = ["--formula", formula, "--family", family, "--link", link, "--errors", errors];
      if (weights) args.push("--weights", weights);
      const { summary, solution } = await fitFile(dataFile(file), args, options);
      assert.equal(solution.status, "converged");
      const same = (what: string, actual: number | null | undefined, wanted: number) => {
        const found = digits(actual ?? NaN, wanted);
        assert.ok(found > enough, `${what}: ${actual}, R has ${wanted}`);
      };
      assert.equal(summary.coefficients.length, expected.names.length);
      summary.coefficients.forEach(({ name, estimate, standardError, p }, i) => {
        // Of a coefficient that is next to nothing its error is the scale.
        const slack = Math.abs(expected.estimates[i] / expected.standardErrors[i]);
        if (slack > 0.1) same(name, estimate, expected.estimates[i]);
        same(`${name}'s error`, standardError, expected.standardErrors[i]);
        const lost = Math.log10(1 + slack ** 2);
        if (expected.p[i] > 1e-100) {
          assert.ok(digits(p ?? NaN, expected.p[i]) > enough - 1 - lost, `${name}'s p: ${p}`);
        }
      });
      const quality = Object.entries(summary.quality).filter(([name]) =>
        typeof expected[name] === "number"
      );
      assert.ok(quality.length >= 6);
      for (const [name, value] of quality) same(name, value, expected[name] as number);
    });
  }
}

Deno.test("families of arrays are those of files", async () => {
  const x = Array.from({ length: 60 }, (_, i) => 1 + (i % 10) / 3);
  const y = x.map((value, i) => Math.exp(value / 3) * (1 + 0.4 * Math.sin(7 * i)));
  const byFormula = await fit({ x, y }, { formula: "y ~ x", family: "gamma", link: "log" });
  const byArrays = await fit(x.map((value) => [value]), y, { family: "gamma", link: "log" });
  assert.deepEqual(
    byArrays.coefficients.map(({ estimate, standardError }) => [estimate, standardError]),
    byFormula.coefficients.map(({ estimate, standardError }) => [estimate, standardError]),
  );
});

Deno.test("a scale does not matter: what a target is measured in moves the intercept alone", async () => {
  const x = Array.from({ length: 40 }, (_, i) => i / 10);
  const y = x.map((value, i) => Math.exp(value / 3) * (1 + 0.5 * Math.sin(5 * i)));
  const slopes = [];
  for (const unit of [1e-30, 1, 1e30]) {
    for (const family of ["gamma", "inverse-gaussian"] as const) {
      const table = { x, y: y.map((value) => unit * value) };
      const { coefficients, status } = await fit(table, { formula: "y ~ x", family, link: "log" });
      assert.equal(status, "converged");
      slopes.push({ family, slope: coefficients[1].estimate! });
    }
  }
  for (const { family, slope } of slopes) {
    const first = slopes.find((each) => each.family === family)!.slope;
    assert.ok(digits(slope, first) > 10, `${family}: ${slope}, ${first}`);
  }
});

const refused: [why: string, options: object, y: number[], message: RegExp][] = [
  [
    "a link of another family",
    { family: "poisson", link: "logit" },
    [1, 2, 3, 4],
    /^Cannot fit: link is "logit"\. Expected one of log, identity, sqrt for the poisson family\.$/,
  ],
  [
    "zeros of gamma",
    { family: "gamma" },
    [0, 2, 3, 4],
    /a gamma target must be above 0, and it has values from 0 to 4\. Try --family linear\.$/,
  ],
  [
    "counts below 0",
    { family: "negative-binomial" },
    [-1, 2, 3, 4],
    /a negative binomial target must be 0 or more/,
  ],
  [
    "counts that vary less than Poisson's",
    { family: "negative-binomial" },
    [3, 4, 4, 5],
    /theta grows without end\. Try --family poisson\.$/,
  ],
  [
    "a mean below 0",
    { family: "linear", link: "log" },
    [-4, -2, -3, 1],
    /its mean is -2, which the log link has no eta for\. Try another --link\.$/,
  ],
];
for (const [why, options, y, message] of refused) {
  Deno.test(`no fit: ${why}`, async () => {
    await assert.rejects(
      async () => await fit([[1], [2], [3], [5]], y, options),
      (error: Error) => message.test(error.message) && !error.message.includes("\n"),
    );
  });
}

const separated: [why: string, table: Record<string, (string | number)[]>, names: string][] = [
  [
    "a level of nothing but 0s",
    { g: ["a", "a", "b", "b", "c", "c"], y: [3, 5, 0, 0, 1, 2] },
    'of "g = b"',
  ],
  [
    "a reference of nothing but 0s",
    { g: ["a", "a", "b", "b", "c", "c"], y: [0, 0, 4, 1, 1, 2] },
    'of "g = a"',
  ],
  [
    "a column of 0s and 1s",
    { g: [0, 0, 1, 1, 0, 0], y: [3, 5, 0, 0, 1, 2] },
    'where "g" is not 0',
  ],
  [
    "the same, of its 1s",
    { g: [0, 0, 1, 1, 1, 1], y: [0, 0, 3, 5, 1, 2] },
    'where "g" is not 1',
  ],
  [
    "numbers, at their greatest alone",
    { g: [3, 7.5, 5, 9, 9, 9], y: [0, 0, 0, 5, 1, 2] },
    'where "g" is not 9',
  ],
];
for (const [why, table, names] of separated) {
  Deno.test(`counts that separate are named: ${why}`, async () => {
    for (const family of ["poisson", "negative-binomial"] as const) {
      const error = await fit(table, { formula: "y ~ g", family }).catch((each) => each);
      assert.equal(
        error.message,
        `Cannot fit "y": all counts ${names} are 0 (separation), so the best coefficients are infinite. Try --ridge 1, or leave these rows out with --where.`,
      );
    }
    const held = await fit(table, { formula: "y ~ g", family: "poisson", ridge: 1 });
    assert.equal(held.status, "converged");
  });
}

Deno.test("a level of an interaction whose counts are all 0 is named too", async () => {
  const g = ["a", "a", "a", "a", "b", "b", "b", "b"], h = ["u", "u", "v", "v", "u", "u", "v", "v"];
  const table = { g, h, y: [3, 5, 1, 2, 4, 2, 0, 0] };
  const error = await fit(table, { formula: "y ~ g*h", family: "poisson" }).catch((each) => each);
  assert.match(
    error.message,
    /^Cannot fit "y": all counts where "g = b:h = v" is not 0 are 0 \(sep/,
  );
});

Deno.test("counts that are 0 in many rows, at both ends of a column and between, are fitted", async () => {
  const table = { g: [0, 0, 1, 1, 2, 2, 2020, 2020], y: [0, 1, 0, 2, 0, 1, 1, 0] };
  const { status } = await fit(table, { formula: "y ~ g", family: "poisson" });
  assert.equal(status, "converged");
});
