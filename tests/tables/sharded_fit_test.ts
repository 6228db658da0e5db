import assert from "../../src/deps/test.ts";
import { openClickHouse } from "../../src/tables/clickhouse_engine.ts";
import { fitCommand, requestOf } from "../../src/tables/command.ts";
import type { Engine } from "../../src/tables/engine.ts";
import type { FitRecord } from "../../src/tables/fit_record.ts";
import { fitTable, type FitTableOptions } from "../../src/tables/fit_table.ts";
import { type Coefficient, summarise } from "../../src/tables/statistics.ts";
import { clickhouse } from "./clickhouse_servers.ts";
import { digits } from "./fits.ts";
import { withLogin } from "./servers.ts";
import { fill, testOnShards } from "./sharded.ts";

async function fit(engine: Engine, line: string, options: FitTableOptions = {}) {
  const request = requestOf(fitCommand().parse(line.split(" "), { from: "user" }).opts());
  const fitted = await fitTable(engine, { engine: "clickhouse" }, request, options);
  const { coefficients } = summarise(fitted.model, fitted.solution, 0.95);
  return { coefficients, scans: fitted.record.recorded.length };
}

/** Twelve digits of every estimate, or, where that is less, of its standard error; and of the errors. */
function assertSame(actual: Coefficient[], expected: Coefficient[]) {
  for (const [i, { name, estimate, standardError }] of expected.entries()) {
    const apart = Math.abs(actual[i].estimate! - estimate!);
    const size = Math.max(Math.abs(estimate!), standardError!);
    assert.ok(apart <= 1e-12 * size, `${name}: ${actual[i].estimate} is not ${estimate}`);
    assert.ok(digits(actual[i].standardError!, standardError!) >= 12, `${name}'s error`);
  }
}

const features = "--features x1,x2,x3,kind";

testOnShards("a fit over two ClickHouse servers", 2, async (shards, t) => {
  await fill(shards);
  const url = withLogin(shards[0].url);
  const spread = await openClickHouse({ url, table: "spread" });
  const together = await openClickHouse({ url, table: "together" });

  for (
    const line of [
      `--target y ${features}`,
      `--target y ${features} --weights hit`,
      `--target hit ${features} --family logistic`,
      `--target hit ${features} --family poisson`,
    ]
  ) {
    await t.step(`${line}: the digits of one server, to 1e-12`, async () => {
      const [two, one] = [await fit(spread, line), await fit(together, line)];
      assert.equal(two.scans, one.scans);
      assertSame(two.coefficients, one.coefficients);
    });
  }

  await t.step(
    "a shard that loses rows while it is fitted is found out by the next scan",
    async () => {
      const onScan = async (number: number) => {
        if (number === 2) await clickhouse(shards[1], "ALTER TABLE part DELETE WHERE x1 < 0.5");
      };
      await assert.rejects(fit(spread, `--target hit ${features} --family logistic`, { onScan }), {
        message: /^Cannot trust scan \d+: it saw \d+ rows where \d+ are\./,
      });
    },
  );
});

testOnShards(
  "a fit whose shard goes down keeps its scans, and goes on from there",
  2,
  async (shards) => {
    await fill(shards);
    const url = withLogin(shards[0].url);
    const spread = await openClickHouse({ url, table: "spread" });
    const line = `--target hit ${features} --family logistic`;
    const whole = await fit(spread, line);
    let kept: FitRecord | undefined;
    const onRecord = async (record: FitRecord) => {
      kept = structuredClone(record);
      if (record.recorded.length === 2) await shards[1].kill();
    };
    await assert.rejects(fit(spread, line, { onRecord }), {
      message: /^Cannot reach every shard .* does not answer/,
    });
    assert.equal(kept!.recorded.length, 2);
    await shards[1].restart();
    const asked: number[] = [];
    const resumed = await fit(spread, line, {
      earlier: kept,
      onScan: (number) => asked.push(number),
    });
    assert.equal(asked[0], 3);
    assertSame(resumed.coefficients, whole.coefficients);
  },
);
