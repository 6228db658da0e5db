import { join } from "../../src/deps/path.ts";
import connect from "../../src/deps/postgres.ts";
import assert from "../../src/deps/test.ts";
import { postgresFolder, startPostgres } from "../regression/servers/postgres.ts";
import { account, installed, type Server } from "../regression/servers/servers.ts";
import { fill, testOnShards } from "../regression/servers/sharded.ts";
import { deno, finish, type Outcome, root } from "./run.ts";

const permissions = ["--no-prompt", "--allow-read", "--allow-write", "--allow-net=127.0.0.1"];

/** Runs fit.ts on a server's table; credentials come from the environment. */
async function fit(server: Server, engine: string, args: string[], password = account.password) {
  const [user, secret] = engine === "postgres"
    ? ["PGUSER", "PGPASSWORD"]
    : ["CLICKHOUSE_USER", "CLICKHOUSE_PASSWORD"];
  const env = { [user]: account.user, [secret]: password };
  const script = new URL("scripts/fit.ts", root).pathname;
  const options = ["--engine", engine, "--url", server.url, ...args];
  const allowed = [...permissions, "--allow-env=PG*,CLICKHOUSE_*"];
  return await finish(deno(["run", ...allowed, script, ...options], { env }).spawn());
}

function assertSilent({ stdout, stderr }: Outcome, files: string[] = []) {
  for (const text of [stdout, stderr, ...files]) {
    assert.equal(text.includes(account.password), false, "the password is printed");
    assert.equal(text.includes(encodeURIComponent(account.password)), false);
  }
}

const refused = (outcome: Outcome, message: RegExp) => {
  assert.equal(outcome.code, 1, outcome.stdout);
  assert.match(outcome.stderr, message);
  assert.equal(outcome.stderr.trim().split("\n").length, 1, outcome.stderr);
  assertSilent(outcome);
};

testOnShards("fit.ts fits a table that is spread over ClickHouse servers", 2, async (shards) => {
  await fill(shards);
  const folder = await Deno.makeTempDir({ prefix: "more-descent-" });
  const args = ["--table", "spread", "--target", "hit", "--family", "logistic", "--out", folder];
  const outcome = await fit(shards[0], "clickhouse", args);
  assert.equal(outcome.code, 0, outcome.stderr);
  assert.match(outcome.stdout, /Rows used: 39960/);
  assert.match(outcome.stdout, /ClickHouse/);
  const json = await Deno.readTextFile(join(folder, "fit.json"));
  const { rows } = JSON.parse(json);
  assert.deepEqual([rows.total, rows.used], [40_000, 39_960]);
  assertSilent(outcome, [json, await Deno.readTextFile(join(folder, "fit.md"))]);

  const explained = await fit(shards[0], "clickhouse", [...args, "--explain"]);
  assert.match(explained.stdout, /FROM `default`\.`spread`/);
  assertSilent(explained);

  refused(await fit(shards[0], "clickhouse", args, "wrong"), /^error: Cannot log in to ClickHouse/);
  await shards[1].kill();
  refused(await fit(shards[0], "clickhouse", args), /^error: Cannot reach every shard/);
  await Deno.remove(folder, { recursive: true });
});

for (const engine of ["clickhouse", "postgres"]) {
  Deno.test(`fit.ts without --allow-net says in a line that ${engine} needs it`, async () => {
    const script = new URL("scripts/fit.ts", root).pathname;
    const protocol = engine === "postgres" ? "postgresql" : "http";
    const args = ["--engine", engine, "--url", `${protocol}://me:secret@127.0.0.1:5999/`];
    const allowed = ["--no-prompt", "--allow-read", "--allow-env=PG*,CLICKHOUSE_*"];
    const outcome = await finish(
      deno(["run", ...allowed, script, ...args, "--table", "t", "--target", "y"]).spawn(),
    );
    refused(outcome, /^error: .*--allow-net/);
    assert.doesNotMatch(outcome.stderr, /was asked|secret/);
  });
}

const ignore = !installed(join(postgresFolder, "postgres"));
const note = ignore ? " (skipped: PostgreSQL is not installed)" : "";

Deno.test({ name: `fit.ts fits a table of a PostgreSQL server${note}`, ignore }, async () => {
  const folder = await Deno.makeTempDir({ prefix: "more-descent-" });
  const server = await startPostgres(folder);
  try {
    const sql = connect(server.url, { ...account, max: 1, onnotice() {} });
    // y = 1 + 2 a - b, exactly.
    await sql.unsafe(
      'CREATE TABLE "Some numbers" AS SELECT a, b, 1 + 2 * a - b AS y, true AS flag ' +
        "FROM generate_series(0, 20) AS t(a), generate_series(0, 10) AS u(b)",
    );
    await sql.end();
    const out = join(folder, "out");
    const args = ["--table", "Some numbers", "--target", "y", "--exclude", "flag", "--out", out];
    const outcome = await fit(server, "postgres", args);
    assert.equal(outcome.code, 0, outcome.stderr);
    const json = await Deno.readTextFile(join(out, "fit.json"));
    const estimates = JSON.parse(json).coefficients.map((each: { estimate: number }) =>
      each.estimate
    );
    [1, 2, -1].forEach((value, i) => assert.ok(Math.abs(estimates[i] - value) < 1e-12));
    assertSilent(outcome, [json, await Deno.readTextFile(join(out, "fit.md"))]);
    refused(await fit(server, "postgres", args, "wrong"), /^error: Cannot log in to PostgreSQL/);
    await server.kill();
    refused(await fit(server, "postgres", args), /^error: Cannot reach PostgreSQL/);
  } finally {
    await server.kill();
    await Deno.remove(folder, { recursive: true });
  }
});
