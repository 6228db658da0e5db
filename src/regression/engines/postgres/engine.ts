/**
 * PostgreSQL: a table or a view of a server, and of what speaks its protocol (Citus, ...).
 *
 * @module
 */
import type connect from "../../../deps/postgres.ts";
import type { Statement } from "../../sql/dialect.ts";
import { postgres } from "../../sql/dialects/postgres.ts";
import type { Engine, QueryOptions, ServerOptions } from "../engine.ts";
import { type Login, loginAdvice, loginOf, withoutSecrets } from "../login.ts";
import { cellsOf } from "./cells.ts";
import { client, needsTls } from "./client.ts";
import { Impatient, Patience, patience } from "./patience.ts";
import { persistently, Unanswered } from "../unanswered.ts";
import { OutOfRange, TableError } from "../../model/table_error.ts";
import type { Cell, Column } from "../../model/column.ts";

const numeric = ["bool", "int2", "int4", "int8", "float4", "float8", "numeric"];

/** What the client and the server say where a connection cannot be had, or has gone. */
const passing = /^(E|CONN)|^57P0|^08/;

/** Compiling a query of thousands of sums takes minutes, in which it cannot even be stopped: longer ones are asked uncompiled. */
const longQuery = 20_000;

/** For one transaction, and only if the server knows the setting: poolers and relatives of PostgreSQL may not. */
const uncompiled = "SELECT set_config(name, 'off', true) FROM pg_settings WHERE name = 'jit'";

/**
 * Opens a table, "name" or "schema.name".
 *
 * @throws {TableError} If the server does not answer, or knows no such table.
 */
export async function openPostgres(
  place: { url: string; table: string },
  { isNamed = true, signal }: ServerOptions = {},
): Promise<Engine> {
  const protocols = ["postgresql:", "postgres:"];
  const login = loginOf(place.url, { protocols, variables: "PG", isNamed });
  const engine = new PostgresEngine(login, place.table, signal);
  try {
    await engine.open();
  } catch (error) {
    await engine.close();
    throw error;
  }
  return engine;
}

class PostgresEngine implements Engine {
  readonly dialect = postgres;
  readonly label: string;
  name = "PostgreSQL";
  source = "";
  readonly #login: Login;
  readonly #address: string;
  readonly #relation: string;
  readonly #sql: ReturnType<typeof connect>;
  readonly #signal?: AbortSignal;
  /** Until the server has ended a query that was cancelled: what is asked next on its connection would be cancelled instead. */
  #cancelled: Promise<unknown> = Promise.resolve();
  readonly #patience = new Patience();

  constructor(login: Login, table: string, signal?: AbortSignal) {
    this.#signal = signal;
    this.#login = login;
    this.#address = `${login.url.hostname}:${login.url.port || 5432}`;
    this.#relation = table.split(".").map(postgres.identifier).join(".");
    this.label = `${table} at ${this.#address}`;
    this.#sql = client(login, this.#patience);
  }

  /** Finds the table. */
  async open(): Promise<void> {
    const [[version, found] = []] = await this.query({
      text: "SELECT current_setting('server_version'), to_regclass($1) IS NOT NULL",
      values: [this.#relation],
    });
    if (version === undefined) {
      throw new TableError(
        `Cannot read what ${this.#address} answers: it is not PostgreSQL's. Is this its port?`,
      );
    }
    if (!found) {
      throw new TableError(
        `Cannot find the table ${this.#relation} at ${this.#address}: names are case-sensitive. Try --table schema.name.`,
      );
    }
    this.name = `PostgreSQL ${version}`;
    this.source = this.#relation;
    const columns = await this.describe();
    // A truth value cannot be cast to a double: it becomes a whole number first.
    if (columns.some(({ type }) => type === "bool")) {
      const selected = columns.map(({ name, type }) => {
        const column = postgres.identifier(name);
        return type === "bool" ? `CAST(${column} AS integer) AS ${column}` : column;
      });
      this.source = `(SELECT ${selected.join(", ")} FROM ${this.#relation}) AS counted`;
    }
  }

  async describe(): Promise<Column[]> {
    // A domain is what it is a domain of.
    const text = "WITH RECURSIVE based AS (SELECT attname, attnum, atttypid AS type " +
      "FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped " +
      "UNION ALL SELECT attname, attnum, typbasetype " +
      "FROM based JOIN pg_type ON pg_type.oid = type WHERE typtype = 'd') " +
      "SELECT attname, typname, typcategory IN ('S', 'E') OR typname = 'uuid' " +
      "FROM based JOIN pg_type ON pg_type.oid = type WHERE typtype <> 'd' ORDER BY attnum";
    const rows = await this.query({ text, values: [this.#relation] });
    return rows.map(([name, type, textual]) => ({
      name: String(name),
      type: String(type),
      kind: numeric.includes(String(type)) ? "number" : textual ? "text" : "other",
    }));
  }

  query(statement: Statement, { signal = this.#signal }: QueryOptions = {}): Promise<Cell[][]> {
    return persistently(() => this.#ask(statement, signal), signal);
  }

  async close(): Promise<void> {
    // The client tries on and on where a server breaks off; what is asked for nobody waits for.
    await this.#sql.end({ timeout: this.#signal?.aborted ? 0 : 1 });
  }

  async #ask({ text, values }: Statement, signal?: AbortSignal): Promise<Cell[][]> {
    await this.#cancelled;
    signal?.throwIfAborted();
    const ask = async (sql: Pick<ReturnType<typeof connect>, "unsafe">) => {
      const query = sql.unsafe(text, values).values();
      // What has no connection yet cannot be cancelled: it is left behind.
      const { promise: stopped, reject: stop } = Promise.withResolvers<never>();
      const cancel = () => {
        query.cancel();
        this.#cancelled = query.catch(() => {});
        stop(signal?.reason);
      };
      signal?.addEventListener("abort", cancel);
      query.catch(() => {});
      try {
        return await Promise.race([query, stopped]);
      } finally {
        signal?.removeEventListener("abort", cancel);
      }
    };
    try {
      const rows = text.length > longQuery
        ? await this.#sql.begin(async (sql) => {
          await sql.unsafe(uncompiled);
          return await ask(sql);
        })
        : await ask(this.#sql);
      this.#patience.answered();
      const types = rows.columns.map(({ type }) => type);
      return rows.map((row) => row.flatMap((value, i) => cellsOf(value, types[i])));
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof Impatient) {
        throw new TableError(
          `Cannot reach PostgreSQL at ${this.#address}: it broke off ${patience} times. Is it running, and is this its port?`,
        );
      }
      throw this.#refusal(error as Error & { code?: string });
    }
  }

  #refusal({ code = "", message }: Error & { code?: string }): TableError {
    const line = withoutSecrets(message.split("\n")[0], this.#login).slice(0, 300);
    if (/^28/.test(code)) {
      return new TableError(
        `Cannot log in to PostgreSQL at ${this.#address}: wrong user or password. ${
          loginAdvice(this.#login, "PG")
        }`,
      );
    }
    if (code === "22003") {
      return new OutOfRange(
        `PostgreSQL at ${this.#address} rejected the query: ${line}`,
      );
    }
    return passing.test(code)
      ? new Unanswered(
        `Cannot reach PostgreSQL at ${this.#address}: ${code}. Is it running, and is this its port?${
          needsTls(this.#login) ? " It may not speak TLS, which sslmode asks for." : ""
        }`,
      )
      : new TableError(
        `PostgreSQL at ${this.#address} rejected the query: ${line}`,
      );
  }
}
