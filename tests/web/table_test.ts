/** A page reads a table as fit and race read its file. */
import assert from "node:assert/strict";
import { readTableFile } from "../../src/experiments/own_race/table_file.ts";
import { columnsOf } from "../../web/table/columns.ts";
import { cellsOf, decoded } from "../../web/table/parse.ts";

const read = (text: string) => columnsOf(cellsOf(text));

/** Rows of text, the last column a number. */
const files: Record<string, string> = {
  "blanks, leading zeros, signs and powers": 'x,z,y\n 08,+1.5,1\n1e3, -.5 ,2\n3,"7",4\n5,6,5\n',
  "words for nothing": "x,z,y\n1,NA,1\n?,2,2\n3,n/a,3\n4,4,4\n5,5,6\n6,NULL,9\n7,7,8\n",
  "semicolons and decimal commas": "x;z;y\n1,5;2;1\n2,5;3,25;2\n-3;4;3\n0,5;1;7\n",
  "tabs, an empty last line, Windows": "x\tz\ty\r\n1\t2\t3\r\n2\t5\t1\r\n3\t1\t7\r\n\r\n",
  "quotes with commas and lines": '"x, y",z,y\n1,2,3\n2,"3",1\n3,4,4\n',
  "truth values": "x,z,y\ntrue,1,1\nfalse,2,2\nTRUE,3,5\nfalse,5,3\n",
};

for (const [name, text] of Object.entries(files)) {
  Deno.test(`the same numbers: ${name}`, async () => {
    const file = await Deno.makeTempFile({ suffix: ".csv" });
    try {
      await Deno.writeTextFile(file, text);
      const { table } = await readTableFile(file, { target: "y" });
      const { values, columns } = read(text);
      const features = columns.filter((column) => column.name !== "y");
      assert.deepEqual(features.map(({ name }) => name), table.features.map(({ name }) => name));
      const complete = values.y.map((_, row) => row)
        .filter((row) => columns.every(({ name }) => values[name][row] !== undefined));
      for (const feature of [...table.features, table.target]) {
        const own = complete.map((row) => Number(values[feature.name][row]));
        assert.deepEqual(own, [...feature.values], feature.name);
      }
    } finally {
      await Deno.remove(file);
    }
  });
}

Deno.test("text, dates, empty columns and row names are what they are", () => {
  const { columns, notes, values } = read(
    ",k,d,none,y\n1,a,2024-01-02,,1\n2,b,2024-02-03,,2\n3,a,,,3\n",
  );
  assert.deepEqual(columns.map(({ name, kind }) => [name, kind]), [
    ["k", "text"],
    ["d", "date"],
    ["y", "number"],
  ]);
  assert.equal((values.d[0] as Date).toISOString(), "2024-01-02T00:00:00.000Z");
  assert.equal(values.d[2], undefined);
  assert.ok(notes.some((note) => note.includes("row names")));
  assert.ok(notes.some((note) => note.includes('"none" has no value')));
});

Deno.test("what divides the columns, in harder cases", () => {
  const named = (text: string) =>
    columnsOf(cellsOf(text)).columns.map(({ name, kind }) => `${name}: ${kind}`);
  assert.deepEqual(named("Preis, EUR;m\n0,5;1\n1,5;2\n"), ["Preis, EUR: number", "m: number"]);
  assert.deepEqual(named("x, m;y, m\n1;2\n3;4\n"), ["x, m: number", "y, m: number"]);
  assert.deepEqual(named("sep=;\na;b\n1;2\n"), ["a: number", "b: number"]);
  assert.deepEqual(named("name,x\nMiller; Son,1\nSmith; Co,2\n"), ["name: text", "x: number"]);
});

Deno.test("odd names stay apart, and odd values are said", () => {
  const { values, columns, notes } = columnsOf(
    cellsOf("a,a,a 2,__proto__,`q`\n1,2,3,4,5\n6,7,8,9,10\n"),
  );
  const names = columns.map(({ name }) => name);
  assert.equal(new Set(names).size, 5);
  assert.deepEqual(names.map((name) => values[name][1]), [6, 7, 8, 9, 10]);
  assert.ok(notes.some((note) => note.includes("'q'")));
  const thousands = columnsOf(cellsOf("x\ty\n999\t1\n1,234\t2\n"));
  assert.equal(thousands.values.x[1], 1.234);
  assert.match(thousands.notes.join(), /"1,234" is read with a decimal comma, as 1.234/);
  const dates = columnsOf(cellsOf("d,y\n2024-02-30,1\n2024-01-01,2\n"));
  assert.equal(dates.columns[0].kind, "text");
  const gaps = columnsOf(cellsOf("k,y\na,1\nb,2\n,3\n"));
  assert.equal(gaps.columns[0].levels, 2);
});

Deno.test("encodings are found, and what is no text is refused", () => {
  const utf16 = Uint8Array.of(0xff, 0xfe, 0x61, 0, 0x2c, 0, 0x62, 0);
  assert.equal(decoded(utf16), "a,b");
  assert.equal(decoded(Uint8Array.of(0x63, 0xe9)), "cé");
  assert.equal(decoded(new TextEncoder().encode("\ufeffx,y")), "x,y");
  assert.throws(() => decoded(Uint8Array.of(0x1f, 0x8b, 8)), /packed/);
  assert.throws(() => decoded(Uint8Array.of(0x50, 0x41, 0x52, 0x31)), /Parquet/);
  assert.throws(() => decoded(Uint8Array.of(1, 0, 2)), /no text/);
});

Deno.test("a table without rows, with one column or with too long a row is refused", () => {
  assert.throws(() => cellsOf(""), /empty/);
  assert.throws(() => cellsOf("a\n1\n"), /one column/);
  assert.throws(() => cellsOf("a,b\n"), /no rows/);
  assert.throws(() => cellsOf("a,b\n1,2\n1,2,3\n"), /Row 2 has 3 cells/);
});
