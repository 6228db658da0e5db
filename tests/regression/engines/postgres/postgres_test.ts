import connect from "../../../../src/deps/postgres.ts";
import { join } from "../../../../src/deps/path.ts";
import assert from "../../../../src/deps/test.ts";
import { openDuckDB } from "../../../../src/regression/engines/duckdb/engine.ts";
import { openPostgres } from "../../../../src/regression/engines/postgres/engine.ts";
import { moments } from "../../moments.ts";
import { oddNames } from "../../odd_names.ts";
import { postgresFolder, startPostgres } from "../../servers/postgres.ts";
import { account, installed, withLogin } from "../../servers/servers.ts";

const ignore = !installed(join(postgresFolder, "postgres"));
const note = ignore ? " (skipped: PostgreSQL is not installed)" : "";
const rows = 5_000;

/** The same columns in DuckDB's SQL and in PostgreSQL's. */
const columns = (i: string, double: string, text: string) =>
  `((${i} * 7919) % 10007) / CAST(10007 AS ${double}) AS x1, ` +
  `1000 + ((${i} * 104729) % 10009) / CAST(10009 AS ${double}) AS x2, ` +
  `CASE WHEN ${i} % 1000 = 0 THEN NULL ELSE (${i} % 997) / CAST(997 AS ${double}) END AS x3, ` +
  `'k' || CAST(${i} % 3 AS ${text}) AS kind, ${i} % 2 = 0 AS even, ` +
  `((${i} * 31) % 101) / CAST(101 AS ${double}) AS y`;

