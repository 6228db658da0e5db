import connect from "../../../src/deps/postgres.ts";
import { join } from "../../../src/deps/path.ts";
import assert from "../../../src/deps/test.ts";
import { openClickHouse } from "../../../src/regression/engines/clickhouse/engine.ts";
import { fitCommand } from "../../../src/regression/fit/command.ts";
import { requestOf } from "../../../src/regression/fit/command_request.ts";
import { clickhouse as dialect } from "../../../src/regression/sql/dialects/clickhouse.ts";
import { openDuckDB } from "../../../src/regression/engines/duckdb/engine.ts";
import { postgres } from "../../../src/regression/sql/dialects/postgres.ts";
import { pointScan } from "../../../src/regression/sql/point_scan.ts";
import { openPostgres } from "../../../src/regression/engines/postgres/engine.ts";
import { prepare } from "../../../src/regression/fit/prepare.ts";
import { QueriedRows } from "../../../src/regression/rows/queried_rows.ts";
import { testInFolder } from "../../scripts/run.ts";
import { clickhouse } from "../servers/clickhouse.ts";
import { postgresFolder, startPostgres } from "../servers/postgres.ts";
import { account, installed, withLogin } from "../servers/servers.ts";
import { testOnShards } from "../servers/sharded.ts";
import { assertAgrees, columns, lines, rows, sqlValues, written } from "../wide.ts";

const ignore = !installed(join(postgresFolder, "postgres"));
const note = ignore ? " (skipped: PostgreSQL is not installed)" : "";

Deno.test({
  name: `200 columns of a PostgreSQL server, more than an answer may have, are DuckDB's fit${note}`,
  ignore,
}, async () => {
  const folder = await Deno.makeTempDir({ prefix: "more-descent-" });
  const server = await startPostgres(folder);
  try {
    const sql = connect(server.url, { ...account, max: 1, onnotice() {} });
    const types = columns.map(({ name, kind }) =>
      `${postgres.identifier(name)} ${kind === "text" ? "text" : "double precision"}`
    );
    await sql.unsafe(`CREATE TABLE wide (${types.join(", ")})`);
    await sql.unsafe(`INSERT INTO wide VALUES ${sqlValues(rows)}`);
    await sql.end();
    const engine = await openPostgres({ url: withLogin(server.url), table: "wide" });
    const file = await written(await Deno.makeTempDir({ dir: folder }));
    for (const line of lines) await assertAgrees(engine, file, line);
    await assert.rejects(
      engine.query({ text: `SELECT ${"1 + ".repeat(6000)} nothing`, values: [] }),
      /rejected the query: column "nothing" does not exist/,
      "a long query's error is told as a short one's",
    );
    assert.deepEqual(await engine.query({ text: "SHOW jit", values: [] }), [["on"]]);
    await engine.close();
  } finally {
    await server.kill();
    await Deno.remove(folder, { recursive: true });
  }
});

testOnShards("200 columns over two ClickHouse servers are DuckDB's fit", 2, async (shards) => {
  const types = columns.map(({ name, kind }, j) => {
    const type = kind === "text" ? "String" : j === 2 ? "Nullable(Float64)" : "Float64";
    return `${dialect.identifier(name)} ${type}`;
  });
  for (const [i, shard] of shards.entries()) {
    await clickhouse(shard, `CREATE TABLE part (${types.join(", ")}) ENGINE = Memory`);
    const some = sqlValues(rows.filter((_, row) => row % shards.length === i));
    await clickhouse(shard, `INSERT INTO part VALUES ${some}`);
  }
  const spread = "ENGINE = Distributed('shards', default, part)";
  await clickhouse(shards[0], `CREATE TABLE wide AS part ${spread}`);
  const engine = await openClickHouse({ url: withLogin(shards[0].url), table: "wide" });
  const folder = await Deno.makeTempDir({ prefix: "more-descent-" });
  try {
    const file = await written(folder);
    for (const line of lines) await assertAgrees(engine, file, line);
    await assert.rejects(
      assertAgrees(engine, file, [...lines[0], "--where", "y > 1e9"]),
      /there are no rows/,
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

testInFolder("DuckDB takes a wide Hessian and the residuals' bins in one scan", async (folder) => {
  const engine = await openDuckDB(await written(folder));
  // Grouped by bin, DuckDB 1.5 would crash from some 147 columns on.
  const features = columns.filter(({ name }) => /^x\d+$/.test(name)).map(({ name }) => name);
  const line = ["--target", "hit", "--family", "logistic", "--features", features.join(",")];
  const request = requestOf(fitCommand().parse(line, { from: "user" }).opts());
  const { place, model } = await prepare(engine, request);
  const scaling = await new QueriedRows(engine, place, model).guess();
  const all = model.columns.map((_, j) => j);
  assert.ok(all.length > 150);
  const scan = pointScan(place, model, {
    ...{ kind: "point", scaling, columns: all, at: all.map((j) => Math.sin(j) / 10) },
    ...{ hessian: true, bins: { low: -1, width: 0.25, count: 8 } },
  });
  const { used, gradient, bins } = scan.read(await engine.query(scan.statement));
  assert.ok(bins!.length > 4 && used > 700);
  const total = (of: "rows" | "residual") => bins!.reduce((sum, bin) => sum + bin[of], 0);
  assert.equal(total("rows"), used);
  assert.ok(Math.abs(total("residual") - gradient[0]) < 1e-9 * used);
  await engine.close();
});
