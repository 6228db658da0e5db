/** Servers that are none of those that were asked for: they end in one line, soon. */
import assert from "../../../src/deps/test.ts";
import { openEngine } from "../../../src/regression/rows/open_engine.ts";

type Behaviour = (connection: Deno.TcpConn) => Promise<void>;

const text = new TextEncoder();

async function answering(connection: Deno.TcpConn, answer: string): Promise<void> {
  await connection.read(new Uint8Array(2 ** 16));
  await connection.write(text.encode(answer));
  connection.close();
}

const http = (status: string, body: string) =>
  `HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`;

const behaviours: Record<string, Behaviour> = {
  silent: () => new Promise(() => {}),
  async dripping(connection) {
    await connection.write(text.encode("HTTP/1.1 200 OK\r\n\r\n"));
    for (;;) {
      await connection.write(text.encode("a"));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  },
  html: (connection) => answering(connection, http("200 OK", "<html>\n<p>hello</p>\n")),
  empty: (connection) => answering(connection, http("200 OK", "")),
  busy: (connection) => answering(connection, http("503 Busy", "")),
  escapes: (connection) => answering(connection, http("500 No", "Code: 1, \x1b[2Jred")),
  rubbish: (connection) => answering(connection, "\x01\x02\x03\x04\x05\x06\x07\x08rubbish"),
};

/** Opens a table at a port that behaves so; tells why it could not, and after how many connections. */
async function opened(
  engine: "clickhouse" | "postgres",
  behaviour: Behaviour,
  milliseconds: number,
) {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const connections: Deno.TcpConn[] = [];
  const serving = (async () => {
    for await (const connection of listener) {
      connections.push(connection);
      behaviour(connection).catch(() => {});
    }
  })();
  const { port } = listener.addr as Deno.NetAddr;
  const url = engine === "postgres"
    ? `postgresql://me:secret@127.0.0.1:${port}/x`
    : `http://me:secret@127.0.0.1:${port}`;
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new DOMException("", "TimeoutError")),
    milliseconds,
  );
  try {
    await openEngine({ engine, url, table: "t" }, true, controller.signal);
    throw new Error("It was opened.");
  } catch (error) {
    return { error: error as Error, connections: connections.length };
  } finally {
    clearTimeout(timer);
    listener.close();
    for (const connection of connections) {
      try {
        connection.close();
      } catch { /* It is closed. */ }
    }
    await serving;
  }
}

const expected: [engine: "clickhouse" | "postgres", behaviour: string, message: RegExp][] = [
  [
    "clickhouse",
    "html",
    /Cannot read what .* answers: it is not ClickHouse's\. Is this its HTTP port/,
  ],
  ["clickhouse", "empty", /it is not ClickHouse's/],
  ["clickhouse", "busy", /is not available: it answers 503\. It was asked 3 times/],
  ["clickhouse", "escapes", /rejected the query/],
  [
    "clickhouse",
    "rubbish",
    /Cannot reach ClickHouse at .* Is it running, and is this its HTTP port/,
  ],
  ["postgres", "html", /Cannot reach PostgreSQL at .*is this its port/],
  ["postgres", "empty", /Cannot reach PostgreSQL at .*is this its port/],
];
for (const [engine, behaviour, message] of expected) {
  Deno.test({
    name: `${engine} asked of a server that is ${behaviour} ends in a line after a few tries`,
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      const { error, connections } = await opened(engine, behaviours[behaviour], 20_000);
      assert.match(error.message, message);
      assert.ok(!/secret/.test(error.message) && connections <= 12, `${connections} connections`);
    },
  });
}

for (const engine of ["clickhouse", "postgres"] as const) {
  for (const behaviour of ["silent", "dripping"]) {
    Deno.test({
      name: `a timeout ends the opening of ${engine} at a server that is ${behaviour}`,
      sanitizeOps: false,
      sanitizeResources: false,
      async fn() {
        const { error } = await opened(engine, behaviours[behaviour], 300);
        assert.equal(error.name, "TimeoutError");
      },
    });
  }
}
