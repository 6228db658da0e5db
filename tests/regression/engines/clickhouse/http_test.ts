import assert from "../../../../src/deps/test.ts";
import { openClickHouse } from "../../../../src/regression/engines/clickhouse/engine.ts";
import { ClickHouseServer } from "../../../../src/regression/engines/clickhouse/http.ts";
import { clickhouse } from "../../../../src/regression/sql/dialects/clickhouse.ts";
import { loginOf } from "../../../../src/regression/engines/login.ts";

/** A server in ClickHouse's place, which answers as a test wants; what it was asked is kept. */
async function standIn(
  answer: (sql: string, attempt: number, request: Request) => Response,
  test: (url: string, asked: string[]) => Promise<void>,
) {
  const asked: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const sql = await request.text();
    asked.push(sql);
    return answer(sql, asked.length, request);
  });
  try {
    await test(`http://127.0.0.1:${server.addr.port}`, asked);
  } finally {
    await server.shutdown();
  }
}

const table = (types: string[], ...rows: string[][]) =>
  new Response(
    [types.map((_, i) => `c${i}`), types, ...rows].map((row) => row.join("\t") + "\n").join(""),
  );

/** An answer that ends before it is whole, as from a server that stops. */
const broken = () => new Response("count()\nUInt64\n12", { headers: { "Content-Length": "1000" } });

Deno.test("rows come with their types: numbers of any width, missing, infinite, text with any character", async () => {
  const types = ["UInt64", "Nullable(Float64)", "Float64", "Float64", "String", "Nullable(String)"];
  const row = ["18014398509481984", "\\N", "-inf", "nan", "a\\tb\\\\n\\nc", "\\N"];
  await standIn(() => table(types, row), async (url) => {
    const rows = await new ClickHouseServer(url).query("SELECT ...", "id");
    assert.deepEqual(rows, [[2 ** 54, null, -Infinity, NaN, "a\tb\\n\nc", null]]);
  });
});

Deno.test("a server that stops in the middle of an answer is asked again, under another id", async () => {
  const ids: (string | null)[] = [];
  await standIn((_sql, attempt, request) => {
    ids.push(new URL(request.url).searchParams.get("query_id"));
    return attempt === 1 ? broken() : table(["UInt64"], ["12345"]);
  }, async (url) => {
    assert.deepEqual(await new ClickHouseServer(url).query("SELECT count()", "id"), [[12345]]);
    assert.deepEqual(ids, ["id", "id-1"]);
  });
});

Deno.test("a server that stops again and again is given up on, in a line", async () => {
  await standIn(broken, async (url, asked) => {
    await assert.rejects(new ClickHouseServer(url).query("SELECT count()", "id"), {
      name: "Unanswered",
      message: `ClickHouse at ${url} stopped in the middle of an answer. It was asked 3 times.`,
    });
    assert.equal(asked.length, 3);
  });
});

Deno.test("an error of the query itself is not asked for again, and neither is a wrong password, which is not repeated", async () => {
  const refusing = (code: number, text: string) => () =>
    new Response(
      `Code: ${code}, e.displayText() = DB::Exception: ${text}, e.what() = DB::Exception`,
      {
        status: 500,
      },
    );
  await standIn(refusing(47, "Unknown identifier: x"), async (url, asked) => {
    await assert.rejects(new ClickHouseServer(url).query("SELECT x", "id"), {
      message: `ClickHouse at ${url} rejected the query: Unknown identifier: x`,
    });
    assert.equal(asked.length, 1);
  });
  await standIn(refusing(193, "Wrong password for user me"), async (url) => {
    const server = new ClickHouseServer(url.replace("//", "//me:s%40cret@"));
    await assert.rejects(server.query("SELECT 1", "id"), (error: Error) => {
      assert.match(error.message, /^Cannot log in to ClickHouse at .*CLICKHOUSE_PASSWORD/);
      assert.doesNotMatch(error.message, /s@cret|s%40cret/);
      return true;
    });
  });
});

Deno.test("credentials of the URL go into a header, in UTF-8, and into no URL", async () => {
  await standIn((_sql, _attempt, request) => {
    assert.equal(request.url.includes("pass"), false);
    const [kind, value] = request.headers.get("Authorization")!.split(" ");
    const bytes = Uint8Array.from(atob(value), (character) => character.charCodeAt(0));
    assert.deepEqual([kind, new TextDecoder().decode(bytes)], ["Basic", "me:påss:word"]);
    return table(["UInt8"], ["1"]);
  }, async (url) => {
    await new ClickHouseServer(url.replace("//", "//me:p%C3%A5ss%3Aword@")).query("SELECT 1", "id");
  });
});

