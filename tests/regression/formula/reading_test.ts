/** What a formula's text means, and what a mistake in it gets. */
import { join } from "../../../src/deps/path.ts";
import assert from "../../../src/deps/test.ts";
import { fit } from "../../../src/regression/fit/fit.ts";
import { openDuckDB } from "../../../src/regression/engines/duckdb/engine.ts";
import { predictFile } from "../../../src/regression/fit/predict.ts";
import { formulaOf } from "../../../src/regression/formula/formula.ts";
import { parseFormula } from "../../../src/regression/formula/syntax.ts";
import type { Column } from "../../../src/regression/model/column.ts";
import { type IntervalKind, intervalOf } from "../../../src/regression/results/interval.ts";
import { testInFolder } from "../../scripts/run.ts";
import { dataFile, digits, fitFile } from "../fits.ts";

const columns: Column[] = [
  ...["y", "a", "b", "c", "x.1", "odd name"].map((name) => ({
    name,
    type: "DOUBLE",
    kind: "number" as const,
  })),
  { name: "g", type: "VARCHAR", kind: "text" },
  { name: "d", type: "DATE", kind: "other" },
];

/** A formula's terms as R's terms() prints their labels. */
function labels(text: string): string[] {
  const { terms, variables, intercept } = formulaOf(parseFormula(text), columns, {
    categorical: [],
  });
  const named = terms.map((term) => term.map((v) => variables[v].label).join(":"));
  return intercept ? ["1", ...named] : named;
}

Deno.test("operators are R's: attr(terms(f), 'term.labels')", () => {
  const cases: [string, string[]][] = [
    ["y ~ a + b", ["1", "a", "b"]],
    ["y ~ a*b", ["1", "a", "b", "a:b"]],
    ["y ~ a:b + c", ["1", "c", "a:b"]],
    ["y ~ (a + b + c)^2", ["1", "a", "b", "c", "a:b", "a:c", "b:c"]],
    ["y ~ (a + b + c)^3 - a:b:c", ["1", "a", "b", "c", "a:b", "a:c", "b:c"]],
    ["y ~ (a + b)^9", ["1", "a", "b", "a:b"]],
    ["y ~ a/b", ["1", "a", "a:b"]],
    ["y ~ (a + b)/c", ["1", "a", "b", "a:b:c"]],
    ["y ~ a %in% b", ["1", "a:b"]],
    ["y ~ a + a + b:a + a:b", ["1", "a", "a:b"]],
    ["y ~ 0 + a", ["a"]],
    ["y ~ a - 1", ["a"]],
    ["y ~ -1 + a + 1", ["1", "a"]],
    ["y ~ a*b - a", ["1", "b", "a:b"]],
    ["y ~ a - (b + 1)", ["a"]],
    ["y ~ . - b", ["1", "a", "c", "x.1", "odd name", "g"]],
    ["log(y) ~ . - b - `odd name`", ["1", "a", "c", "x.1", "g"]],
    ["y ~ `odd name`*x.1", ["1", "odd name", "x.1", "odd name:x.1"]],
    ["y ~ I(a^2) + I(-a + 2 * b)", ["1", "I(a^2)", "I(-a + 2 * b)"]],
    ["y ~ log(a)/b + (a > 2)", ["1", "log(a)", "a > 2", "log(a):b"]],
    ["y ~ a ** 1", ["1", "a"]],
    ["y ~ (a + b):(a + c)", ["1", "a", "a:c", "a:b", "b:c"]],
    ["y ~ a*b/c", ["1", "a", "b", "a:b", "a:b:c"]],
    ["y ~ a:b*c", ["1", "c", "a:b", "a:b:c"]],
    ["y ~ 1", ["1"]],
  ];
  for (const [text, expected] of cases) assert.deepEqual(labels(text), expected, text);
});

