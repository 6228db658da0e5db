/**
 * How DuckDB reads JSON.
 *
 * @module
 */
import { literal } from "../../sql/dialects/duckdb.ts";
import type { Ask } from "./ask.ts";
import { type DuckDBSource, selecting } from "./found.ts";
import { type ReadingOptions, typed } from "./typed.ts";

/** As the first rows look, which is asked once: every query that leaves it open looks again. Text that is numbers is found out. */
export async function json(path: string, options: ReadingOptions, ask: Ask): Promise<DuckDBSource> {
  const described = await ask({ text: `DESCRIBE SELECT * FROM read_json(${path})`, values: [] });
  const [names, guessed] = [0, 1].map((i) => described.map((row) => String(row[i])));
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
