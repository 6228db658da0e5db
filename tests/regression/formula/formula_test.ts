/** Formulas as R reads them: every number of R's, in memory, in a stream and by SQL, and of columns that a caller has. */
import assert from "../../../src/deps/test.ts";
import { fit, type NamedColumns } from "../../../src/regression/fit/fit.ts";
import type { FitTableOptions } from "../../../src/regression/fit/fit_table.ts";
import type { ErrorKind } from "../../../src/regression/model/errors.ts";
import type { FamilyName } from "../../../src/regression/model/families.ts";
import type { FitSummary } from "../../../src/regression/results/fit_summary.ts";
import { dataFile, digits, fitFile } from "../fits.ts";

/** What R says; formulas.R has the call. What R does not estimate is "NA". */
interface Expected {
  file: string;
  formula: string;
  family: string;
  weights: string | null;
  errors: ErrorKind;
  cluster: string | null;
  names: string[];
  estimates: (number | "NA")[];
  standardErrors: (number | "NA")[];
  statistics: (number | "NA")[];
  p: (number | "NA")[];
  low: (number | "NA")[];
  high: (number | "NA")[];
  termTests?: { df: number[]; sumOfSquares?: number[]; statistic: number[]; p: number[] } | null;
  inflation?: number[] | null;
  [quality: string]: unknown;
}

const fromR: Expected[] = JSON.parse(await Deno.readTextFile(dataFile("formulas.json")));

const ways: [way: string, options: FitTableOptions][] = [
  ["in memory", {}],
  ["in a stream", { mostHeld: 1 }],
  ["by SQL", { mostHeld: 0 }],
];

/** A name as R has it: no " = " between a category and its level, and TRUE behind what is true or false. */
function nameOf(name: string): string {
  return name.replaceAll(" = ", "").replace("(intercept)", "(Intercept)").replaceAll("`", "")
    .replace(/^(I\(.* > .*\)|.* == \d+)$/, "$1TRUE").replace(
      /^poly\((\w+), (\d)\)/,
      "poly($1, $2, rawTRUE)",
    );
}

function check({ coefficients, quality, terms }: FitSummary, expected: Expected) {
  const same = (what: string, actual: number | null | undefined, wanted: unknown) => {
    if (wanted === "NA") return assert.equal(actual, null, what);
    const found = digits(actual ?? NaN, wanted as number);
    assert.ok(found > 8, `${what}: ${actual}, R has ${wanted}`);
  };
  assert.deepEqual(
    coefficients.map(({ name }) => nameOf(name)),
    expected.names.map((name) => nameOf(name)),
  );
  coefficients.forEach((found, i) => {
    const { name } = found;
    same(name, found.estimate, expected.estimates[i]);
    same(`${name}'s error`, found.standardError, expected.standardErrors[i]);
    same(`${name}'s statistic`, found.statistic, expected.statistics[i]);
    same(`${name}'s interval`, found.low, expected.low[i]);
    same(`${name}'s interval`, found.high, expected.high[i]);
    // Far out p loses the digits by which its statistic grows.
    const lost = Math.log10(1 + Number(expected.statistics[i]) ** 2 || 1);
    const p = Number(expected.p[i]);
    if (p > 1e-100) assert.ok(digits(found.p ?? NaN, p) > 8 - lost, `${name}'s p: ${found.p}`);
  });
  const { termTests, inflation } = expected;
  if (termTests) {
    assert.equal(terms.length, termTests.df.length);
    terms.forEach((found, i) => {
      assert.equal(found.df, termTests.df[i]);
      if (termTests.sumOfSquares) same(found.term, found.sumOfSquares, termTests.sumOfSquares[i]);
      same(`${found.term}'s test`, found.statistic, termTests.statistic[i]);
      const p = Number(termTests.p[i]);
      const lost = Math.log10(1 + Number(termTests.statistic[i]));
      if (p > 1e-100) assert.ok(digits(found.p ?? NaN, p) > 8 - lost, `${found.term}'s p`);
    });
  }
  inflation?.forEach((value, i) => same(`${terms[i].term}'s GVIF`, terms[i].inflation, value));
  const named = Object.entries(quality).filter(([name]) => expected[name] !== undefined);
  assert.ok(named.length >= 3);
  for (const [name, value] of named) same(name, value, expected[name]);
}

for (const expected of fromR) {
  const { file, formula, family, weights, errors, cluster } = expected;
  // R's "." takes in what is a weight here.
  const own = formula.replace("(. - .w)", ".");
  const title = `${own}, ${family}${weights ? `, weights ${weights}` : ""}${
    cluster ? `, clustered by ${cluster}` : errors === "model" ? "" : `, ${errors}`
  }`;
  for (const [way, options] of ways) {
    Deno.test(`${title} of ${file}, ${way}: every number of R's to 8 digits`, async () => {
      const args = ["--formula", own, "--family", family, "--errors", errors];
      if (weights) args.push("--weights", weights);
      if (cluster) args.push("--cluster", cluster);
      check((await fitFile(dataFile(file), args, options)).summary, expected);
    });
  }
  Deno.test(`${title} of ${file}'s columns: every number of R's to 8 digits`, async () => {
    const quasi = family.startsWith("quasi");
    const families: Record<string, FamilyName> = {
      ...{ gaussian: "linear", binomial: "logistic", quasibinomial: "logistic" },
      ...{ poisson: "poisson", quasipoisson: "poisson" },
    };
    const result = await fit(await columnsOf(file), {
      ...{ formula: own, family: families[family], errors: quasi ? "quasi" : errors },
      ...{ weights: weights ?? undefined, cluster: cluster ?? undefined },
    });
    check(result, expected);
  });
}

async function columnsOf(file: string): Promise<NamedColumns> {
  const [head, ...lines] = (await Deno.readTextFile(dataFile(file))).trim().split("\n");
  const rows = lines.map((line) => line.split(","));
  return Object.fromEntries(
    head.split(",").map((name, j) => {
      const texts = rows.map((row) => row[j].trim());
      const there = texts.filter((text) => text !== "NA");
      const isNumber = there.every((text) => text !== "" && Number.isFinite(Number(text)));
      return [
        name,
        texts.map((text) => text === "NA" ? null : isNumber ? Number(text) : text),
      ];
    }),
  );
}
