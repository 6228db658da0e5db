import assert from "../../../src/deps/test.ts";
import { openDuckDB } from "../../../src/regression/engines/duckdb/engine.ts";
import type { Engine } from "../../../src/regression/engines/engine.ts";
import type { FitRecord } from "../../../src/regression/fit/fit_record.ts";
import { fitTable } from "../../../src/regression/fit/fit_table.ts";
import { parseRecord } from "../../../src/regression/fit/read_record.ts";
import { conditionSql } from "../../../src/regression/sql/condition_sql.ts";
import { clickhouse } from "../../../src/regression/sql/dialects/clickhouse.ts";
import { duckdb } from "../../../src/regression/sql/dialects/duckdb.ts";
import { postgres } from "../../../src/regression/sql/dialects/postgres.ts";
import { dataFile, fitFile } from "../fits.ts";

const file = dataFile("warpbreaks.csv");
const args = [
  ...["--target", "breaks", "--family", "poisson", "--max-scans", "2"],
  ...["--where", "breaks >= 11", "--where", "tension != 'X'"],
];

/** SQL that would be seen if it ran, in the places where text could be pasted. */
const payload =
  "< 1e9) AS t; COPY (SELECT 'stolen') TO 'stolen.txt'; SELECT * FROM (SELECT 1 WHERE 1 <";

/** Every way to put other text instead of one text, or name, of a value. */
function* mutations(value: unknown, path: string[] = []): Generator<(copy: never) => void> {
  const put = (change: (parent: Record<string, unknown>, key: string) => void) => (copy: never) => {
    const parent = path.slice(0, -1).reduce((at: never, key) => at[key], copy);
    change(parent, path[path.length - 1]);
  };
  if (typeof value === "string" || typeof value === "number") {
    yield put((parent, key) => parent[key] = payload);
    yield put((parent, key) => parent[key] = { toString: payload });
  }
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) yield put((parent, key) => parent[key] = value.slice(1));
  if (path.length > 0) yield put((parent, key) => parent[key] = payload);
  if (path.length > 0) yield put((parent, key) => delete parent[key]);
  for (const [key, each] of Object.entries(value).slice(0, 12)) {
    yield* mutations(each, [...path, key]);
  }
}

/** An engine that keeps what it is asked. */
function listening(engine: Engine, asked: string[]): Engine {
  return new Proxy(engine, {
    get(target, key) {
      const value = Reflect.get(target, key);
      if (typeof value !== "function") return value;
      return (...given: unknown[]) => {
        const [statement] = given;
        if (typeof statement === "object" && statement !== null && "text" in statement) {
          asked.push(String(statement.text));
        }
        return value.apply(target, given);
      };
    },
  });
}

Deno.test("no text of a record reaches SQL: it is refused, or is a bound value", async () => {
  const { record } = await fitFile(file, args);
  const honest = JSON.stringify(record);
  const statements = async (earlier: FitRecord): Promise<string[]> => {
    const asked: string[] = [];
    const engine = await openDuckDB(file);
    try {
      const request = { ...earlier.request, maxScans: 50 };
      await fitTable(listening(engine, asked), { engine: "duckdb", file }, request, {
        earlier,
        mostHeld: 0,
      });
    } finally {
      await engine.close();
    }
    return asked;
  };
  const expected = await statements(parseRecord(honest, "fit.json"));
  assert.ok(expected.length > 0);
  let refused = 0, same = 0;
  for (const mutate of mutations(record)) {
    const copy = JSON.parse(honest);
    mutate(copy as never);
    try {
      const asked = await statements(parseRecord(JSON.stringify(copy), "fit.json"));
      // A level is a value: bound, never pasted. With one level less the fit is another, and asks otherwise.
      for (const text of asked) assert.equal(text.includes("stolen"), false, text);
      if (asked.join() === expected.join()) same++;
    } catch (error) {
      assert.ok(error instanceof Error);
      assert.match(error.name, /^(TableError|ScanError)$/, `${error.name}: ${error.message}`);
      assert.equal(error.message.includes("\n"), false, error.message);
      refused++;
    }
  }
  assert.ok(refused > 100, `${refused} refused`);
  assert.ok(same > 3, `${same} the same`);
});

Deno.test("a condition's operator is one of six, whatever a record says, in every dialect", () => {
  for (const dialect of [duckdb, clickhouse, postgres]) {
    const condition = { column: "a", operator: payload as "<", value: 1 };
    assert.throws(() => conditionSql(condition, dialect, []), /Cannot compare by "< 1e9\)/);
  }
});

Deno.test("a record without its parts is refused in a line that says what it lacks", async () => {
  const { record } = await fitFile(file, args);
  const without = (change: (copy: Record<string, Record<string, unknown>>) => void) => {
    const copy = JSON.parse(JSON.stringify(record));
    change(copy);
    return () => parseRecord(JSON.stringify(copy), "fit.json");
  };
  const says = (detail: RegExp) => ({ name: "TableError", message: detail });
  assert.throws(without((copy) => delete copy.place), says(/required property 'place'/));
  assert.throws(without((copy) => delete copy.request), says(/required property 'request'/));
  assert.throws(without((copy) => copy.request.confidence = 7), says(/\/request\/confidence must/));
  assert.throws(without((copy) => copy.request.family = "weibull"), says(/\/request\/family must/));
  assert.throws(without((copy) => delete copy.prepared.model), says(/property 'model'/));
  for (const text of ["", "{}", "[1]", "null", "x"]) {
    assert.throws(
      () => parseRecord(text, "x"),
      says(/is not a fit.json that fit.ts wrote\. Start/),
    );
  }
});

Deno.test("a resumed fit refuses columns that are read differently now, by name", async () => {
  const { record } = await fitFile(file, args);
  const changed = structuredClone(record);
  delete changed.prepared.model.inputs[1].levels;
  await assert.rejects(fitFile(file, args, { earlier: changed }), {
    message: /"tension" was read as numbers, and is now categories/,
  });
  changed.prepared.model.inputs.pop();
  await assert.rejects(fitFile(file, args, { earlier: changed }), {
    message: /the features were wool, and are now wool, tension/,
  });
});
