/**
 * A table of a ClickHouse server: where it is, over how many shards it is spread, and whether its answers are whole.
 *
 * @module
 */
import type { ClickHouseServer } from "./http.ts";
import { clickhouse } from "../../sql/dialects/clickhouse.ts";
import { TableError } from "../../model/table_error.ts";
import type { Cell } from "../../model/column.ts";

/** What is known of a table before it is read. */
export interface ClickHouseTable {
  /** Of the server. */
  version: string;
  /** As it was asked for. */
  label: string;
  /** What stands behind FROM. */
  source: string;
  /** The query for its columns' names and types. */
  columns: string;
  /** 1 if it is in one place. */
  shards: number;
}

/** Settings under which a query may leave rows out without a word, and the one value that keeps each from it. */
const strict = {
  skip_unavailable_shards: "0",
  read_overflow_mode: "throw",
  read_overflow_mode_leaf: "throw",
  timeout_overflow_mode: "throw",
  timeout_overflow_mode_leaf: "throw",
  group_by_overflow_mode: "throw",
};

/**
 * Finds a table, "name" or "database.name".
 *
 * @throws {TableError} If the server does not answer, knows no such table, or is set to leave out rows without a word.
 */
export async function findTable(server: ClickHouseServer, label: string): Promise<ClickHouseTable> {
  const ask = (text: string) => server.query(text, crypto.randomUUID());
  const [[version, current]] = await ask("SELECT version(), currentDatabase()");
  const dot = label.indexOf(".");
  const database = dot < 0 ? String(current) : label.slice(0, dot);
  const name = label.slice(dot + 1);
  const found = await ask(
    `SELECT engine, engine_full FROM system.tables WHERE database = ${text(database)} AND name = ${
      text(name)
    }`,
  );
  if (found.length === 0) {
    throw new TableError(
      `Cannot find the table "${label}" at ${server.address}, or this user may not see it. Try --table database.name.`,
    );
  }
  const cluster = clusterOf(found[0]);
  await refuseLoose(server, cluster);
  return {
    version: String(version),
    label,
    source: `${clickhouse.identifier(database)}.${clickhouse.identifier(name)}`,
    columns: `SELECT name, type FROM system.columns WHERE database = ${
      text(database)
    } AND table = ${text(name)}`,
    shards: cluster === undefined ? 1 : Number(
      (await ask(
        `SELECT count(DISTINCT shard_num) FROM system.clusters WHERE cluster = ${text(cluster)}`,
      ))[0][0],
    ),
  };
}

/** The cluster of a Distributed table: the first argument of its engine. */
function clusterOf([engine, full]: Cell[]): string | undefined {
  if (engine !== "Distributed") return undefined;
  return /^Distributed\('?((?:\\.|[^',\\])+)/.exec(String(full))?.[1];
}

/** Asks the shards too: what their own profiles set holds for their part of a query. */
async function refuseLoose(server: ClickHouseServer, cluster: string | undefined): Promise<void> {
  const settings = cluster === undefined
    ? "system.settings"
    : `cluster(${text(cluster)}, system.settings)`;
  const loose = Object.entries(strict).map(([name, value]) =>
    `(name = ${text(name)} AND value != ${text(value)})`
  );
  const [found] = await server.query(
    `SELECT DISTINCT name, value FROM ${settings} WHERE ${loose.join(" OR ")} ORDER BY name`,
    crypto.randomUUID(),
  );
  if (found) {
    const [name, value] = found.map(String);
    throw new TableError(
      `Cannot trust ClickHouse at ${server.address}: with its setting ${name} = ${value} it leaves out rows without a word. Set it to ${
        strict[name as keyof typeof strict]
      } for this user, on every shard.`,
    );
  }
}

function text(value: string): string {
  return clickhouse.value(value, []);
}
