import assert from "../../../src/deps/test.ts";
import type { FitRecord } from "../../../src/regression/fit/fit_record.ts";
import { parseRecord } from "../../../src/regression/fit/read_record.ts";
import { fit } from "../../../mod.ts";
import { testInFolder } from "../../scripts/run.ts";
import { join } from "../../../src/deps/path.ts";
import { dataFile, digits, fitFile } from "../fits.ts";

async function write(folder: string, name: string, head: string, rows: (number | string)[][]) {
  const path = join(folder, name);
  await Deno.writeTextFile(path, [head, ...rows.map((row) => row.join(","))].join("\n") + "\n");
  return path;
}

const index = (count: number) => Array.from({ length: count }, (_, i) => i);

testInFolder(
  "where a full step makes it worse, one scan compares twelve shorter ones",
  async (folder) => {
    // One count far out: from the mean, Newton's first step overshoots to e to the power of far too much.
    const rows = index(40).map((i) => [i === 39 ? 12 : i / 40, i === 39 ? 5000 : i % 3]);
    const path = await write(folder, "far.csv", "x,y", rows);
    const { record, summary } = await fitFile(path, ["--target", "y", "--family", "poisson"]);
    const kinds = record.recorded.map(({ question }) => question.kind);
    const searches = record.recorded.filter(({ question }) => question.kind === "losses");
    assert.ok(searches.length >= 1, kinds.join());
    for (const { question, answer } of searches) {
      assert.ok(question.kind === "losses" && "losses" in answer);
      assert.equal(question.fractions.length, 12);
      assert.equal(answer.losses.length, 12);
    }
    assert.equal(summary.status, "converged");
    // Of a best fit, residuals are at right angles to the columns.
    const [a, b] = summary.coefficients.map(({ estimate }) => estimate!);
    const residuals = rows.map(([x, y]) => y - Math.exp(a + b * x));
    const sum = (of: number[]) => of.reduce((total, value) => total + value, 0);
    assert.ok(Math.abs(sum(residuals)) < 1e-6);
    assert.ok(Math.abs(sum(residuals.map((r, i) => r * rows[i][0]))) < 1e-5);
  },
);

testInFolder(
  "collinear and constant columns are named and get no coefficient; the others' stand",
  async (folder) => {
    const rows = index(50).map((i) => {
      const [a, b] = [Math.sin(i), Math.cos(3 * i)];
      return [a, b, 2 * a - b + 0.1, 0.1, a + 3 * b + Math.sin(17 * i)];
    });
    const path = await write(folder, "c.csv", "a,b,both,constant,y", rows);
    const { summary } = await fitFile(path, ["--target", "y"]);
    assert.deepEqual(summary.dependent, [
      { name: "both", of: ["a", "b"] },
      { name: "constant", of: [] },
    ]);
    const alone = await fitFile(path, ["--target", "y", "--features", "a,b"]);
    assert.deepEqual(summary.coefficients.map(({ estimate }) => estimate === null), [
      ...[false, false, false],
      ...[true, true],
    ]);
    alone.summary.coefficients.forEach(({ estimate, standardError }, i) => {
      assert.ok(digits(summary.coefficients[i].estimate!, estimate!) > 11);
      assert.ok(digits(summary.coefficients[i].standardError!, standardError!) > 11);
    });
  },
);

Deno.test("a column that separates the classes is found in the first scan, and named", async () => {
  const args = ["--target", "benign", "--family", "logistic"];
  await assert.rejects(
    fit([[1], [2], [3], [4]], [0, 0, 1, 1], { family: "logistic", names: ["width"] }),
    /"width" separates its 0s from its 1s \(separation\).*Try --ridge 1/,
  );
  // Quasi-complete: the classes meet in one value.
  await assert.rejects(
    fit([[1], [2], [2], [4]], [0, 0, 1, 1], { family: "logistic", names: ["width"] }),
    /"width" separates/,
  );
  await assert.rejects(fitFile(dataFile("breast-cancer.csv"), args), /separate its 0s from its 1s/);
  const { summary } = await fitFile(dataFile("breast-cancer.csv"), [...args, "--ridge", "1"]);
  assert.equal(summary.status, "converged");
});

Deno.test("quasi-complete separation by two columns together is named; nearly separated classes are fitted", async () => {
  const points = index(60).map((i) => [Math.sin(i * i), Math.cos(7 * i)]);
  const side = points.map(([a, b]) => a + b > 0 ? 1 : 0);
  // On the border both classes are there.
  const border = [[1, -1], [1, -1], [-1, 1]];
  const y = [...side, 0, 1, 1];
  await assert.rejects(
    fit([...points, ...border], y, { family: "logistic", names: ["left", "right"] }),
    /"left", "right" separate|"right", "left" separate/,
  );
  const crossed = side.map((value, i) => i === 7 ? 1 - value : value);
  const { status } = await fit(points, crossed, { family: "logistic" });
  assert.equal(status, "converged");
});

