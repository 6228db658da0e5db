/**
 * Who asks a server: from its URL, or from the environment. Never printed.
 *
 * @module
 */
import { TableError } from "../model/table_error.ts";

/** A server's URL, without the credentials that it may have brought. */
export interface Login {
  url: URL;
  user?: string;
  password?: string;
}

/** Where credentials may be. */
export interface LoginOptions {
  /** With a colon. */
  protocols: string[];
  /** `${variables}_USER` and `${variables}_PASSWORD`, or, for PostgreSQL's PG, PGUSER and PGPASSWORD. */
  variables: string;
}

/**
 * Takes a URL apart. What the URL does not say, the environment says, as far as --allow-env lets it.
 *
 * @throws {TableError} Where it is no URL of these protocols; the message does not repeat it, since it may hold a password.
 */
export function loginOf(text: string, { protocols, variables }: LoginOptions): Login {
  const url = URL.parse(text);
  if (!url || !protocols.includes(url.protocol)) {
    throw new TableError(
      `Cannot reach the server: its URL must begin with ${
        protocols.map((protocol) => `${protocol}//`).join(" or ")
      }.`,
    );
  }
  const gap = variables === "PG" ? "" : "_";
  const user = decodeURIComponent(url.username) || variable(`${variables}${gap}USER`);
  const password = decodeURIComponent(url.password) || variable(`${variables}${gap}PASSWORD`);
  [url.username, url.password] = ["", ""];
  return { url, user, password };
}

/** A variable of the environment; none where it is not allowed, since a prompt for it would be rude. */
function variable(name: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) : undefined;
}
