import { join } from "../../../../src/deps/path.ts";
import assert from "../../../../src/deps/test.ts";
import { openDuckDB } from "../../../../src/regression/engines/duckdb/engine.ts";
import { testInFolder } from "../../../scripts/run.ts";
import type { Value } from "../../../../src/regression/model/column.ts";

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

testInFolder(
  "a word among later numbers makes text of them, whatever the first rows look like",
  async (folder) => {
    const file = join(folder, "late.csv");
    const lines = Array.from({ length: 30_000 }, (_, i) => i === 25_000 ? "oops" : "1");
    await Deno.writeTextFile(file, ["x", ...lines].join("\n"));
    const engine = await openDuckDB(file);
    assert.deepEqual((await engine.describe()).map(({ kind }) => kind), ["text"]);
    const text = `SELECT count(*), count(DISTINCT x) FROM ${engine.source}`;
    assert.deepEqual(await engine.query({ text, values: [] }), [[30_000, 2]]);
    await engine.close();
  },
);

testInFolder("a file without a line of names can be read, if that is said", async (folder) => {
  const file = join(folder, "bare.csv");
  await Deno.writeTextFile(file, "1,2\n3,4\n5,7\n");
  const engine = await openDuckDB(file, { header: false });
  assert.deepEqual((await engine.describe()).map(({ name }) => name), ["column0", "column1"]);
  const text = `SELECT sum(column0), count(*) FROM ${engine.source}`;
  assert.deepEqual(await engine.query({ text, values: [] }), [[9, 3]]);
  await engine.close();
});

testInFolder("about how many rows there are is known without a scan", async (folder) => {
  const lines = Array.from({ length: 5000 }, (_, i) => `${i},${i / 7}`);
  const csv = join(folder, "rows.csv");
  await Deno.writeTextFile(csv, ["x,y", ...lines].join("\n"));
  const engine = await openDuckDB(csv);
  const rough = await engine.roughRows();
  assert.ok(rough > 500 && rough <= 5000);
  const copy = `COPY (FROM ${engine.source}) TO '${join(folder, "rows.parquet")}'`;
  await engine.query({ text: copy, values: [] });
  await engine.close();
  const parquet = await openDuckDB(join(folder, "rows.parquet"));
  assert.equal(await parquet.roughRows(), 5000);
  await parquet.close();
});

/** One column of ones, whose last row but so many is a word. */
async function spoiled(folder: string, rows: number): Promise<string> {
  const file = join(folder, "spoiled.csv");
  const lines = new Array<string>(rows).fill("1");
  lines[rows - 5] = "oops";
  await Deno.writeTextFile(file, ["x", ...lines].join("\n"));
  return file;
}

testInFolder("an error after rows were handed over is an error, not their end", async (folder) => {
  const engine = await openDuckDB(await spoiled(folder, 300_000));
  // So wide that the buffer is full long before the last row.
  const text = `SELECT ${new Array(60).fill("x::DOUBLE").join(", ")} FROM ${engine.source}`;
  let rows = 0;
  await assert.rejects(
    engine.stream({ text, values: [] }, ([first]) => void (rows += first.length)),
    /oops/,
  );
  assert.ok(rows > 0 && rows < 300_000, `${rows} rows`);
  await assert.rejects(engine.columns({ text, values: [] }), /oops/);
  await engine.close();
});

testInFolder("a stream that is interrupted says so, and is not taken as whole", async (folder) => {
  const file = join(folder, "x.csv");
  await Deno.writeTextFile(file, "x\n1\n");
  const engine = await openDuckDB(file);
  const columns = new Array(40).fill("i::DOUBLE").join(", ");
  const endless = { text: `SELECT ${columns} FROM range(100_000_000) AS t(i)`, values: [] };
  const controller = new AbortController();
  const { signal } = controller;
  await assert.rejects(engine.stream(endless, () => controller.abort(), { signal }), {
    name: "AbortError",
  });
  await engine.close();
});