Deno.test("a mistake is one line that marks the place", () => {
  const cases: [string, RegExp][] = [
    ["y ~ log(a", /"y ~ log\(a\u2038": expected "," or "\)"/],
    ["y ~ a + * b", /"y ~ a \+ \u2038\* b": expected a column/],
    ["y ~ a b", /"y ~ a \u2038b": expected the end/],
    ["y", /"y\u2038": expected "~"/],
    ["~ a", /"\u2038~ a": expected a column/],
    ["y ~ aa", /"y ~ \u2038aa": there is no column "aa". Did you mean "a"/],
    ["y ~ lgo(a)", /\u2038lgo\(a\)": there is no function lgo. Did you mean log/],
    ["y ~ a + 3", /\u20383": a number other than 0 and 1 is no term/],
    ["y ~ a^b", /a\^\u2038b": expected a whole number after \^/],
    ["y ~ 'a'", /\u2038'a'": a text is no term/],
    ["y ~ log(g)", /\u2038g\)": "g" holds no numbers/],
    ["y ~ I(a:b)", /: has no meaning within arithmetic/],
    ["y ~ I(g > 'a')", /a text can only be compared, with == or !=/],
    ["y ~ log(a, b)", /log takes one argument/],
    ["y ~ poly(a, 0)", /expected poly\(x, 3\)/],
    ["y ~ C(g, base = 2)", /expected C\(column\) or C\(column, ref = "level"\)/],
    ["y ~ weekday(a)", /weekday takes a column of dates or times/],
    ["y ~ a + y", /\u2038y": the target cannot be a feature/],
    ["y ~ a - a - 1", /neither a feature nor an intercept is left/],
    ["y ~ a:offset(b)", /an offset stands alone/],
    ["y ~ a - offset(b)", /an offset cannot be taken away/],
    ["cbind(y) ~ a", /expected cbind\(successes, failures\)/],
    ["y ~ a @ b", /\u2038@ b": "@" has no meaning there/],
    ["y ~ a \u{1F600}", /"\u{1F600}" has no meaning there/u],
    [`y ~ ${"(".repeat(200)}a${")".repeat(200)}`, /nested too deeply/],
    [`y ~ (${Array.from({ length: 60 }, (_, i) => `I(a*${i})`).join(" + ")})^3`, /300 terms/],
  ];
  for (const [text, message] of cases) assert.throws(() => labels(text), message, text);
});

Deno.test("a date is its days, and . leaves it out with a note", () => {
  const { notes, terms } = formulaOf(parseFormula("y ~ ."), columns, { categorical: [] });
  assert.equal(terms.length, 6);
  assert.match(notes[0], /"d" is DATE: "\." leaves it out/);
  assert.deepEqual(labels("y ~ d"), ["1", "d"]);
});

Deno.test("an offset far from any start, of six orders of magnitude, is fitted as R fits it", async () => {
  const n = 60;
  const exposure = Array.from({ length: n }, (_, i) => 10 ** (6 * i / (n - 1)));
  const x = exposure.map((_, i) => Math.sin(3 * i));
  const y = exposure.map((e, i) => Math.round(e * Math.exp(-2 + 0.5 * x[i])));
  for (
    const [formula, intercept] of [["y ~ x + offset(log(e))", true], [
      "y ~ 0 + x + offset(log(e) - 2)",
      false,
    ]] as const
  ) {
    const { coefficients, status } = await fit({ x, y, e: exposure }, {
      formula,
      family: "poisson",
    });
    assert.equal(status, "converged");
    assert.equal(coefficients.length, intercept ? 2 : 1);
    assert.ok(Math.abs(coefficients.at(-1)!.estimate! - 0.5) < 1e-5, formula);
  }
});

testInFolder("predictions follow the formula, of typed files and of text", async (folder) => {
  const path = dataFile("insurance.csv");
  const { model, summary } = await fitFile(path, [
    ...[
      "--formula",
      "Claims ~ factor(District, ref = 3)*Group + log(Holders):Age + offset(log(Holders))",
    ],
    ...["--family", "poisson"],
  ]);
  const rows = await Deno.readTextFile(path);
  const odd = `${rows.trim()}\n9,<1l,<25,100,5\n1,<1l,<25,,5\n1,new,<25,100,5\n`;
  await Deno.writeTextFile(join(folder, "new.csv"), odd);
  const to = join(folder, "predictions.csv");
  const found = await predictFile(join(folder, "new.csv"), model, summary.coefficients, to);
  assert.equal(found.without, 3);
  const predicted = (await Deno.readTextFile(to)).trim().split("\n").slice(1, -3)
    .map((line) => Number(line.split(",").at(-1)));
  const claims = rows.trim().split("\n").slice(1).map((line) => Number(line.split(",").at(-1)));
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  // With an intercept the fitted values of the canonical link add up to the counts.
  assert.ok(Math.abs(sum(predicted) / sum(claims) - 1) < 1e-12);
});

testInFolder("intervals of predictions are R's", async (folder) => {
  const predicted = async (name: string, args: string[], kind: IntervalKind) => {
    const path = dataFile(name);
    const { model, solution, summary } = await fitFile(path, args);
    const interval = intervalOf(model, solution, 0.95, kind);
    const to = join(folder, `${kind}-${name}`);
    await predictFile(path, model, summary.coefficients, to, {}, { interval });
    const [head, ...lines] = (await Deno.readTextFile(to)).trim().split("\n");
    assert.match(head, /,prediction,low,high$/);
    return lines.slice(0, 2).map((line) => line.split(",").slice(-3).map(Number));
  };
  const linear = ["--formula", "mpg ~ wt*factor(cyl)"];
  const counts = [
    "--formula",
    "Claims ~ Age + Group + offset(log(Holders))",
    "--family",
    "poisson",
  ];
  const cases: [number[][], number[][]][] = [
    // predict(m, interval = "confidence"), and "prediction".
    [await predicted("mtcars.csv", linear, "mean"), [
      [21.1249669526086, 17.6844937817718, 24.5654401234454],
      [20.416039938124, 18.0562544464155, 22.7758254298325],
    ]],
    [await predicted("mtcars.csv", linear, "row"), [
      [21.1249669526086, 15.0282471398678, 27.2216867653495],
      [20.416039938124, 14.8571079901059, 25.9749718861421],
    ]],
    // exp(p$fit), and of p$fit less and more qnorm(0.975) * p$se.fit, with p = predict(m, se.fit = TRUE).
    [await predicted("insurance.csv", counts, "mean"), [
      [32.7182891630869, 28.2352386270381, 37.9131361310428],
      [36.3644124460252, 32.1194778573274, 41.1703608140366],
    ]],
  ];
  for (const [found, expected] of cases) {
    found.flat().forEach((value, i) =>
      assert.ok(
        Math.abs(value / expected.flat()[i] - 1) < 1e-9,
        `${value}, R has ${expected.flat()[i]}`,
      )
    );
  }
});

testInFolder("a fit by a formula goes on from its record", async (folder) => {
  const path = join(folder, "t.csv");
  await Deno.copyFile(dataFile("quine.csv"), path);
  const args = ["--formula", "Days ~ Eth*Sex + Age:Lrn", "--family", "poisson", "--cluster", "Age"];
  const whole = await fitFile(path, args);
  const { fitTable } = await import("../../../src/regression/fit/fit_table.ts");
  const { parseRecord } = await import("../../../src/regression/fit/read_record.ts");
  const record = parseRecord(JSON.stringify(whole.record), "fit.json");
  for (let kept = 1; kept <= record.recorded.length; kept++) {
    const engine = await openDuckDB(path);
    const earlier = { ...record, recorded: record.recorded.slice(0, kept) };
    const again = await fitTable(engine, { engine: "duckdb", file: path }, record.request, {
      earlier,
    });
    assert.deepEqual(again.solution.coefficients, whole.solution.coefficients);
    assert.deepEqual(again.solution.scores, whole.solution.scores);
    await engine.close();
  }
});

Deno.test("options that do not go together are refused in a line", async () => {
  const path = dataFile("mtcars.csv");
  const cases: [string[], RegExp][] = [
    [["--formula", "mpg ~ wt", "--target", "mpg"], /--formula and --target say the same thing/],
    [["--formula", "mpg ~ wt", "--no-intercept"], /Write "y ~ 0 \+ x"/],
    [["--formula", "mpg ~ wt", "--errors", "quasi"], /a linear family's errors/],
    [["--formula", "mpg ~ wt", "--errors", "HC3", "--ridge", "1"], /Leave out --ridge/],
    [["--formula", "mpg ~ wt", "--errors", "HC3", "--cluster", "cyl"], /are different errors/],
    [["--target", "mpg", "--intervals", "mean"], /they are of --predict/],
    [
      ["--target", "am", "--family", "logistic", "--intervals", "row", "--predict", "x.csv"],
      /Try --intervals mean/,
    ],
    [["--formula", "mpg ~ wt", "--cluster", "nothing"], /Cannot find the column of clusters/],
    [["--formula", "cbind(vs, am) ~ wt"], /is a target of --family logistic/],
    [["--formula", "mpg ~ C(cyl, ref = 5)"], /its levels are 4, 6, 8/],
    [["--formula", "I(cyl/2) ~ wt", "--family", "binomial"], /must be 0 or 1, and it has values/],
    [["--formula", "mpg ~ log1p(log1p(log1p(log1p(log1p(wt)))))"], /nested too deeply/],
  ];
  for (const [args, message] of cases) {
    await assert.rejects(() => fitFile(path, args), message, args.join(" "));
  }
  const table = { y: [1, 2, 3.5], x: [1, 2, 4], g: ["a", "b", "a"] };
  await assert.rejects(fit({ ...table, x: [1] }, { formula: "y ~ x" }), /"x" has 1 values/);
  await assert.rejects(
    fit({ ...table, x: [1, "b", 2] }, { formula: "y ~ x" }),
    /a number and a string/,
  );
  await assert.rejects(
    fit(table, { formula: "y ~ x", cluster: "z" }),
    /Cannot find the column "z"/,
  );
  await assert.rejects(fit({}, { formula: "y ~ x" }), /the table has no columns/);
});

testInFolder("predictions of an inverse link, and on its scale, are R's", async (folder) => {
  // predict(glm(mpg ~ wt, Gamma, mtcars), data.frame(wt = c(2.62, 3.44)), se.fit = TRUE), with t's quantile for 30.
  const link = [
    [0.0448507853406, 0.0424814681147, 0.0472201025665],
    [0.0563688567805, 0.0533628185174, 0.0593748950435],
  ];
  const path = join(folder, "new.csv");
  await Deno.writeTextFile(path, "wt\n2.62\n3.44\n");
  const args = ["--formula", "mpg ~ wt", "--family", "gamma"];
  const { model, solution, summary } = await fitFile(dataFile("mtcars.csv"), args);
  const interval = intervalOf(model, solution, 0.95, "mean");
  for (const scale of ["link", "response"] as const) {
    const to = join(folder, `${scale}.csv`);
    await predictFile(path, model, summary.coefficients, to, {}, { interval, scale });
    const [, ...lines] = (await Deno.readTextFile(to)).trim().split("\n");
    lines.forEach((line, i) => {
      const [fitted, low, high] = link[i];
      const wanted = scale === "link" ? [fitted, low, high] : [1 / fitted, 1 / high, 1 / low];
      line.split(",").slice(1).map(Number).forEach((found, k) =>
        assert.ok(digits(found, wanted[k]) > 9, `${scale}: ${found}, R has ${wanted[k]}`)
      );
    });
  }
});

testInFolder("where a link has no mean, its limit is predicted", async (folder) => {
  const path = join(folder, "new.csv");
  const predicted = async (args: string[], x: number): Promise<number[]> => {
    await Deno.writeTextFile(path, `wt\n${x}\n`);
    const { model, solution, summary } = await fitFile(dataFile("mtcars.csv"), args);
    const interval = intervalOf(model, solution, 0.95, "mean");
    const to = join(folder, "predictions.csv");
    await predictFile(path, model, summary.coefficients, to, {}, { interval });
    const [, line] = (await Deno.readTextFile(to)).trim().split("\n");
    return line.split(",").slice(1).map((cell) => cell === "inf" ? Infinity : Number(cell));
  };
  const gamma = ["--formula", "mpg ~ wt", "--family", "gamma"];
  assert.deepEqual(await predicted(gamma, -5), [Infinity, Infinity, Infinity]);
  const [mean, low, high] = await predicted(gamma, -0.45);
  assert.ok(mean > low && low > 0 && mean < Infinity);
  assert.equal(high, Infinity);
  const identity = ["--formula", "mpg ~ wt", "--family", "poisson", "--link", "identity"];
  assert.deepEqual(await predicted(identity, 20), [0, 0, 0]);
});
