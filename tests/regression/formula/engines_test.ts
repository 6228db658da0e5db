/** One formula, one answer: DuckDB's kernels and SQL, PostgreSQL, ClickHouse, and columns in memory. */
import connect from "../../../src/deps/postgres.ts";
import { join } from "../../../src/deps/path.ts";
import assert from "../../../src/deps/test.ts";
import { openClickHouse } from "../../../src/regression/engines/clickhouse/engine.ts";
import type { Engine } from "../../../src/regression/engines/engine.ts";
import { openPostgres } from "../../../src/regression/engines/postgres/engine.ts";
import { fit } from "../../../src/regression/fit/fit.ts";
import type { FormulaOptions } from "../../../src/regression/fit/options.ts";
import { testInFolder } from "../../scripts/run.ts";
import { digits, fitFile } from "../fits.ts";
import { clickhouse } from "../servers/clickhouse.ts";
import { postgresFolder, startPostgres } from "../servers/postgres.ts";
import { account, installed, withLogin } from "../servers/servers.ts";
import { testOnShards } from "../servers/sharded.ts";
import { assertAgrees } from "../wide.ts";

const day = 86_400_000;

/** Rows with dates, times, texts and nulls. */
const table = Array.from({ length: 400 }, (_, i) => {
  const x = 2 * Math.cos(3 * i) + 1.9;
  const time = new Date(Date.UTC(2019, 11, 30, 7) + Math.floor(i * 1.37 * day / 60_000) * 60_000);
  const noise = Math.cos(7 * i) + 0.3 * Math.sin(31 * i);
  return {
    x: i % 50 === 0 ? null : x,
    n: 1 + i % 9,
    g: i % 83 === 0 ? null : `g${(i * i) % 3}`,
    d: new Date(Math.floor(time.getTime() / day) * day),
    t: time,
    y: 1 + x + 0.5 * Math.sin(i) + noise,
    k: Math.max(0, Math.round(3 + 2 * Math.cos(5 * i) + noise)),
    s: i % 4,
  };
});

const names = Object.keys(table[0]) as (keyof typeof table[0])[];
const columns = Object.fromEntries(names.map((name) => [name, table.map((row) => row[name])]));

const lines = [
  [
    "--formula",
    "y ~ log(x)*g + I(x^2) + C(weekday(d)) + month(d) + hour(t) + d",
    "--errors",
    "HC3",
  ],
  [
    "--formula",
    "exp(y/9) ~ sqrt(n) + (x > 2) + log10(x) + x:n - 1 + (g == 'g1')",
    ...["--errors", "HC1"],
  ],
  [
    "--formula",
    "sin(y) ~ cos(x) + tan(x/9) + abs(x - 2) + ceiling(x) + year(t) + day(t) + days(t) + x%in%g",
  ],
  ["--formula", "y ~ expm1(x/3) + log1p(n) + floor(x) + log2(n):g"],
  ["--formula", "k ~ poly(x, 3) + C(n, ref = 4) + offset(log(n))", "--family", "poisson"],
  ["--formula", "k ~ x/g", "--family", "quasipoisson"],
  ["--formula", "k ~ x + g", "--family", "poisson", "--cluster", "n"],
  ["--formula", "cbind(s, n) ~ x + g", "--family", "binomial", "--errors", "HC2"],
  ["--formula", "exp(y/9) ~ x + g", "--family", "gamma", "--link", "log", "--errors", "HC1"],
  ["--formula", "I(k + 1) ~ n", "--family", "inverse-gaussian"],
  ["--formula", "cbind(s, n) ~ x + g", "--family", "binomial", "--link", "probit"],
  ["--formula", "(s > 1) ~ x + n", "--family", "binomial", "--link", "cloglog"],
  ["--formula", "k ~ x + g", "--family", "poisson", "--link", "sqrt"],
  ["--formula", "I(n*n) ~ x + g", "--family", "negative-binomial"],
  ["--formula", "y ~ x + n + g", "--lasso", "--lambda", "0.05"],
  ["--formula", "y ~ x + n + g", "--lasso", "--folds", "s"],
];

async function written(folder: string): Promise<string> {
  const path = join(folder, "table.csv");
  const cell = (value: unknown) =>
    value === null ? "" : value instanceof Date ? value.toISOString().slice(0, 19) : String(value);
  const text = (row: typeof table[0]) =>
    names.map((name) => name === "d" ? cell(row.d).slice(0, 10) : cell(row[name])).join(",");
  await Deno.writeTextFile(path, [names.join(","), ...table.map(text)].join("\n"));
  return path;
}

