/**
 * A table of many columns, and its fits.
 *
 * @module
 */
import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import { MersenneTwister } from "../../src/random/mersenne_twister.ts";
import { fitCommand } from "../../src/regression/fit/command.ts";
import { requestOf } from "../../src/regression/fit/command_request.ts";
import type { Engine } from "../../src/regression/engines/engine.ts";
import { fitTable } from "../../src/regression/fit/fit_table.ts";
import type { Coefficient } from "../../src/regression/results/fit_summary.ts";
import { summarise } from "../../src/regression/results/statistics.ts";
import { digits, fitFile } from "./fits.ts";
import { oddNames } from "./odd_names.ts";

/** Numbers, some under odd names; the last feature is a category of four levels. With an intercept, 200 columns. */
const odd = [...new Map(oddNames(20).map((name) => [name.toLowerCase(), name])).values()];
const numbers = [...Array.from({ length: 196 - odd.length }, (_, j) => `x${j}`), ...odd];

/** What each column holds. */
export const columns = [
  ...numbers.map((name) => ({ name, kind: "number" })),
  { name: "kind", kind: "text" },
  ...["y", "hit", "w"].map((name) => ({ name, kind: "number" })),
];

/** Its rows; a value is missing here and there. */
export const rows: (number | string | null)[][] = made(800);

/** Command lines: all 200 columns, and 80 with their Hessians. */
export const lines = [
  ["--target", "y", "--exclude", "hit", "--weights", "w"],
  `--target hit --features kind,${numbers.slice(0, 76).join(",")} --family logistic`.split(" "),
];

function made(count: number) {
  const generator = new MersenneTwister(11);
  const random = () => (generator.next() % 1_000_003) / 1_000_003;
  return Array.from({ length: count }, (_, row) => {
    const common = random();
    const x = numbers.map((_, j) => 100 * (j % 3) + common + 4 * random());
    const sum = x.reduce((sum, value, j) => sum + (value - 100 * (j % 3)) * Math.sin(j), 0);
    const hit = random() < 1 / (1 + Math.exp(-sum / 40)) ? 1 : 0;
    const values = x.map((value, j) => j === 2 && row % 100 === 0 ? null : value);
    return [...values, `k${row % 4}`, sum + random(), hit, 1 + row % 3];
  });
}

/** Rows as lines of SQL's VALUES; no text among them has a quote. */
export function sqlValues(some: typeof rows): string {
  const cell = (value: number | string | null) =>
    value === null ? "NULL" : typeof value === "string" ? `'${value}'` : value;
  return some.map((row) => `(${row.map(cell).join(", ")})`).join(", ");
}

/** The table as a file for DuckDB. */
export async function written(folder: string): Promise<string> {
  const file = join(folder, "wide.json");
  const named = (row: typeof rows[0]) =>
    Object.fromEntries(row.map((value, j) => [columns[j].name, value]));
  await Deno.writeTextFile(file, rows.map((row) => JSON.stringify(named(row))).join("\n"));
  return file;
}

/** Fits by the engine and by DuckDB agree: in estimates, or where those are less in standard errors, and in the errors. */
export async function assertAgrees(
  engine: Engine,
  file: string,
  line: string[],
  least = 11,
): Promise<void> {
  const { summary, scans } = await fitFile(file, line);
  const request = requestOf(fitCommand().parse(line, { from: "user" }).opts());
  const fitted = await fitTable(engine, { engine: "duckdb", file }, request);
  assert.equal(fitted.record.recorded.length, scans);
  const found: Coefficient[] = summarise(fitted.model, fitted.solution, 0.95).coefficients;
  assert.deepEqual(found.map(({ name }) => name), summary.coefficients.map(({ name }) => name));
  for (const [i, { name, estimate, standardError }] of summary.coefficients.entries()) {
    if (estimate === null) {
      assert.equal(found[i].estimate, null, name);
      continue;
    }
    const size = Math.max(Math.abs(estimate), standardError!);
    const error = Math.abs(found[i].estimate! - estimate);
    assert.ok(error <= 10 ** -least * size, `${name}: ${estimate}`);
    if (standardError === null) assert.equal(found[i].standardError, null);
    else assert.ok(digits(found[i].standardError!, standardError) >= least, `${name}'s error`);
  }
}
