/**
 * ClickHouse over HTTP: one server's table, or one that is spread over the shards of a cluster.
 *
 * @module
 */
import { ClickHouseServer } from "./http.ts";
import { refuseLookalikes } from "./lookalikes.ts";
import { type ClickHouseTable, findTable } from "./table.ts";
import { type Statement, where } from "../../sql/dialect.ts";
import { clickhouse } from "../../sql/dialects/clickhouse.ts";
import type { Engine, QueryOptions, ServerOptions } from "../engine.ts";
import { TableError } from "../../model/table_error.ts";
import type { Cell, Column } from "../../model/column.ts";

/** How often a running query is asked how far it is, in milliseconds. */
const interval = 500;

const numeric = /^(Nullable\()?(U?Int\d+|Float\d+|Decimal|Bool)/;
const textual = /^(LowCardinality\()?(Nullable\()?(String|FixedString|Enum|UUID)/;

/**
 * Opens a table, "name" or "database.name".
 *
 * @throws {TableError} As {@linkcode findTable}.
 */
export async function openClickHouse(
  place: { url: string; table: string },
  { isNamed = true, signal }: ServerOptions = {},
): Promise<Engine> {
  const server = new ClickHouseServer(place.url, isNamed, signal);
  return new ClickHouseEngine(server, await findTable(server, place.table));
}

class ClickHouseEngine implements Engine {
  readonly dialect = clickhouse;
  readonly name: string;
  readonly label: string;
  readonly source: string;
  readonly countParts?: Engine["countParts"];

  readonly #server: ClickHouseServer;

  readonly #table: ClickHouseTable;

  constructor(server: ClickHouseServer, table: ClickHouseTable) {
    this.#table = table;
    this.#server = server;
    this.name = `ClickHouse ${table.version}`;
    this.label = `${table.label} at ${server.address}`;
    this.source = table.source;
    if (table.shards > 1) this.countParts = this.#countShards;
  }

  async describe(): Promise<Column[]> {
    const rows = await this.query({ text: this.#table.columns, values: [] });
    await refuseLookalikes(this.#server, this.label, rows.map(([name]) => String(name)));
    return rows.map(([name, type]) => ({
      name: String(name),
      type: String(type),
      kind: numeric.test(String(type)) ? "number" : textual.test(String(type)) ? "text" : "other",
    }));
  }

  async query({ text }: Statement, options: QueryOptions = {}): Promise<Cell[][]> {
    const { signal, onProgress } = options;
    signal?.throwIfAborted();
    const id = crypto.randomUUID();
    const timer = onProgress && setInterval(() => this.#tell(id, onProgress), interval);
    try {
      return await this.#server.query(text, id, signal);
    } catch (error) {
      if (signal?.aborted) await this.#stop(id);
      throw error;
    } finally {
      clearInterval(timer);
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** A row from each shard: unlike a sum over them, that shows how many answered. */
  async #countShards(filter: string[]): Promise<number> {
    const counts = await this.#server.query(
      `SELECT count() FROM ${this.source}${
        where(filter)
      } SETTINGS distributed_group_by_no_merge = 1`,
      crypto.randomUUID(),
    );
    if (counts.length !== this.#table.shards) {
      throw new TableError(
        `Cannot trust ClickHouse: ${counts.length} of the ${this.#table.shards} shards of ${this.label} answered.`,
      );
    }
    return counts.reduce((sum, [count]) => sum + Number(count), 0);
  }

  async #tell(id: string, onProgress: NonNullable<QueryOptions["onProgress"]>): Promise<void> {
    const rows = await this.#of("SELECT read_rows, total_rows_approx FROM system.processes", id);
    for (const [read, total] of rows) {
      const fraction = Number(total) > 0 ? Math.min(1, Number(read) / Number(total)) : undefined;
      onProgress({ rows: Number(read), fraction });
    }
  }

  /** A server goes on with a query that nobody waits for, unless it is stopped. */
  async #stop(id: string): Promise<void> {
    await this.#of("KILL QUERY", id);
  }

  async #of(what: string, id: string): Promise<Cell[][]> {
    const text = `${what} WHERE startsWith(query_id, ${clickhouse.value(id, [])})`;
    // Neither telling nor stopping may fail a fit.
    return await this.#server.query(text, crypto.randomUUID()).catch(() => []);
  }
}
