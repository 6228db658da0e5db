import { join } from "../../../src/deps/path.ts";
import assert from "../../../src/deps/test.ts";
import { fitCommand } from "../../../src/regression/fit/command.ts";
import { requestOf } from "../../../src/regression/fit/command_request.ts";
import { parseCondition } from "../../../src/regression/model/condition.ts";
import { openDuckDB } from "../../../src/regression/engines/duckdb/engine.ts";
import { explain } from "../../../src/regression/fit/explain.ts";
import { fitTable } from "../../../src/regression/fit/fit_table.ts";
import { predictFile } from "../../../src/regression/fit/predict.ts";
import type { FitRequest } from "../../../src/regression/model/request.ts";
import { summarise } from "../../../src/regression/results/statistics.ts";
import { testInFolder } from "../../scripts/run.ts";
import { fitFile } from "../fits.ts";
import { oddNames } from "../odd_names.ts";
import type { Column } from "../../../src/regression/model/column.ts";

/** A feature, a category, a target, weights, and the category's levels. */
interface Names {
  x: string;
  group: string;
  y: string;
  w: string;
  levels: string[];
}

async function fitNamed(folder: string, { x, group, y, w, levels }: Names) {
  const file = join(folder, `${crypto.randomUUID()}.json`);
  const rows = Array.from({ length: 60 }, (_, i) => ({
    [x]: Math.sin(i),
    [group]: levels[i % 4],
    [y]: Math.cos(i * i) + i % 3,
    [w]: 1 + i % 5,
  }));
  await Deno.writeTextFile(file, JSON.stringify(rows));
  const options = fitCommand().parse(["--target", "-"], { from: "user" }).opts();
  const request: FitRequest = {
    ...requestOf(options),
    target: y,
    weights: w,
    where: [`"${group}" != '${levels[3]}'`, `${x} > -0.9`],
  };
  const engine = await openDuckDB(file);
  const fit = await fitTable(engine, { engine: "duckdb", file }, request);
  const summary = summarise(fit.model, fit.solution, 0.95);
  const text = await explain(engine, request);
  await engine.close();
  const to = join(folder, `${crypto.randomUUID()}.csv`);
  const predicted = await predictFile(file, fit.model, summary.coefficients, to);
  return { summary, text, predicted, predictions: await Deno.readTextFile(to), file };
}

const plain: Names = { x: "x", group: "group", y: "y", w: "w", levels: ["a", "b", "c", "d"] };

testInFolder(
  "columns and levels of any name are fitted as those of plain names are, and run nothing",
  async (folder) => {
    const { summary: wanted, predicted } = await fitNamed(folder, plain);
    assert.deepEqual(predicted, { rows: 60, without: 15, notes: [] });
    const canary = join(folder, "canary.csv");
    await Deno.writeTextFile(canary, "still here\n");
    const dangerous = [
      `'); COPY (SELECT 1) TO '${canary}'; --`,
      `"; COPY (SELECT 1) TO '${canary}'; --`,
      `$1`,
      `x' OR ''='`,
      `*/ DROP TABLE t /*`,
    ];
    const all = [...dangerous, ...oddNames(30)];
    const distinct = [...new Map(all.map((name) => [name.toLowerCase(), name])).values()];
    for (let first = 0; first + 8 <= distinct.length; first += 8) {
      const [x, group, y, w, ...levels] = distinct.slice(first, first + 8);
      // Levels in order, so that the same one is the reference.
      const { summary } = await fitNamed(folder, { x, group, y, w, levels: levels.toSorted() });
      assert.equal(summary.coefficients[1].name, x);
      assert.equal(summary.coefficients[2].name, `${group} = ${levels.toSorted()[1]}`);
      summary.coefficients.forEach(({ estimate, standardError }, i) => {
        const other = wanted.coefficients[i];
        assert.ok(Math.abs(estimate! - other.estimate!) < 1e-12, `${x}: ${estimate}`);
        assert.ok(Math.abs(standardError! - other.standardError!) < 1e-12);
      });
    }
    assert.equal(await Deno.readTextFile(canary), "still here\n");
  },
);

testInFolder("what --explain prints quotes every name and holds no value", async (folder) => {
  const odd = { ...plain, x: 'a "quoted" name', levels: ["p", "q", "r", "never in the text"] };
  const { text } = await fitNamed(folder, odd);
  assert.match(text, /CAST\("a ""quoted"" name" AS DOUBLE\)/);
  const sql = text.split("\n").filter((line) => !line.startsWith("--")).join("\n");
  assert.doesNotMatch(sql, /never in the text/);
  assert.match(text, /-- scan 1: [\s\S]*-- scan 2: /);
});

testInFolder(
  "rows with a level that the fit never saw, or without a value, get no prediction",
  async (folder) => {
    const { predictions } = await fitNamed(folder, plain);
    const [head, ...lines] = predictions.trim().split("\n");
    assert.equal(head, "x,group,y,w,prediction");
    for (const line of lines) assert.equal(/,d,/.test(line), line.endsWith(","));
  },
);

const columns: Column[] = [
  { name: "age", type: "BIGINT", kind: "number" },
  { name: "age >= 18", type: "BOOLEAN", kind: "number" },
  { name: "city", type: "VARCHAR", kind: "text" },
];

