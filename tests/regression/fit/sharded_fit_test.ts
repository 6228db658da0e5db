import assert from "../../../src/deps/test.ts";
import { openClickHouse } from "../../../src/regression/engines/clickhouse/engine.ts";
import { fitCommand } from "../../../src/regression/fit/command.ts";
import { requestOf } from "../../../src/regression/fit/command_request.ts";
import type { Engine } from "../../../src/regression/engines/engine.ts";
import type { FitRecord } from "../../../src/regression/fit/fit_record.ts";
import { fitTable, type FitTableOptions } from "../../../src/regression/fit/fit_table.ts";
import type { Coefficient } from "../../../src/regression/results/fit_summary.ts";
import { summarise } from "../../../src/regression/results/statistics.ts";
import { clickhouse } from "../servers/clickhouse.ts";
import { digits } from "../fits.ts";
import { oddNames } from "../odd_names.ts";
import { withLogin } from "../servers/servers.ts";
import { fill, testOnShards } from "../servers/sharded.ts";

/** Fits as the command line says. */
async function fit(engine: Engine, args: string[], options: FitTableOptions = {}) {
  const request = requestOf(fitCommand().parse(args, { from: "user" }).opts());
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
const logistic = `--target hit ${features} --family logistic`.split(" ");

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
      const [two, one] = [await fit(spread, line.split(" ")), await fit(together, line.split(" "))];
      assert.equal(two.scans, one.scans);
      assertSame(two.coefficients, one.coefficients);
    });
  }

  await t.step("columns and levels of any name are fitted, and harm nothing", async () => {
    const { dialect } = spread;
    const names = oddNames(8);
    const levels = oddNames(20).slice(0, 3).toSorted();
    const [kind, target] = ["kind`; --", "y`\\"];
    const column = (name: string, type: string) => `${dialect.identifier(name)} ${type}`;
    const columns = [...names, target].map((name) => column(name, "Float64"));
    const made = [...columns, column(kind, "String")].join(", ");
    await clickhouse(shards[0], `CREATE TABLE odd (${made}) ENGINE = Memory`);
    const rows = Array.from({ length: 200 }, (_, row) => {
      const x = names.map((_, j) => ((row + j) ** 2 + row) % (11 + j));
      // Each feature counts for its number, each level for ten times its own.
      const y = x.reduce((sum, value, j) => sum + j * value, 10 * (row % 3));
      return `(${[...x, y].join(", ")}, ${dialect.value(levels[row % 3], [])})`;
    });
    await clickhouse(shards[0], `INSERT INTO odd VALUES ${rows.join(", ")}`);
    const odd = await openClickHouse({ url, table: "odd" });
    const { coefficients } = await fit(odd, ["--target", target]);
    const expected = [0, ...names.map((_, j) => j), 10, 20];
    assert.deepEqual(coefficients.slice(1, 1 + names.length).map(({ name }) => name), names);
    coefficients.forEach(({ estimate }, i) => assert.ok(Math.abs(estimate! - expected[i]) < 1e-9));
    assert.equal(await spread.countParts!([], []), 40_000);
  });

  await t.step(
    "a shard that loses rows while it is fitted is found out by the next scan",
    async () => {
      const onScan = async (number: number) => {
        if (number === 2) await clickhouse(shards[1], "ALTER TABLE part DELETE WHERE x1 < 0.5");
      };
      await assert.rejects(fit(spread, logistic, { onScan }), {
        message: /^Cannot trust scan \d+: it saw \d+ rows, expected \d+\./,
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
    const whole = await fit(spread, logistic);
    let kept: FitRecord | undefined;
    const onRecord = async (record: FitRecord) => {
      kept = structuredClone(record);
      if (record.recorded.length === 2) await shards[1].kill();
    };
    await assert.rejects(fit(spread, logistic, { onRecord }), {
      message: /^Cannot reach every shard .* does not answer/,
    });
    assert.equal(kept!.recorded.length, 2);
    await shards[1].restart();
    const asked: number[] = [];
    const resumed = await fit(spread, logistic, {
      earlier: kept,
      onScan: (number) => asked.push(number),
    });
    assert.equal(asked[0], 3);
    assertSame(resumed.coefficients, whole.coefficients);
  },
);