testInFolder("a path and names with dollar signs are read as they are", async (folder) => {
  const file = join(folder, "it$$ $& $' data.csv");
  await Deno.writeTextFile(file, "a$$b,$&,$'\n1,2,3\n4,5,6\n");
  const engine = await openDuckDB(file);
  const sums = ["a$$b", "$&", "$'"].map((name) => `sum(${engine.dialect.identifier(name)})`);
  const text = `SELECT ${sums.join(", ")} FROM ${engine.source}`;
  // The second time from the table that was parsed.
  for (let time = 0; time < 2; time++) {
    assert.deepEqual(await engine.query({ text, values: [] }), [[5, 7, 9]]);
  }
  await engine.close();
});

testInFolder("numbers of any size are bound as doubles", async (folder) => {
  const file = join(folder, "x.csv");
  await Deno.writeTextFile(file, "x\n1\n1e250\n");
  const engine = await openDuckDB(file);
  const bound: Value[] = [];
  const most = engine.dialect.value(1e200, bound);
  const text = `SELECT count(*) FROM ${engine.source} WHERE x < ${most}`;
  assert.deepEqual(await engine.query({ text, values: bound }), [[1]]);
  await engine.close();
});

testInFolder("a number has the same text whatever its type", async (folder) => {
  const file = join(folder, "x.csv");
  await Deno.writeTextFile(file, "x\n1\n");
  const engine = await openDuckDB(file);
  const types = ["INTEGER", "DOUBLE", "FLOAT", "DECIMAL(10, 3)", "VARCHAR"];
  const texts = types.map((type) => engine.dialect.text(`CAST('3' AS ${type})`));
  const halves = types.slice(1).map((type) => engine.dialect.text(`CAST('2.5' AS ${type})`));
  const text = `SELECT ${[...texts, ...halves].join(", ")}`;
  const [row] = await engine.query({ text, values: [] });
  assert.deepEqual(row, ["3", "3", "3", "3", "3", "2.5", "2.5", "2.5", "2.5"]);
  const date = `SELECT ${engine.dialect.text("DATE '2020-02-01'")}`;
  assert.deepEqual(await engine.query({ text: date, values: [] }), [["2020-02-01"]]);
  await engine.close();
});

testInFolder(
  "what no table is in is said: an empty file, names alone, a folder of others",
  async (folder) => {
    const write = async (name: string, text: string) => {
      await Deno.writeTextFile(join(folder, name), text);
      return join(folder, name);
    };
    await assert.rejects(openDuckDB(await write("empty.csv", "")), /it is empty/);
    await assert.rejects(
      openDuckDB(await write("names.csv", "a,b\n")),
      /a line of names and no rows/,
    );
    await assert.rejects(openDuckDB(await write("nul.csv", "a\0b,c\n1,2\n")), /NUL/);
    await Deno.mkdir(join(folder, "other"));
    await assert.rejects(openDuckDB(join(folder, "other")), /folder holds no CSV, Parquet or JSON/);
  },
);

testInFolder("commas are decimal where they do not divide columns", async (folder) => {
  const read = async (text: string) => {
    const file = join(folder, "numbers.csv");
    await Deno.writeTextFile(file, text);
    const engine = await openDuckDB(file);
    const columns = await engine.describe();
    const sum = `SELECT sum(TRY_CAST(a AS DOUBLE)) FROM ${engine.source}`;
    const [[total]] = await engine.query({ text: sum, values: [] });
    await engine.close();
    return [total, ...columns.map(({ type }) => type)];
  };
  assert.deepEqual(await read("a;b;k\n1,5;2;u\n3,25;4;v\n"), [4.75, "DOUBLE", "DOUBLE", "VARCHAR"]);
  assert.deepEqual(await read("a;k\n1.5;u\n3.25;v\n"), [4.75, "DOUBLE", "VARCHAR"]);
  assert.deepEqual(await read("a,k\n1,u\n3,v\n"), [4, "DOUBLE", "VARCHAR"]);
  assert.deepEqual(await read("a\tk\n1\tu, v\n3\tw\n"), [4, "DOUBLE", "VARCHAR"]);
});

