/**
 * What a scan of a regression costs in memory: the fused kernel against DuckDB's SQL, on the same rows of 11 columns:
 * `deno bench --allow-read --allow-env=BENCH_ROWS --allow-ffi --no-check bench/scan_bench.ts`.
 *
 * @module
 */
import { DuckDBInstance } from "../src/deps/duckdb.ts";
import { Columns } from "../src/kernels/regression/columns.ts";
import { startThreads } from "../src/kernels/threads/threads.ts";
import { duckdb } from "../src/regression/sql/dialects/duckdb.ts";
import { type FamilyName, familyOf } from "../src/regression/model/families.ts";
import { HeldRows } from "../src/regression/rows/held_rows.ts";
import { designColumns, type Model } from "../src/regression/model/model.ts";
import type { Question } from "../src/regression/model/questions.ts";
import { scanOf } from "../src/regression/sql/scans.ts";

const rows = Math.min(1_000_000, Number(Deno.env.get("BENCH_ROWS") ?? Infinity));
const inputs = Array.from({ length: 10 }, (_, k) => ({ column: `x${k}` }));
const connection = await (await DuckDBInstance.create(":memory:")).connect();
const threads = await startThreads();

/** Between 0 and 1, the same in SQL and here. */
const sql = (k: number) => `(i * ${k + 3} % 1009 / 1009.0)::DOUBLE`;
const number = (i: number, k: number) => i * (k + 3) % 1009 / 1009;

const selected = inputs.map(({ column }, k) => `${sql(k)} AS ${column}`);
await connection.run(
  `CREATE TABLE t AS SELECT ${
    selected.join(", ")
  }, (i % 2)::DOUBLE AS y FROM range(${rows}) AS r(i)`,
);
const columns = new Columns(inputs.length + 1);
columns.append(rows, (column, first, to) => {
  for (let i = 0; i < to.length; i++) {
    to[i] = column < inputs.length ? number(first + i, column) : (first + i) % 2;
  }
});

for (const name of ["linear", "logistic", "poisson"] as FamilyName[]) {
  const model: Model = {
    ...{ family: familyOf(name), inputs, columns: designColumns(inputs, true), target: "y" },
    ...{ intercept: true, ridge: 0, strict: false },
  };
  const all = (value: number) => model.columns.map(() => value);
  const scaling = { shift: all(0), scale: all(1), targetShift: 0, targetScale: 1 };
  const at = model.columns.map((_, j) => 0.1 * Math.sin(j));
  const point = { scaling, columns: at.map((_, j) => j), at, hessian: name !== "linear" };
  const questions: Question[] = [{ kind: "moments", scaling }, { kind: "point", ...point }];
  const held = new HeldRows(columns, model);
  for (const question of questions) {
    const group = `${question.kind}, ${name}, ${rows.toLocaleString("en")} x 11`;
    const { statement } = scanOf(
      { dialect: duckdb, source: "t", conditions: [], prefix: "q" },
      model,
      question,
    );
    Deno.bench(`kernel, ${threads} threads: ${group}`, { group, baseline: true }, async () => {
      await held.answer(question);
    });
    Deno.bench(`DuckDB: ${group}`, { group }, async () => {
      await connection.runAndReadAll(statement.text, statement.values);
    });
  }
}
