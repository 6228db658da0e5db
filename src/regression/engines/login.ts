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
  /** Whether the environment may be asked: not for an address that a record named. */
  isNamed: boolean;
}

/** Where credentials may be. */
export interface LoginOptions {
  /** With a colon. */
  protocols: string[];
  /** `${variables}_USER` and `${variables}_PASSWORD`, or, for PostgreSQL's PG, PGUSER and PGPASSWORD. */
  variables: string;
  /** Whether the person at the terminal named the address; to no other go credentials of the environment. By default true. */
  isNamed?: boolean;
}

/**
 * Takes a URL apart. What the URL does not say, the environment says, as far as --allow-env lets it.
 *
 * @throws {TableError} If it is no URL of these protocols; the message does not repeat it, since it may hold a password.
 */
export function loginOf(
  text: string,
  { protocols, variables, isNamed = true }: LoginOptions,
): Login {
  const url = URL.parse(text);
  if (!url || !protocols.includes(url.protocol)) {
    throw new TableError(
      `Cannot reach the server: its URL must begin with ${
        protocols.map((protocol) => `${protocol}//`).join(" or ")
      }.`,
    );
  }
  const gap = variables === "PG" ? "" : "_";
  const known = (role: "username" | "password", parameter: string) => {
    const given = decoded(url[role]) || url.searchParams.get(parameter);
    url[role] = "";
    url.searchParams.delete(parameter);
    return given ||
      (isNamed ? variable(`${variables}${gap}${parameter.toUpperCase()}`) : undefined);
  };
  // PostgreSQL's own clients honour it.
  const mode = isNamed && variables === "PG" ? variable("PGSSLMODE") : undefined;
  if (mode !== undefined && !url.searchParams.has("sslmode")) url.searchParams.set("sslmode", mode);
  const user = known("username", "user");
  return { url, user, password: known("password", "password"), isNamed };
}

/** Text of a URL; a percent sign that is no escape stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A server's words without the credentials that it was sent, should it repeat them. */
export function withoutSecrets(text: string, { user, password }: Login): string {
  if (!password) return text;
  const secrets = [password, encodeURIComponent(password), base64(`${user ?? ""}:${password}`)];
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
}

/** What a login that was refused is to be answered with. */
export function loginAdvice({ isNamed }: Login, variables: string): string {
  return isNamed
    ? `Set ${variables}USER and ${variables}PASSWORD, and allow them with --allow-env=${variables}*.`
    : "Its address is the record's, which gets no credentials of the environment: repeat --url to send them there.";
}

/** UTF-8 in base64. */
export function base64(text: string): string {
  return new TextEncoder().encode(text).toBase64();
}

/** A variable of the environment; none if it is not allowed, since a prompt for it would be rude. */
function variable(name: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable: name });
  return state === "granted" ? Deno.env.get(name) : undefined;
}
