/**
 * PostgreSQL: a table or a view of a server, and of what speaks its protocol (Citus, ...).
 *
 * @module
 */
import connect from "../../../deps/postgres.ts";
import type { Statement } from "../../sql/dialect.ts";
import { postgres } from "../../sql/dialects/postgres.ts";
import type { Engine, QueryOptions } from "../engine.ts";
import { type Login, loginAdvice, loginOf, withoutSecrets } from "../login.ts";
import { cellsOf } from "./cells.ts";
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
 * @param isNamed Whether the person at the terminal named the address: to no other go the environment's credentials.
 * @throws {TableError} If the server does not answer, or knows no such table.
 */
export async function openPostgres(
  place: { url: string; table: string },
  isNamed = true,
): Promise<Engine> {
  const protocols = ["postgresql:", "postgres:"];
  const login = loginOf(place.url, { protocols, variables: "PG", isNamed });
  const engine = new PostgresEngine(login, place.table);
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

  constructor(login: Login, table: string) {
    this.#login = login;
    this.#address = `${login.url.hostname}:${login.url.port || 5432}`;
    this.#relation = table.split(".").map(postgres.identifier).join(".");
    this.label = `${table} at ${this.#address}`;
    this.#sql = client(login);
  }

  /** Finds the table. */
  async open(): Promise<void> {
    const [[version, found]] = await this.query({
      text: "SELECT current_setting('server_version'), to_regclass($1) IS NOT NULL",
      values: [this.#relation],
    });
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
    const text = "SELECT attname, typname, typcategory IN ('S', 'E') OR typname = 'uuid' " +
      "FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid " +
      "WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum";
    const rows = await this.query({ text, values: [this.#relation] });
    return rows.map(([name, type, textual]) => ({
      name: String(name),
      type: String(type),
      kind: numeric.includes(String(type)) ? "number" : textual ? "text" : "other",
    }));
  }

  query(statement: Statement, { signal }: QueryOptions = {}): Promise<Cell[][]> {
    return persistently(() => this.#ask(statement, signal), signal);
  }

  async close(): Promise<void> {
    await this.#sql.end({ timeout: 1 });
  }

  async #ask({ text, values }: Statement, signal?: AbortSignal): Promise<Cell[][]> {
    signal?.throwIfAborted();
    const ask = async (sql: Pick<ReturnType<typeof connect>, "unsafe">) => {
      const query = sql.unsafe(text, values).values();
      const cancel = () => query.cancel();
      signal?.addEventListener("abort", cancel);
      try {
        return await query;
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
      const types = rows.columns.map(({ type }) => type);
      return rows.map((row) => row.flatMap((value, i) => cellsOf(value, types[i])));
    } catch (error) {
      signal?.throwIfAborted();
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
        `Cannot reach PostgreSQL at ${this.#address}: ${code}. Is it running, and is this its port?`,
      )
      : new TableError(
        `PostgreSQL at ${this.#address} rejected the query: ${line}`,
      );
  }
}

/** One connection; it is made when the first query is asked. */
function client(login: Login): ReturnType<typeof connect> {
  const { url, user, password } = login;
  if (user === undefined) {
    throw new TableError(
      `Cannot log in to PostgreSQL: no user is named. ${
        loginAdvice(login, "PG")
      } Or put them into the URL.`,
    );
  }
  try {
    // Else the client would look for a password in the environment.
    return connect(url.href, {
      user,
      password: () => password ?? "",
      max: 1,
      fetch_types: false,
      onnotice: () => {},
    });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotCapable)) throw error;
    throw new TableError(
      "Cannot ask PostgreSQL: its client reads PG variables. Add --allow-env=PG*.",
    );
  }
}