testInFolder(
  "columns in memory, and DuckDB's SQL, have DuckDB's rows' formulas",
  async (folder) => {
    const path = await written(folder);
    for (const line of lines) {
      const { summary } = await fitFile(path, line);
      const bySql = await fitFile(path, line, { mostHeld: 0 });
      const option = (name: string) =>
        line.includes(name) ? line[line.indexOf(name) + 1] : undefined;
      const family = { binomial: "logistic", quasipoisson: "poisson" }[option("--family") ?? ""] ??
        option("--family");
      const errors = option("--family") === "quasipoisson" ? "quasi" : option("--errors");
      const options = {
        formula: line[1],
        family,
        link: option("--link"),
        errors,
        cluster: option("--cluster"),
        path: line.includes("--lasso")
          ? {
            alpha: 1,
            lambda: option("--lambda") && Number(option("--lambda")),
            folds: option("--folds"),
          }
          : undefined,
      } as FormulaOptions;
      const inMemory = await fit(columns, options);
      for (const other of [bySql.summary, inMemory]) {
        assert.equal(other.coefficients.length, summary.coefficients.length);
        summary.coefficients.forEach(({ name, estimate, standardError }, i) => {
          const found = other.coefficients[i];
          assert.equal(found.name, name);
          if (estimate === null) return assert.equal(found.estimate, null);
          // A lasso's have none.
          const size = Math.max(Math.abs(estimate), standardError ?? 1);
          assert.ok(Math.abs(found.estimate! - estimate) <= 1e-10 * size, `${line[1]}, ${name}`);
          if (standardError === null) return assert.equal(found.standardError, null);
          assert.ok(
            digits(found.standardError!, standardError) >= 8,
            `${line[1]}, ${name}'s error`,
          );
        });
      }
      assert.equal(
        inMemory.rows.used,
        summary.quality.residualDf +
          // A lasso's zeros are no parameters.
          inMemory.coefficients.filter(({ estimate }) => estimate !== null && estimate !== 0)
            .length,
      );
    }
  },
);

/** Rows as SQL's VALUES. */
function values(of: (value: unknown, name: string) => string): string {
  return table.map((row) => `(${names.map((name) => of(row[name], name)).join(", ")})`).join(", ");
}

function cell(value: unknown, name: string): string {
  if (value === null) return "NULL";
  if (value instanceof Date) {
    const text = value.toISOString().slice(0, 19).replace("T", " ");
    return `'${name === "d" ? text.slice(0, 10) : text}'`;
  }
  return typeof value === "string" ? `'${value}'` : String(value);
}

async function assertFormulas(engine: Engine, folder: string): Promise<void> {
  const path = await written(folder);
  // Curves of one column are nearly collinear: that takes two of twelve digits.
  for (const line of lines) await assertAgrees(engine, path, line, 10);
  await engine.close();
}

const ignore = !installed(join(postgresFolder, "postgres"));
const note = ignore ? " (skipped: PostgreSQL is not installed)" : "";

Deno.test({ name: `formulas on PostgreSQL are DuckDB's${note}`, ignore }, async () => {
  const folder = await Deno.makeTempDir({ prefix: "more-descent-" });
  const server = await startPostgres(folder);
  try {
    const sql = connect(server.url, { ...account, max: 1, onnotice() {} });
    await sql.unsafe(
      "CREATE TABLE t (x double precision, n int, g text, d date, t timestamp, y double precision, k int, s int)",
    );
    await sql.unsafe(`INSERT INTO t VALUES ${values(cell)}`);
    await sql.end();
    await assertFormulas(
      await openPostgres({ url: withLogin(server.url), table: "t" }),
      await Deno.makeTempDir({ dir: folder }),
    );
  } finally {
    await server.kill();
    await Deno.remove(folder, { recursive: true });
  }
});

testOnShards("formulas on ClickHouse are DuckDB's", 1, async ([shard]) => {
  await clickhouse(
    shard,
    "CREATE TABLE t (x Nullable(Float64), n Int32, g Nullable(String), d Date, t DateTime('UTC'), y Float64, k Int32, s Int32) ENGINE = Memory",
  );
  await clickhouse(shard, `INSERT INTO t VALUES ${values(cell)}`);
  const folder = await Deno.makeTempDir({ prefix: "more-descent-" });
  try {
    await assertFormulas(await openClickHouse({ url: withLogin(shard.url), table: "t" }), folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
