/** A fit's rows one by one, as R's fitted, residuals, hatvalues, rstandard and cooks.distance have them. */
import assert from "../../../src/deps/test.ts";
import { openDuckDB } from "../../../src/regression/engines/duckdb/engine.ts";
import { fitCommand } from "../../../src/regression/fit/command.ts";
import { placeOptions, requestOf } from "../../../src/regression/fit/command_request.ts";
import { fitTable } from "../../../src/regression/fit/fit_table.ts";
import { planOf } from "../../../src/regression/fit/prepare.ts";
import { checkRowsPath, writeRows } from "../../../src/regression/fit/rows_file.ts";
import { dataFile, digits } from "../fits.ts";

/** The first rows of R's, each with its number among the complete ones. */
const expected: [file: string, args: string[], rows: number, first: number[][]][] = [
  // lm(Ozone ~ Temp*Wind, airquality, weights = Month)
  [
    "airquality.csv",
    ["--formula", "Ozone ~ Temp*Wind", "--weights", "Month"],
    116,
    [
      [18.2534469, 22.746553102, 0.04140380477, 0.9427611089, 0.0095972736244],
      [29.50021504, 6.499784958, 0.01997907658, 0.2664312905, 0.000361784977],
      [24.13373944, -12.133739437, 0.01016761938, -0.4949003375, 0.0006289746356],
    ],
  ],
  // glm(I(Days + 1) ~ Eth + Age, Gamma("log"), quine)
  [
    "quine.csv",
    ["--formula", "I(Days + 1) ~ Eth + Age", "--family", "gamma", "--link", "log"],
    146,
    [
      [21.88305601, -18.883056008, 0.04444623743, -0.9999678574, 0.009302120294],
      [21.88305601, -9.883056008, 0.04444623743, -0.5233654095, 0.002548120149],
    ],
  ],
  // lm(Claims ~ Group + offset(Holders/8), insurance)
  [
    "insurance.csv",
    ["--formula", "Claims ~ Group + offset(Holders/8)"],
    64,
    [
      [19.6640625, 18.3359375, 0.0625, 1.450562268, 0.035068848223],
      [28.0390625, 6.9609375, 0.0625, 0.5506821392, 0.005054180308],
    ],
  ],
];

for (const [file, args, rows, first] of expected) {
  for (const ending of ["csv", "parquet"]) {
    Deno.test(`rows of ${file} as .${ending}: R's numbers`, async () => {
      const folder = await Deno.makeTempDir();
      const path = `${folder}/rows.${ending}`;
      const given = fitCommand().parse(args, { from: "user" }).opts();
      const request = requestOf(given);
      const place = placeOptions(dataFile(file), given);
      const engine = await openDuckDB(dataFile(file), place);
      try {
        const fit = await fitTable(engine, place, request);
        await writeRows(engine, (await planOf(engine, request)).place, fit, path);
      } finally {
        await engine.close();
      }
      const written = await openDuckDB(path);
      try {
        const names = ["fitted", "residual", "leverage", "standardised", "cook"];
        const text = `SELECT ${names.join(", ")} FROM ${written.source}`;
        const found = await written.query({ text, values: [] });
        assert.equal(found.length, rows);
        first.forEach((wanted, row) =>
          wanted.forEach((value, k) => {
            const own = Number(found[row][k]);
            assert.ok(digits(own, value) > 7, `${names[k]} of row ${row}: ${own}, R has ${value}`);
          })
        );
        // Leverages add up to the number of coefficients.
        const sum = found.reduce((total, [, , leverage]) => total + Number(leverage), 0);
        assert.ok(Math.abs(sum - Math.round(sum)) < 1e-9 && sum > 1.5, `${sum}`);
      } finally {
        await written.close();
        await Deno.remove(folder, { recursive: true });
      }
    });
  }
}

Deno.test("what cannot hold rows is refused before anything is fitted", () => {
  for (const path of ["rows", "rows.txt", "rows.xlsx", ".csv"]) {
    assert.throws(
      () => checkRowsPath(path),
      /^TableError: Cannot write rows to ".*": a name that ends in \.parquet or \.csv says what to write\.$/,
    );
  }
  const given = fitCommand().parse(
    ["--target", "y", "--engine", "clickhouse", "--rows", "r.csv"],
    { from: "user" },
  ).opts();
  assert.throws(() => requestOf(given), /rows are written by DuckDB, and these are clickhouse's/);
});
