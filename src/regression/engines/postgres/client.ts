/**
 * The client that speaks PostgreSQL's protocol.
 *
 * @module
 */
import connect from "../../../deps/postgres.ts";
import { TableError } from "../../model/table_error.ts";
import { type Login, loginAdvice } from "../login.ts";
import type { Patience } from "./patience.ts";

/** Whether the login asks for TLS. */
export function needsTls({ url }: Login): boolean {
  return /^(require|verify-)/.test(url.searchParams.get("sslmode") ?? "");
}

/** How long a server may take to let in, in seconds. */
const longestConnect = 10;

/** One connection; it is made when the first query is asked. */
export function client(login: Login, { socket }: Patience): ReturnType<typeof connect> {
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
      connect_timeout: longestConnect,
      // Its types do not know it.
      ...{ socket },
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