Deno.test({ name: `a table on a PostgreSQL server${note}`, ignore }, async (t) => {
  const folder = await Deno.makeTempDir({ prefix: "more-descent-" });
  const server = await startPostgres(folder);
  const url = withLogin(server.url);
  const sql = connect(server.url, { ...account, max: 1, onnotice() {} });
  await sql.unsafe(
    `CREATE TABLE numbers AS SELECT ${columns("i", "double precision", "text")}, now() AS at ` +
      `FROM generate_series(0, ${rows - 1}) AS t(i)`,
  );
  const engine = await openPostgres({ url, table: "numbers" });

  await t.step("its columns: truth values are numbers, times are of no use", async () => {
    const kinds = (await engine.describe()).map(({ name, kind }) => `${name} ${kind}`);
    assert.deepEqual(kinds, [
      ...[
        "x1 number",
        "x2 number",
        "x3 number",
        "kind text",
        "even number",
        "y number",
        "at other",
      ],
    ]);
    assert.match(engine.name, /^PostgreSQL 15/);
    assert.match(engine.label, /^numbers at 127\.0\.0\.1:\d+$/);
  });

  await t.step("a domain is what it is a domain of, however deep", async () => {
    await sql.unsafe("CREATE DOMAIN size AS double precision");
    await sql.unsafe("CREATE DOMAIN price AS size CHECK (value > 0)");
    await sql.unsafe("CREATE DOMAIN word AS text");
    await sql.unsafe("CREATE TABLE domains (a size, b price, c word, d int)");
    const domains = await openPostgres({ url, table: "domains" });
    const kinds = (await domains.describe()).map(({ name, kind }) => `${name} ${kind}`);
    assert.deepEqual(kinds, ["a number", "b number", "c text", "d number"]);
    await domains.close();
  });

  await t.step("its sums are DuckDB's, to eleven digits, in one query", async () => {
    const file = join(folder, "numbers.csv");
    const duckdb = await openDuckDB(await written(file));
    const [one, other] = [await moments(engine), await moments(duckdb)];
    await duckdb.close();
    assert.deepEqual([one.rows, one.used], [other.rows, other.used]);
    assert.ok(one.used < one.rows && one.rows < rows);
    const sums = [...one.gram, ...one.moment, one.totals.square];
    const expected = [...other.gram, ...other.moment, other.totals.square];
    sums.forEach((sum, i) => {
      // Sums of what cancels are compared with what was summed.
      const apart = Math.abs(sum - expected[i]) / Math.max(Math.abs(expected[i]), rows / 100);
      assert.ok(apart <= 1e-11, `${sum} is not ${expected[i]}`);
    });
    const asked = (await server.log()).split("\n").filter((line) =>
      / sum\(.* FROM "numbers"/.test(line)
    );
    assert.equal(asked.length, 1, "the sums are one statement in the server's log");
  });

  await t.step("no name and no value ends its quotes", async () => {
    const names = oddNames();
    const { dialect } = engine;
    const table = 'odd "one; --';
    const made = names.map((name) => `${dialect.identifier(name)} double precision`).join(", ");
    await sql.unsafe(`CREATE TABLE ${dialect.identifier(table)} (${made})`);
    await sql.unsafe(`INSERT INTO ${dialect.identifier(table)} VALUES (${names.map((_, i) => i)})`);
    const odd = await openPostgres({ url, table });
    assert.deepEqual((await odd.describe()).map(({ name }) => name), names);
    for (const [i, name] of names.entries()) {
      const values: (string | number)[] = [];
      const text = `SELECT ${dialect.identifier(name)}, ${
        dialect.value(name, values)
      } FROM ${odd.source}`;
      assert.deepEqual(await odd.query({ text, values }), [[i, name]]);
    }
    await odd.close();
  });

  await t.step(
    "what is not there, or not allowed, is a clear line without the password",
    async () => {
      const cases: [url: string, table: string, message: RegExp][] = [
        [
          url,
          "nothing",
          /^Cannot find the table "nothing" at 127\.0\.0\.1:\d+: names are case-sensitive/,
        ],
        [
          url.replace("reader:", "reader:x"),
          "numbers",
          /^Cannot log in to PostgreSQL at 127.*: wrong user or password/,
        ],
        [
          url.replace(/postgres$/, "nowhere"),
          "numbers",
          /rejected the query: database "nowhere" does not exist$/,
        ],
      ];
      for (const [place, table, message] of cases) {
        await assert.rejects(openPostgres({ url: place, table }), (error: Error) => {
          assert.equal(error.name, "TableError");
          assert.match(error.message, message);
          assert.equal(error.message.includes(account.password), false);
          return true;
        });
      }
    },
  );

  await t.step("a query stops when it is told to", async () => {
    const signal = AbortSignal.timeout(200);
    const sleeping = { text: "SELECT pg_sleep(60)", values: [] };
    await assert.rejects(engine.query(sleeping, { signal }), { name: "TimeoutError" });
    assert.deepEqual(await engine.query({ text: "SELECT 1 + 1", values: [] }), [[2]]);
  });

  await t.step(
    "a server that has come back is used again; one that stays away is an error",
    async () => {
      await sql.end();
      await server.kill();
      await server.restart();
      const counting = { text: "SELECT count(*) FROM numbers", values: [] };
      assert.deepEqual(await engine.query(counting), [[rows]]);
      await server.kill();
      await assert.rejects(engine.query({ text: "SELECT 1", values: [] }), {
        name: "Unanswered",
        message: /^Cannot reach PostgreSQL at 127\.0\.0\.1:\d+: .*It was asked 3 times\.$/,
      });
    },
  );

  await engine.close();
  await server.kill();
  await Deno.remove(folder, { recursive: true });
});

/** The table as a file, written by DuckDB. */
async function written(file: string): Promise<string> {
  await Deno.writeTextFile(file, "i\n0");
  const duckdb = await openDuckDB(file);
  const from = `(SELECT ${columns("i", "DOUBLE", "VARCHAR")} FROM range(${rows}) AS t(i))`;
  await duckdb.query({ text: `COPY ${from} TO '${file}.parquet' (FORMAT parquet)`, values: [] });
  await duckdb.close();
  return `${file}.parquet`;
}
