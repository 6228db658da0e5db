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
    { name: "x", type: "BIGINT", kind: "number" },
    { name: "y", type: "BIGINT", kind: "number" },
  ]);
  await Deno.writeTextFile(file, "x,y\n5,6\n");
  const text = `SELECT sum(x), sum(y) FROM ${engine.source}`;
  assert.deepEqual(await engine.query({ text, values: [] }), [[5, 6]]);
  await engine.close();
});