Deno.test("a fit that is stopped after any scan goes on from its record to the same bits", async () => {
  const args = ["--target", "am", "--family", "logistic", "--features", "wt,hp"];
  const file = dataFile("mtcars.csv");
  const texts: string[] = [];
  const whole = await fitFile(file, args, {
    onRecord: (record: FitRecord) => Promise.resolve(void texts.push(JSON.stringify(record))),
  });
  assert.equal(texts.length, whole.scans);
  for (const text of [texts[0], texts[3], texts[texts.length - 1]]) {
    const earlier = parseRecord(text, "fit.json");
    let scans = 0;
    const { summary } = await fitFile(file, args, { earlier, onScan: () => scans++ });
    assert.equal(scans, whole.scans - earlier.recorded.length);
    assert.deepEqual(summary, whole.summary);
  }
});

const outOfScans: [what: string, file: string, args: string[], scans: number[]][] = [
  [
    "theta is found in turns",
    "quine.csv",
    ["--formula", "Days ~ Eth + Age", "--family", "negative-binomial"],
    [2, 5, 9, 15],
  ],
  [
    "an offset's deviance is asked last",
    "insurance.csv",
    ["--formula", "Claims ~ Group + offset(log(Holders))", "--family", "poisson"],
    [2, 3],
  ],
  ["errors are robust", "mtcars.csv", [
    "--formula",
    "am ~ wt",
    "--family",
    "binomial",
    "--errors",
    "HC0",
  ], [3, 4]],
  ["the path is cross-validated", "swiss.csv", ["--target", "Fertility", "--lasso", "--cv", "5"], [
    3,
  ]],
];
for (const [what, name, args, stops] of outOfScans) {
  Deno.test(`a fit that was out of scans goes on to the same digits where ${what}`, async () => {
    const file = dataFile(name);
    const whole = await fitFile(file, args);
    for (const maxScans of stops) {
      const stopped = await fitFile(file, [...args, "--max-scans", String(maxScans)]);
      const { status } = stopped.solution;
      const record = { ...stopped.record, status };
      record.request.maxScans = 50;
      const earlier = parseRecord(JSON.stringify(record), "fit.json");
      const { summary } = await fitFile(file, args, { earlier });
      assert.equal(summary.status, "converged");
      summary.coefficients.forEach(({ estimate }, i) =>
        assert.ok(digits(estimate!, whole.summary.coefficients[i].estimate!) > 9)
      );
    }
  });
}

Deno.test("a record of other questions is not gone on from, nor a scan of other rows trusted", async () => {
  const args = ["--target", "am", "--family", "logistic", "--features", "wt,hp"];
  const file = dataFile("mtcars.csv");
  const { record } = await fitFile(file, args);
  const changed = structuredClone(record);
  changed.guess.shift[1] += 1;
  await assert.rejects(fitFile(file, args, { earlier: changed }), /answer different questions/);
  const halved = structuredClone(record);
  halved.recorded.length = 1;
  halved.recorded[0].answer.used = 30;
  await assert.rejects(
    fitFile(file, args, { earlier: halved }),
    /scan 2: it saw 32 rows, expected 30/,
  );
  assert.throws(() => parseRecord("{}", "x.json"), /not a fit.json that fit.ts wrote/);
});

Deno.test("one scan is enough for the sums of a linear fit; what was not refined is said", async () => {
  const { summary, scans } = await fitFile(dataFile("Longley.csv"), [
    "--target",
    "y",
    "--max-scans",
    "1",
  ]);
  assert.equal(scans, 1);
  assert.equal(summary.status, "out of scans");
  const whole = await fitFile(dataFile("Longley.csv"), ["--target", "y"]);
  summary.coefficients.forEach(({ estimate, standardError }, i) => {
    assert.ok(digits(estimate!, whole.summary.coefficients[i].estimate!) > summary.digits);
    assert.ok(digits(standardError!, whole.summary.coefficients[i].standardError!) > 8);
  });
});

Deno.test("a fit stops when its signal says so", async () => {
  const signal = AbortSignal.abort(new DOMException("enough", "AbortError"));
  await assert.rejects(fitFile(dataFile("swiss.csv"), ["--target", "Fertility"], { signal }), {
    name: "AbortError",
  });
});
