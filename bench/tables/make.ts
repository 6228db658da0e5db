/**
 * Tables to be fitted: ten features and a target, the same for the same number of rows.
 *
 * @module
 */
import { DuckDBInstance } from "../../src/deps/duckdb.ts";

/** What the target is. */
export type Family = "linear" | "logistic";

/** A number from 0 to 1 for each row, one of many independent ones. */
const uniform = (k: number) => `(hash(i * 16 + ${k}) / 18446744073709551616.0)`;

const features = Array.from({ length: 10 }, (_, k) => `x${k + 1}`);

/**
 * Writes a table, as Parquet or CSV by its name's ending: x1 to x10, each from 0 to 1 times 1 to 10, and the target y. For linear
 * it is 1 + sum of k/2 x_k and noise between -2 and 2; for logistic it is 1 with the probability of the log odds -8 + sum of
 * 0.1 k x_k / 2.
 */
export async function makeTable(path: string, family: Family, rows: number): Promise<void> {
  const x = features.map((name, k) => `${uniform(k)} * ${k + 1} AS ${name}`);
  const weighted = features.map((name, k) => `${(k + 1) / 2} * ${name}`).join(" + ");
  const noise = [10, 11, 12, 13].map(uniform).join(" + ");
  const target = {
    linear: `1 + ${weighted} + ${noise} - 2`,
    logistic: `CAST(${uniform(14)} < 1 / (1 + exp(8 - 0.1 * (${weighted}))) AS INTEGER)`,
  }[family];
  const format = path.endsWith(".csv") ? "FORMAT csv, HEADER" : "FORMAT parquet";
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "1GB" });
  const connection = await instance.connect();
  await connection.run("SET preserve_insertion_order = false");
  await connection.run(
    `COPY (SELECT * EXCLUDE i, ${target} AS y FROM (SELECT i, ${
      x.join(", ")
    } FROM range(${rows}) AS t(i))) ` +
      `TO '${path.replaceAll("'", "''")}' (${format})`,
  );
  connection.closeSync();
}
