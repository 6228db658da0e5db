import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import { openDuckDB } from "../../src/tables/duckdb_engine.ts";
import { testInFolder } from "../scripts/run.ts";

testInFolder("a text file is parsed once: a later scan is of the same rows", async (folder) => {
  const file = join(folder, "it's data.csv");
  await Deno.writeTextFile(file, "x,y\n1,2\n3,4\n");
  const engine = await openDuckDB(file);
  const scan = { text: `SELECT sum(x), sum(y), count(*) FROM ${engine.source}`, values: [] };
  assert.deepEqual(await engine.query(scan), [[4, 6, 2]]);
  await Deno.writeTextFile(file, "x,y\n100,200\n");
  assert.deepEqual(await engine.query(scan), [[4, 6, 2]]);
  await engine.close();
});

testInFolder("describing a file does not parse the whole of it", async (folder) => {
  const file = join(folder, "rows.csv");
  await Deno.writeTextFile(file, "x,y\n1,2\n");
  const engine = await openDuckDB(file);
  assert.deepEqual(await engine.describe(), [
    { name: "x", type: "DOUBLE", kind: "number" },
    { name: "y", type: "DOUBLE", kind: "number" },
  ]);
  await Deno.writeTextFile(file, "x,y\n5,6\n");
  const text = `SELECT sum(x), sum(y) FROM ${engine.source}`;
  assert.deepEqual(await engine.query({ text, values: [] }), [[5, 6]]);
  await engine.close();
});

testInFolder("a quote that comes late is a quote", async (folder) => {
  const file = join(folder, "late.csv");
  const lines = Array.from({ length: 30_000 }, (_, i) => `${i},${i === 25_000 ? '"a, b"' : "c"}`);
  await Deno.writeTextFile(file, ["x,t", ...lines].join("\n"));
  const engine = await openDuckDB(file);
  const text = `SELECT t FROM ${engine.source} WHERE x = 25000`;
  assert.deepEqual(await engine.query({ text, values: [] }), [["a, b"]]);
  await engine.close();
});

testInFolder("a number that is whole only at first is not rounded later", async (folder) => {
  const values = Array.from({ length: 30_000 }, (_, i) => i === 25_000 ? 2.5 : 1);
  const files = {
    "late.csv": ["x", ...values].join("\n"),
    "late.json": values.map((x) => JSON.stringify({ x })).join("\n"),
    "part/a.csv": ["x", ...values.slice(0, 21_000)].join("\n"),
    "part/b.csv": ["x", ...values.slice(21_000)].join("\n"),
  };
  await Deno.mkdir(join(folder, "part"));
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(join(folder, name), text);
  }
  for (const name of ["late.csv", "late.json", "part"]) {
    const engine = await openDuckDB(join(folder, name));
    const text = `SELECT sum(x), min(${engine.dialect.text("x")}) FROM ${engine.source}`;
    assert.deepEqual(await engine.query({ text, values: [] }), [[30_001.5, "1"]], name);
    await engine.close();
  }
});

testInFolder("a word among later numbers is named, with its line", async (folder) => {
  const file = join(folder, "late.csv");
  const lines = Array.from({ length: 30_000 }, (_, i) => i === 25_000 ? "oops" : "1");
  await Deno.writeTextFile(file, ["x", ...lines].join("\n"));
  const engine = await openDuckDB(file);
  const text = `SELECT sum(CAST(x AS DOUBLE)) FROM ${engine.source}`;
  await assert.rejects(engine.query({ text, values: [] }), {
    name: "TableError",
    message: /Line: 25002.*oops/,
  });
  await engine.close();
});

testInFolder("a file without a line of names can be read, if that is said", async (folder) => {
  const file = join(folder, "bare.csv");
  await Deno.writeTextFile(file, "1,2\n3,4\n5,7\n");
  const engine = await openDuckDB(file, { header: false });
  assert.deepEqual((await engine.describe()).map(({ name }) => name), ["column0", "column1"]);
  const text = `SELECT sum(column0), count(*) FROM ${engine.source}`;
  assert.deepEqual(await engine.query({ text, values: [] }), [[9, 3]]);
  await engine.close();
});

testInFolder("what is known of the number of rows is never too much", async (folder) => {
  const lines = Array.from({ length: 5000 }, (_, i) => `${i},${i / 7}`);
  const csv = join(folder, "rows.csv");
  await Deno.writeTextFile(csv, ["x,y", ...lines].join("\n"));
  const engine = await openDuckDB(csv);
  assert.ok(await engine.leastRows() <= 5000);
  const copy = `COPY (FROM ${engine.source}) TO '${join(folder, "rows.parquet")}'`;
  await engine.query({ text: copy, values: [] });
  await engine.close();
  const parquet = await openDuckDB(join(folder, "rows.parquet"));
  assert.equal(await parquet.leastRows(), 5000);
  await parquet.close();
});
