import assert from "../../../../src/deps/test.ts";
import { openClickHouse } from "../../../../src/regression/engines/clickhouse/engine.ts";
import type { EngineProgress } from "../../../../src/regression/engines/engine.ts";
import { clickhouse } from "../../servers/clickhouse.ts";
import { moments } from "../../moments.ts";
import { oddNames } from "../../odd_names.ts";
import { type Server, until, withLogin } from "../../servers/servers.ts";
import { fill, rows, testOnShards } from "../../servers/sharded.ts";

const loose =
  "<max_rows_to_read>9000</max_rows_to_read><read_overflow_mode>break</read_overflow_mode>";

testOnShards("a table on two ClickHouse servers", 2, async (shards, t) => {
  await fill(shards);
  const url = withLogin(shards[0].url);
  const spread = await openClickHouse({ url, table: "spread" });

  await t.step("each shard reads its half and computes its own sums, as its log says", async () => {
    const { rows: counted } = await moments(spread);
    assert.ok(counted > 0.7 * rows && counted < 0.8 * rows);
    const [here, there] = await Promise.all(shards.map(sumsLogged));
    // The second server was asked by the first alone, for sums: one row.
    assert.equal(there.length, 1);
    const [initial, read, result, query] = there[0];
    assert.deepEqual([initial, Number(read), result], ["0", rows / 2, "1"]);
    assert.match(query, /^WITH .* count\(\), sum\(.* FROM default\.part /);
    // The first read its own half, and the second's sums.
    assert.deepEqual(here.map((line) => [line[0], line[2]]), [["1", "1"]]);
    assert.match(
      await shards[1].log(),
      /user: reader, initial_query_id: .* sum\(.* FROM default\.part /,
    );
  });

  await t.step("a column that this version takes for a number is refused by name", async () => {
    for (const name of ["1", "0.", "toFloat64(1)"]) {
      await clickhouse(shards[0], "DROP TABLE IF EXISTS lookalike");
      await clickhouse(
        shards[0],
        `CREATE TABLE lookalike (a Float64, \`${name}\` Float64, y Float64) ENGINE = Log`,
      );
      const engine = await openClickHouse({ url, table: "lookalike" });
      await assert.rejects(engine.describe(), {
        name: "TableError",
        message:
          `Cannot fit ${engine.label}: this version of ClickHouse confuses the column "${name}" with the value of that text. Rename it, or fit a view without it.`,
      });
    }
  });

  await t.step("two shards give one server's sums, to twelve digits", async () => {
    const together = await openClickHouse({ url, table: "together" });
    assert.equal(together.countParts, undefined);
    const [two, one] = [await moments(spread), await moments(together)];
    assert.equal(two.used, one.used);
    const sums = [...two.gram, ...two.moment, two.totals.square];
    const expected = [...one.gram, ...one.moment, one.totals.square];
    sums.forEach((sum, i) => {
      const apart = Math.abs(sum - expected[i]);
      assert.ok(apart <= 1e-12 * Math.abs(expected[i]), `${sum} is not ${expected[i]}`);
    });
  });

  await t.step(
    "its columns, its kinds of columns, and its rows, counted shard by shard",
    async () => {
      const kinds = (await spread.describe()).map(({ name, kind }) => `${name} ${kind}`);
      assert.deepEqual(kinds, [
        ...[
          "x1 number",
          "x2 number",
          "x3 number",
          "kind text",
          "day other",
          "y number",
          "hit number",
        ],
      ]);
      assert.equal(await spread.countParts!([], []), rows);
      assert.equal(await spread.countParts!(["x3 IS NULL"], []), rows / 1000);
    },
  );

  await t.step("a long query tells how far it is, and stops when it is told to", async () => {
    const text = "SELECT sum(sin(number)) FROM system.numbers";
    const told: EngineProgress[] = [];
    const controller = new AbortController();
    const onProgress = (progress: EngineProgress) => {
      told.push(progress);
      controller.abort(new Error("that is enough"));
    };
    const { signal } = controller;
    await assert.rejects(spread.query({ text, values: [] }, { signal, onProgress }), {
      message: "that is enough",
    });
    assert.ok(told[0].rows! > 0);
    const running = "SELECT count() FROM system.processes WHERE query LIKE '%system.numbers%'";
    const others = `${running} AND query NOT LIKE '%system.processes%'`;
    await until("its end", async () => await clickhouse(shards[0], others) === "0\n");
  });

  await t.step("no name and no value ends its quotes", async () => {
    const names = oddNames();
    const { dialect } = spread;
    const columns = names.map((name) => `${dialect.identifier(name)} Float64`).join(", ");
    const table = dialect.identifier("odd `one; --");
    await clickhouse(shards[0], `CREATE TABLE ${table} (${columns}) ENGINE = Memory`);
    await clickhouse(shards[0], `INSERT INTO ${table} VALUES (${names.map((_, i) => i)})`);
    const odd = await openClickHouse({ url, table: "odd `one; --" });
    assert.deepEqual((await odd.describe()).map(({ name }) => name), names);
    for (const [i, name] of names.entries()) {
      const text = `SELECT ${dialect.identifier(name)}, ${
        dialect.value(name, [])
      } FROM ${odd.source}`;
      assert.deepEqual(await odd.query({ text, values: [] }), [[i, name]]);
    }
    assert.equal(await spread.countParts!([], []), rows);
  });

  await t.step(
    "what is not there, or not allowed, is a clear line without the password",
    async () => {
      await assert.rejects(openClickHouse({ url, table: "nothing" }), {
        name: "TableError",
        message: /^Cannot find the table "nothing" at http:\/\/127/,
      });
      const wrong = withLogin(shards[0].url).replace("reader:", "reader:x");
      await assert.rejects(openClickHouse({ url: wrong, table: "spread" }), {
        name: "TableError",
        message:
          /^Cannot log in to ClickHouse at http:\/\/127\.0\.0\.1:\d+: wrong user or password/,
      });
      const loose = `${url}?skip_unavailable_shards=1`;
      await assert.rejects(openClickHouse({ url: loose, table: "spread" }), {
        name: "TableError",
        message: /skip_unavailable_shards = 1 it leaves out rows without a word/,
      });
    },
  );

  await t.step("a shard that has come back is used again", async () => {
    await shards[1].kill();
    await shards[1].restart();
    assert.ok((await moments(spread)).used > 0);
  });

  await t.step(
    "a shard that stops in the middle of a scan is asked again, and then an error",
    async () => {
      const text = `SELECT count(), sum(sleep(2)) FROM ${spread.source}`;
      const scan = assert.rejects(spread.query({ text, values: [] }), {
        name: "Unanswered",
        message:
          /^Cannot reach every shard .*: 127\.0\.0\.1:\d+ does not answer\. It was asked 3 times/,
      });
      await until(
        "the scan's start",
        async () => (await shards[1].log()).includes("sum(sleep(2))"),
      );
      await shards[1].kill();
      await scan;
    },
  );
});

testOnShards(
  "a shard whose own settings let it read half its rows is refused",
  2,
  async (shards) => {
    await fill([shards[0]]);
    await assert.rejects(openClickHouse({ url: withLogin(shards[0].url), table: "spread" }), {
      name: "TableError",
      message: /read_overflow_mode = break it leaves out rows without a word/,
    });
  },
  { 1: loose },
);

/** The queries for sums that a server has answered: is_initial_query, read_rows, result_rows, query. */
async function sumsLogged(shard: Server): Promise<string[][]> {
  const sql = "SELECT is_initial_query, read_rows, result_rows, query FROM system.query_log " +
    "WHERE type = 2 AND query LIKE 'WITH % sum(%'";
  let found = "";
  // A query is logged after it is answered.
  await until("a query in the log", async () => {
    await clickhouse(shard, "SYSTEM FLUSH LOGS");
    found = await clickhouse(shard, sql);
    return found !== "";
  });
  return found.trim().split("\n").map((line) => line.split("\t"));
}
