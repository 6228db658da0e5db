/**
 * How DuckDB reads JSON.
 *
 * @module
 */
import { literal } from "../../sql/dialects/duckdb.ts";
import { TableError } from "../../model/table_error.ts";
import type { Ask } from "./ask.ts";
import { type DuckDBSource, selecting } from "./found.ts";
import { type ReadingOptions, typed } from "./typed.ts";

/** As the first rows look, which is asked once: every query that leaves it open looks again. Text that is numbers is found out. */
export async function json(path: string, options: ReadingOptions, ask: Ask): Promise<DuckDBSource> {
  const described = await ask({ text: `DESCRIBE SELECT * FROM read_json(${path})`, values: [] });
  const [names, guessed] = [0, 1].map((i) => described.map((row) => String(row[i])));
  await checkNames(path, names, ask);
  const reader = (types: string[]) => {
    const columns = names.map((name, i) => `${literal(name)}: ${literal(types[i])}`);
    return `read_json(${path}, columns = {${columns.join(", ")}})`;
  };
  const types = guessed.map((type) => type === "BIGINT" ? "DOUBLE" : type);
  const raw = reader(names.map(() => "VARCHAR"));
  const looksAt = (type: string) => type === "VARCHAR";
  const found = await typed({ names, types, raw, looksAt }, options, ask);
  const text = selecting(found, reader(found.types));
  return { text, copied: raw, parsed: true, said: found.notes };
}

/** DuckDB numbers names that differ in case only, and then finds no such keys. */
async function checkNames(path: string, names: string[], ask: Ask): Promise<void> {
  const plain = (name: string) => name.replace(/_\d+$/, "");
  const numbered = names.filter((name) =>
    plain(name) !== name &&
    names.some((other) => other !== name && other.toLowerCase() === plain(name).toLowerCase())
  );
  if (numbered.length === 0) return;
  const text =
    `SELECT DISTINCT unnest(json_keys(json)) FROM (SELECT json FROM read_json_objects(${path}) LIMIT 1000)`;
  const keys = (await ask({ text, values: [] })).map(([key]) => String(key));
  const madeUp = numbered.find((name) => !keys.includes(name));
  if (madeUp === undefined) return;
  const alike = keys.filter((key) => key.toLowerCase() === plain(madeUp).toLowerCase());
  throw new TableError(
    `Cannot read ${path}: its names ${
      alike.map((key) => JSON.stringify(key)).join(" and ")
    } differ in case only. Rename one of them.`,
  );
}