testInFolder("many files are read as the first of them is written", async (folder) => {
  const lines = Array.from({ length: 25_000 }, (_, i) => `${i},5;c`);
  await Deno.writeTextFile(join(folder, "a.csv"), ["x;t", ...lines].join("\n"));
  await Deno.writeTextFile(join(folder, "b.csv"), 'x;t\n1,25;"late; quote"\n');
  const engine = await openDuckDB(folder);
  const text = `SELECT count(*), sum(x), max(t) FROM ${engine.source}`;
  const sum = 25_000 * 24_999 / 2 + 25_000 / 2 + 1.25;
  assert.deepEqual(await engine.query({ text, values: [] }), [[25_001, sum, "late; quote"]]);
  await engine.close();
});

const table = [[1, 2], [2, 3], [3, 5], [4, 4]];
const layouts: Record<string, [head: string, row: (values: number[], i: number) => string]> = {
  "blanks between": ["a b", ([a, b]) => `${a} ${b}`],
  "R's write.table": ['"a" "b"', ([a, b], i) => `"r ${i}" ${a} ${b}`],
  "R's write.table with tabs": ['"a"\t"b"', ([a, b], i) => `"${i}"\t${a}\t${b}`],
  "row names, and a head that is one short": ["a;b", ([a, b], i) => `r${i};${a};${b}`],
  "the same as R's col.names = NA": ['"","a","b"', ([a, b], i) => `"${i + 1}",${a},${b}`],
};
for (const [what, [head, row]] of Object.entries(layouts)) {
  testInFolder(`a file's columns are found: ${what}`, async (folder) => {
    const file = join(folder, "table.txt");
    await Deno.writeTextFile(file, [head, ...table.map(row)].join("\n") + "\n");
    const engine = await openDuckDB(file);
    assert.deepEqual((await engine.describe()).map(({ name, kind }) => [name, kind]), [
      ["a", "number"],
      ["b", "number"],
    ]);
    const text = `SELECT a, b FROM ${engine.source}`;
    assert.deepEqual(await engine.query({ text, values: [] }), table);
    assert.equal(engine.notes.length, what === "blanks between" ? 0 : 1);
    await engine.close();
  });
}

const kept: Record<string, string> = {
  "a delimiter at each line's end": "a,b\n1,2,\n2,3,\n3,5,\n",
  "decimal commas under a name with a comma": '"a, in m";b\n1,5;2,5\n2,5;3,5\n3,5;5,5\n',
  "blanks within values": "first name,last name\na b,c d\ne f,g h\ni j,k l\n",
};
for (const [what, text] of Object.entries(kept)) {
  testInFolder(`no row names are seen in ${what}`, async (folder) => {
    const file = join(folder, "table.csv");
    await Deno.writeTextFile(file, text);
    const engine = await openDuckDB(file);
    assert.ok(!engine.notes.some((note) => note.includes("one short")), `${engine.notes}`);
    assert.ok((await engine.describe()).length >= 2);
    await engine.close();
  });
}

testInFolder("columns that are aligned by blanks are refused in a line", async (folder) => {
  const file = join(folder, "aligned.txt");
  await Deno.writeTextFile(file, "x   y\n1   2\n22  3\n3   5\n");
  await assert.rejects(() => openDuckDB(file), /its columns are aligned by blanks\. Divide them/);
});

testInFolder("names of JSON that differ in case only are refused, others kept", async (folder) => {
  const [alike, numbered] = ["alike.json", "numbered.json"].map((name) => join(folder, name));
  await Deno.writeTextFile(alike, '[{"x":1,"X":2},{"x":3,"X":4}]');
  await Deno.writeTextFile(numbered, '[{"x":1,"x_1":2},{"x":3,"x_1":4}]');
  await assert.rejects(
    () => openDuckDB(alike),
    /its names "[xX]" and "[xX]" differ in case only\./,
  );
  const engine = await openDuckDB(numbered);
  assert.deepEqual((await engine.describe()).map(({ name }) => name), ["x", "x_1"]);
  await engine.close();
});