Deno.test("a condition is a column, an operator and a value, longest column first", () => {
  const read = (text: string) => Object.values(parseCondition(text, columns));
  assert.deepEqual(read("age >= 18"), ["age", ">=", 18]);
  assert.deepEqual(read("age>=1e2"), ["age", ">=", 100]);
  assert.deepEqual(read("age >= 18 = true"), ["age >= 18", "=", 1]);
  assert.deepEqual(read('"age" == 3'), ["age", "=", 3]);
  assert.deepEqual(read("city != 'New York; --'"), ["city", "<>", "New York; --"]);
  assert.deepEqual(read("city = St. John's"), ["city", "=", "St. John's"]);
  assert.deepEqual(read('city = "St. John\'s"'), ["city", "=", "St. John's"]);
  for (const text of ["age", "age ~ 3", ""]) {
    assert.throws(() => read(text), /Cannot read the condition .* Try --where "age >= 18"/);
  }
  assert.throws(
    () => read("height > 3"),
    /there is no column "height"; the columns are age, age >= 18, city/,
  );
  assert.throws(() => read("1 = 1"), /there is no column "1"/);
  assert.throws(() => read("city = 'St. John"), /has an opening quote but no closing one/);
  assert.throws(() => read("age => 3"), /expected one of = != < <= > >= between/);
  assert.throws(
    () => read("age > old"),
    /"age" holds numbers \(BIGINT\), and "old" is not a number/,
  );
  assert.throws(() => read("age > 1 OR 1 = 1"), /holds numbers/);
});

testInFolder(
  "predictions stand beside the rows as they are written, in the file's order",
  async (folder) => {
    const file = join(folder, "rows.csv");
    const rows = 60_000;
    const lines = Array.from(
      { length: rows },
      (_, i) =>
        `${9007199254740993n + BigInt(i)},"say ""${i}""",${i / 10},0${i % 3},${2 * i + i % 3}`,
    );
    await Deno.writeTextFile(file, ["id,note,x,kind,y", ...lines].join("\n"));
    const args = ["--target", "y", "--features", "x,kind", "--categorical", "kind"];
    const { model, summary } = await fitFile(file, args);
    const to = join(folder, "predictions.csv");
    const { coefficients } = summary;
    assert.deepEqual(await predictFile(file, model, coefficients, to), {
      rows,
      without: 0,
      notes: [],
    });
    const predicted = (await Deno.readTextFile(to)).trim().split("\n").slice(1);
    assert.equal(predicted.length, rows);
    predicted.forEach((line, i) => {
      const at = line.lastIndexOf(",");
      assert.equal(line.slice(0, at), lines[i]);
      assert.ok(Math.abs(Number(line.slice(at + 1)) - (2 * i + i % 3)) < 1e-6, line);
    });
  },
);

/** Fits a file's text and predicts another's. */
async function predicted(folder: string, fitted: string, args: string[], other: [string, string]) {
  const file = join(folder, "fitted.csv");
  await Deno.writeTextFile(file, fitted);
  const path = join(folder, other[0]);
  await Deno.writeTextFile(path, other[1]);
  const { model, summary } = await fitFile(file, ["--target", "y", ...args]);
  const to = join(folder, "predictions.csv");
  const counts = await predictFile(path, model, summary.coefficients, to);
  return { ...counts, lines: (await Deno.readTextFile(to)).trim().split("\n") };
}

testInFolder(
  "a level is known however the other file's text looks as a whole, and what is missing stays as it is written",
  async (folder) => {
    const fitted = "c,d,y\nT,1.10,1\nF,1.20,2\nU,n,3\nT,n,4\nF,1.10,6\nU,1.20,5\nT,1.10,2\n";
    const one = await predicted(folder, fitted, [], [
      "other.csv",
      "c,d,note\nT,1.10,NA\nF,1.20,N/A\n",
    ]);
    assert.deepEqual([one.rows, one.without], [2, 0]);
    assert.match(one.lines[1], /^T,1\.10,NA,[\d.-]+$/);
    assert.match(one.lines[2], /^F,1\.20,N\/A,[\d.-]+$/);

    const numbers = "k,x,y\n1,0.5,1\n2,1.5,2\n3,2.5,3\n1,3.5,4\n2,4.5,6\n3,1,5\n";
    const rows = "k,x\n1.0,1\n01,1\n2,\n3,word\n4,1\n";
    const two = await predicted(folder, numbers, ["--categorical", "k"], ["other.csv", rows]);
    const predictions = two.lines.slice(1).map((line) => line.slice(line.lastIndexOf(",") + 1));
    assert.equal(predictions[0], predictions[1]);
    assert.deepEqual(predictions.map((text) => text === ""), [false, false, true, true, true]);
    assert.deepEqual([two.rows, two.without], [5, 3]);

    const json =
      '{"k":3,"x":2,"id":9007199254740993,"t":true}\n{"k":1,"x":null,"id":7,"t":false}\n';
    const three = await predicted(folder, numbers, ["--categorical", "k"], ["other.json", json]);
    assert.match(three.lines[1], /^3,2,9007199254740993,true,[\d.-]+$/);
    assert.match(three.lines[2], /^1,,7,false,$/);
  },
);