Deno.test("a shard that does not answer is an error, though the sum of the others would look whole", async () => {
  await standIn((sql) => {
    if (sql.includes("version()")) return table(["String", "String"], ["24.3", "default"]);
    if (sql.includes("system.tables")) {
      const made = "Distributed(\\'of three\\', default, part, rand())";
      return table(["String", "String"], ["Distributed", made]);
    }
    if (sql.includes("system.settings")) return table(["String", "String"]);
    if (sql.includes("system.clusters")) {
      assert.match(sql, /cluster = 'of three'/);
      return table(["UInt64"], ["3"]);
    }
    return table(["UInt64"], ["50"], ["50"]);
  }, async (url) => {
    const engine = await openClickHouse({ url, table: "whole" });
    await assert.rejects(engine.countParts!([], []), {
      name: "TableError",
      message: /2 of the 3 shards of whole at http:.* answered/,
    });
  });
});

Deno.test("numbers in the text stay doubles, and no value ends its quotes", () => {
  const value = (given: number | string) => clickhouse.value(given, []);
  assert.deepEqual([3, -2, 0.1, 1e21, 1e-7, 5e-324, -Infinity, NaN].map(value), [
    ...["(3.)", "(-2.)", "(0.1)", "(1e+21)", "(1e-7)", "0.", "(-inf)", "(nan)"],
  ]);
  assert.equal(value("it's \\'); DROP TABLE t --"), "'it\\'s \\\\\\'); DROP TABLE t --'");
  assert.equal(clickhouse.identifier("a`b\\"), "`a\\`b\\\\`");
});

Deno.test("a URL that is none is not repeated, since it may hold a password", () => {
  for (const url of ["user:pass@host", "ftp://user:pass@host", "", "localhost:8123"]) {
    assert.throws(() => loginOf(url, { protocols: ["http:", "https:"], variables: "CLICKHOUSE" }), {
      name: "TableError",
      message: "Cannot reach the server: its URL must begin with http:// or https://.",
    });
  }
});

Deno.test("a user and a password among the URL's parameters are a login, and are never printed", async () => {
  await standIn((_sql, _attempt, request) => {
    assert.equal(request.url.includes("secret"), false);
    assert.equal(request.headers.get("Authorization"), `Basic ${btoa("me:top secret")}`);
    const body = "Code: 1, e.displayText() = DB::Exception: top secret, top%20secret, " +
      `${request.headers.get("Authorization")}, e.what() = DB::Exception`;
    return new Response(body, { status: 500 });
  }, async (url) => {
    const server = new ClickHouseServer(`${url}/?user=me&password=top%20secret&database=d`);
    await assert.rejects(server.query("SELECT 1", "id"), {
      message: `ClickHouse at ${url} rejected the query: ***, ***, Basic ***`,
    });
  });
});

Deno.test("an address that closes or says nothing sensible is named without its parameters", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const closing = (async () => {
    for await (const connection of listener) connection.close();
  })();
  const address = `http://127.0.0.1:${listener.addr.port}`;
  const server = new ClickHouseServer(`${address}/?user=reader&password=TOPSECRET&database=d`);
  await assert.rejects(server.query("SELECT 1", "id"), (error: Error) => {
    assert.match(
      error.message,
      /^Cannot reach ClickHouse at http:\S+: [a-z ()A-Z:]{3,80}\. Is it running/,
    );
    assert.doesNotMatch(error.message, /TOPSECRET|query_id|database/);
    return true;
  });
  listener.close();
  await closing;
});

Deno.test("a redirect is not followed: the SQL goes to no other server", async () => {
  const stolen: string[] = [];
  await standIn((sql) => {
    stolen.push(sql);
    return table(["UInt8"], ["1"]);
  }, async (other) => {
    await standIn(
      () => new Response(null, { status: 307, headers: { Location: `${other}/x` } }),
      async (url) => {
        await assert.rejects(new ClickHouseServer(url).query("SELECT 1", "id"), {
          message:
            `ClickHouse at ${url} redirects to ${other}. Name that in --url, if it is the right one.`,
        });
      },
    );
  });
  assert.deepEqual(stolen, []);
});

Deno.test("credentials of the environment go to no address that a record named", () => {
  Deno.env.set("PGUSER", "me");
  Deno.env.set("PGPASSWORD", "secret");
  try {
    const options = { protocols: ["postgresql:"], variables: "PG" };
    const url = "postgresql://evil.example/x";
    assert.equal(loginOf(url, options).password, "secret");
    const login = loginOf(url, { ...options, isNamed: false });
    assert.deepEqual([login.user, login.password], [undefined, undefined]);
  } finally {
    Deno.env.delete("PGUSER");
    Deno.env.delete("PGPASSWORD");
  }
});
