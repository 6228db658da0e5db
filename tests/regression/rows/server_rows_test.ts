import { join } from "../../../src/deps/path.ts";
import connect from "../../../src/deps/postgres.ts";
import assert from "../../../src/deps/test.ts";
import { openClickHouse } from "../../../src/regression/engines/clickhouse/engine.ts";
import { fitCommand } from "../../../src/regression/fit/command.ts";
import { requestOf } from "../../../src/regression/fit/command_request.ts";
import type { Engine } from "../../../src/regression/engines/engine.ts";
import type { FitRecord } from "../../../src/regression/fit/fit_record.ts";
import { fitTable, type FitTableOptions } from "../../../src/regression/fit/fit_table.ts";
import { openPostgres } from "../../../src/regression/engines/postgres/engine.ts";
import { summarise } from "../../../src/regression/results/statistics.ts";
import { clickhouse } from "../servers/clickhouse.ts";
import { digits } from "../fits.ts";
import { postgresFolder, startPostgres } from "../servers/postgres.ts";
import { account, installed, withLogin } from "../servers/servers.ts";
import { testOnShards } from "../servers/sharded.ts";

const ignore = !installed(join(postgresFolder, "postgres"));
const note = ignore ? " (skipped: PostgreSQL is not installed)" : "";

/** A table of 1500 rows on a server. */
interface Place {
  open(): Promise<Engine>;
  /** Fills the table anew; `e` is noise, `i` the row's number. */
  fill(columns: { a: string; b?: string; y: string; hit?: string }): Promise<void>;
}

const noise = "(cos(7 * i) + 0.3 * sin(31 * i))";
const linear = { a: "cos(3 * i)", y: `1 + 2 * cos(3 * i) - sin(i) + ${noise}` };
const hit = (sign: string) =>
  `CASE WHEN ${sign} (cos(3 * i) - sin(i) + 2 * ${noise}) > 0 THEN 1 ELSE 0 END`;
const plain = { ...linear, b: "sin(i)", hit: hit("") };

async function fit(engine: Engine, args: string[], options: FitTableOptions = {}) {
  const request = requestOf(fitCommand().parse(args, { from: "user" }).opts());
  const place = { engine: "postgres", table: "t", url: "http://nowhere" } as const;
  const found = await fitTable(engine, place, request, options);
  return { ...found, summary: summarise(found.model, found.solution, 0.95) };
}

const requests = {
  y: ["--target", "y", "--features", "a,b"],
  hit: ["--target", "hit", "--features", "a,b", "--family", "logistic"],
};

/** Each test of a server's rows. */
async function steps(t: Deno.TestContext, { open, fill }: Place) {
  for (
    const [name, changed] of [
      ["another target", { ...plain, y: "10 - 3 * cos(3 * i) + sin(i)", hit: hit("-1 *") }],
      ["another column", { ...plain, a: "sin(5 * i)" }],
      ["one row in fifty", {
        ...plain,
        y: `CASE WHEN i % 50 = 0 THEN 0 ELSE ${plain.y} END`,
        hit: `CASE WHEN i % 50 = 0 THEN 0 ELSE ${plain.hit} END`,
      }],
    ] as const
  ) {
    for (const target of ["y", "hit"] as const) {
      await t.step(`rows that change in between are refused: ${name}, ${target}`, async () => {
        await fill(plain);
        const engine = await open();
        const records: FitRecord[] = [];
        const onRecord = async (record: FitRecord) => {
          records.push(JSON.parse(JSON.stringify(record)));
          if (records.length === 1) await fill(changed);
        };
        const refused = await fit(engine, requests[target], { onRecord }).catch((each) => each);
        assert.match(refused.message, /^Cannot trust the later scans: .* the table was changed/);
        const resumed = await fit(engine, requests[target], { earlier: records[0] })
          .catch((each) => each);
        assert.equal(resumed.message, refused.message);
        await fill(plain);
        const whole = await fit(engine, requests[target], { earlier: records[0] });
        assert.equal(whole.solution.status, "converged");
        await engine.close();
      });
    }
  }

  await t.step("units of any size, in the first rows or only in later ones", async () => {
    await fill(plain);
    const engine = await open();
    const expected = await fit(engine, requests.y);
    const late = { ...plain, a: "CASE WHEN i < 1200 THEN 0 ELSE cos(3 * i) END" };
    await fill(late);
    const expectedLate = await fit(engine, requests.y);
    for (const factor of [2 ** 600, 2 ** -600]) {
      for (const [columns, wanted] of [[plain, expected], [late, expectedLate]] as const) {
        await fill({ ...columns, a: `(${columns.a}) * ${factor}` });
        const { summary, notes } = await fit(engine, requests.y);
        assert.deepEqual([summary.dependent, notes], [[], []]);
        summary.coefficients.forEach(({ estimate, standardError }, j) => {
          const unit = j === 1 ? factor : 1;
          const other = wanted.summary.coefficients[j];
          assert.ok(digits(estimate! * unit, other.estimate!) > 10, `${estimate}`);
          assert.ok(digits(standardError! * unit, other.standardError!) > 10);
        });
      }
    }
    // One row of next to nothing, and one far out.
    await fill({ ...plain, a: "CASE WHEN i = 7 THEN 1e-200 ELSE cos(3 * i) END" });
    const tiny = await fit(engine, [...requests.y, "--no-intercept"]);
    assert.deepEqual(tiny.summary.dependent, []);
    await fill({ ...plain, a: "CASE WHEN i = 1400 THEN 1e160 ELSE cos(3 * i) END" });
    const far = await fit(engine, requests.y);
    assert.deepEqual([far.summary.dependent, far.solution.status], [[], "converged"]);
    await engine.close();
  });
}

Deno.test({ name: `rows of a PostgreSQL server${note}`, ignore }, async (t) => {
  const folder = await Deno.makeTempDir({ prefix: "more-descent-" });
  const server = await startPostgres(folder);
  const sql = connect(server.url, { ...account, max: 1, onnotice() {} });
  const double = "double precision";
  await sql.unsafe(`CREATE TABLE t (a ${double}, b ${double}, y ${double}, hit integer)`);
  try {
    await steps(t, {
      open: () => openPostgres({ url: withLogin(server.url), table: "t" }),
      async fill({ a, b = "0", y, hit = "0" }) {
        await sql.unsafe("DELETE FROM t");
        await sql.unsafe(
          `INSERT INTO t SELECT ${a}, ${b}, ${y}, ${hit} FROM generate_series(0, 1499) AS n(i)`,
        );
      },
    });
  } finally {
    await sql.end();
    await server.kill();
    await Deno.remove(folder, { recursive: true });
  }
});

testOnShards("rows of a ClickHouse server", 1, async ([server], t) => {
  await clickhouse(
    server,
    "CREATE TABLE t (a Float64, b Float64, y Float64, hit UInt8) ENGINE = Memory",
  );
  await steps(t, {
    open: () => openClickHouse({ url: withLogin(server.url), table: "t" }),
    async fill({ a, b = "0", y, hit = "0" }) {
      await clickhouse(server, "TRUNCATE TABLE t");
      await clickhouse(
        server,
        `INSERT INTO t SELECT ${a}, ${b}, ${y}, ${hit} FROM (SELECT number AS i FROM numbers(1500))`,
      );
    },
  });
});
