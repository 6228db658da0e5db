/**
 * ClickHouse's HTTP interface: one query, its rows, and its errors in a line.
 *
 * @module
 */
import { base64, type Login, loginAdvice, loginOf, withoutSecrets } from "../login.ts";
import { persistently, Unanswered } from "../unanswered.ts";
import { TableError } from "../../model/table_error.ts";
import type { Cell } from "../../model/column.ts";
import { rowsOf } from "./rows_of.ts";

/** Queries longer than this need more than a server allows by default, and are sent with these settings. */
const longQuery = 20_000;
const roomy = {
  max_query_size: "33554432",
  max_ast_elements: "2000000",
  max_expanded_ast_elements: "50000000",
};

/** What gateways answer that have no server for a moment. */
const busy = new Set([429, 502, 503, 504]);

/** No answer of ours is longer, in characters: sums of thousands of columns, or their names. */
const longestAnswer = 2 ** 28;

/** Codes of errors that may pass: a shard or the network between them is down, or too slow. */
const passing = new Set([32, 159, 209, 210, 279]);

/** A server, and who asks. */
export class ClickHouseServer {
  readonly #login: Login;
  readonly #signal?: AbortSignal;

  /**
   * @param url Of the HTTP interface; with "database", or with settings of ClickHouse, as parameters where needed.
   * @param isNamed Whether the person at the terminal named it, as opposed to a record.
   * @param signal Ends what is asked without a signal of its own.
   * @throws {TableError} If it is no URL.
   */
  constructor(url: string, isNamed = true, signal?: AbortSignal) {
    this.#signal = signal;
    const protocols = ["http:", "https:"];
    this.#login = loginOf(url, { protocols, variables: "CLICKHOUSE", isNamed });
  }

  /** The server's address, without credentials. */
  get address(): string {
    return this.#login.url.origin;
  }

  /**
   * Runs a query; a server or a shard that does not answer is asked three times.
   *
   * @param id The query's id on the server; a further attempt has a further letter.
   * @throws {TableError} If the server refuses, or still does not answer.
   */
  query(text: string, id: string, signal = this.#signal): Promise<Cell[][]> {
    return persistently(
      (attempt) => this.#ask(text, attempt === 0 ? id : `${id}-${attempt}`, signal),
      signal,
    );
  }

  async #ask(text: string, id: string, signal?: AbortSignal): Promise<Cell[][]> {
    const url = new URL(this.#login.url);
    url.searchParams.set("query_id", id);
    // Else an error in the middle would come after the first rows, as if it were one of them.
    url.searchParams.set("wait_end_of_query", "1");
    // Only where they must be: a user who may only read may not set anything.
    for (const [name, value] of text.length > longQuery ? Object.entries(roomy) : []) {
      url.searchParams.set(name, value);
    }
    const { user, password } = this.#login;
    const headers: HeadersInit = user === undefined
      ? {}
      : { Authorization: `Basic ${base64(`${user}:${password ?? ""}`)}` };
    const body = `${text} FORMAT TabSeparatedWithNamesAndTypes`;
    let answer: Response, content: string;
    try {
      answer = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
      content = await textOf(answer);
    } catch (error) {
      if (error instanceof TableError) throw error;
      if (error instanceof Deno.errors.NotCapable) {
        throw new TableError(
          `Cannot ask ClickHouse at ${this.address}: Deno may not. Add --allow-net=${url.host}.`,
        );
      }
      throw new Unanswered(
        `Cannot reach ClickHouse at ${this.address}: ${
          withoutSecrets(reason(error), this.#login)
        }. Is it running, and is this its HTTP port?`,
      );
    }
    const location = answer.headers.get("Location");
    if (location !== null) {
      // The SQL is for the server that was named, and for no other.
      throw new TableError(
        `ClickHouse at ${this.address} redirects to ${
          URL.parse(location, url)?.origin ?? "another place"
        }. Name that in --url, if it is the right one.`,
      );
    }
    if (busy.has(answer.status)) {
      throw new Unanswered(
        `ClickHouse at ${this.address} is not available: it answers ${answer.status}.`,
      );
    }
    if (!answer.ok) throw this.#refusal(content);
    if (content !== "" && !content.endsWith("\n")) {
      throw new Unanswered(`ClickHouse at ${this.address} stopped in the middle of an answer.`);
    }
    return rowsOf(content) ?? this.#refuseOther();
  }

  #refuseOther(): never {
    throw new TableError(
      `Cannot read what ${this.address} answers: it is not ClickHouse's. Is this its HTTP port?`,
    );
  }

  #refusal(content: string): TableError {
    const code = Number(/Code: (\d+)/.exec(content)?.[1]);
    const says = content.replace(/^Code: \d+, e\.displayText\(\) = /, "")
      .replace(/,? e\.what\(\) = [^]*$/, "").replace(/^DB::\w*Exception: /, "").trim();
    const line = withoutSecrets(says.replace(/\s+/g, " "), this.#login).slice(0, 300);
    if (code === 192 || code === 193 || code === 516) {
      return new TableError(
        `Cannot log in to ClickHouse at ${this.address}: wrong user or password. ` +
          loginAdvice(this.#login, "CLICKHOUSE_"),
      );
    }
    const down = /\(([^\s()]+:\d+)[^()]*\)/.exec(line)?.[1];
    return passing.has(code)
      ? new Unanswered(
        `Cannot reach every shard from ClickHouse at ${this.address}: ${
          down ? `${down} does not answer` : line
        }.`,
      )
      : new TableError(`ClickHouse at ${this.address} rejected the query: ${line}`);
  }
}

function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const text = cause instanceof Error ? cause.message : String(cause);
  // Deno's message names both ends and the whole URL before the reason.
  const sent = /^error sending request\b.*?\bfor (?:url )?\S+(?: \([^)]*\))?(?:: (.*))?$/s.exec(
    text,
  );
  return (sent ? sent[1] ?? "the connection was closed" : text).replace(/ \(os error \d+\)/, "");
}

/** The text of an answer; one that does not end is refused. */
async function textOf(answer: Response): Promise<string> {
  const parts: string[] = [];
  let length = 0;
  for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    parts.push(part);
    length += part.length;
    if (length > longestAnswer) {
      throw new TableError("Cannot read the server's answer: it does not end. Is this its port?");
    }
  }
  return parts.join("");
}
