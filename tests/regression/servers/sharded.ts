/**
 * A table that is spread over several real ClickHouse servers.
 *
 * @module
 */
import { clickhouse, clickhouseProgram, startShards } from "./clickhouse.ts";
import { installed, type Server } from "./servers.ts";

/** Rows in all. */
export const rows = 40_000;

/** A test on this many real servers. */
export function testOnShards(
  title: string,
  count: number,
  test: (shards: Server[], t: Deno.TestContext) => Promise<void>,
  settings?: Record<number, string>,
) {
  const ignore = !installed(clickhouseProgram);
  const note = ignore ? " (skipped: clickhouse-server is not installed)" : "";
  Deno.test({ name: title + note, ignore }, async (t) => {
    const folder = await Deno.makeTempDir({ prefix: "more-descent-" });
    const shards = await startShards(folder, count, settings);
    try {
      await test(shards, t);
    } finally {
      for (const shard of shards) await shard.kill();
      await Deno.remove(folder, { recursive: true });
    }
  });
}

/** Every second row on either shard as "part", together "spread"; all rows on the first as "together". */
export async function fill(shards: Server[]) {
  const columns = "x1 Float64, x2 Float64, x3 Nullable(Float64), kind String, day Date, " +
    "y Float64, hit UInt8";
  const value = (k: number) => `(intHash64(number * 8 + ${k}) % 1000003) / 1000003.`;
  const select = `SELECT ${value(1)} AS x1, 1e3 + ${value(2)} AS x2, ` +
    `if(number % 1000 = 0, NULL, ${value(3)}) AS x3, concat('k', toString(number % 3)) AS kind, ` +
    `toDate(0), 1 + 2 * x1 - x2 + ${value(4)} AS y, ` +
    `${value(5)} < 1 / (1 + exp(1 - 3 * x1)) AS hit FROM numbers(${rows})`;
  const engine = "ENGINE = MergeTree ORDER BY day";
  for (const [i, shard] of shards.entries()) {
    await clickhouse(shard, `CREATE TABLE part (${columns}) ${engine}`);
    await clickhouse(shard, `INSERT INTO part ${select} WHERE number % ${shards.length} = ${i}`);
  }
  const spread = "ENGINE = Distributed('shards', default, part)";
  await clickhouse(shards[0], `CREATE TABLE spread AS part ${spread}`);
  await clickhouse(shards[0], `CREATE TABLE together (${columns}) ${engine}`);
  await clickhouse(shards[0], `INSERT INTO together ${select}`);
}
