import { fit, useBackend } from "../../../mod.ts";
import assert from "../../../src/deps/test.ts";
import * as tf from "../../../src/deps/tf.ts";
import { bytesInUse } from "../../../src/kernels/threads/memory.ts";
import { dataFile, digits, fitFile } from "../fits.ts";

/** Columns of a table of numbers. */
async function table(name: string, columns: string[]): Promise<number[][]> {
  const [head, ...lines] = (await Deno.readTextFile(dataFile(name))).trim().split("\n");
  const places = columns.map((column) => head.split(",").indexOf(column));
  return lines.map((line) => places.map((place) => Number(line.split(",")[place])));
}

const families: [family: "linear" | "logistic" | "poisson", target: string][] = [
  ["linear", "mpg"],
  ["logistic", "am"],
  ["poisson", "carb"],
];

for (const [family, target] of families) {
  for (const intercept of [true, false]) {
    Deno.test(`rows in memory give what DuckDB gives: ${family}, ${intercept ? "with" : "without"} an intercept, weighted`, async () => {
      const names = ["wt", "hp"];
      const x = await table("mtcars.csv", names);
      const y = (await table("mtcars.csv", [target])).flat();
      const weights = (await table("mtcars.csv", ["gear"])).flat();
      const found = await fit(x, y, { family, intercept, names, weights });
      const args = ["--target", target, "--family", family, "--features", "wt,hp"];
      if (!intercept) args.push("--no-intercept");
      const { summary, scans } = await fitFile(dataFile("mtcars.csv"), [
        ...args,
        "--weights",
        "gear",
      ]);
      assert.deepEqual(
        found.coefficients.map(({ name }) => name),
        summary.coefficients.map(({ name }) => name),
      );
      found.coefficients.forEach((each, i) => {
        const other = summary.coefficients[i];
        assert.ok(digits(each.estimate!, other.estimate!) > 9);
        assert.ok(digits(each.standardError!, other.standardError!) > 9);
        assert.ok(digits(each.p!, other.p!) > 8);
      });
      assert.ok(digits(found.quality.aic, summary.quality.aic) > 10);
      assert.equal(found.scans, scans);
    });
  }
}

Deno.test("a tensor is fitted as the same numbers in an array are, and nothing is left in memory", async () => {
  await useBackend("cpu");
  const [rows, inputs] = [3000, 7];
  const x = tf.randomNormal([rows, inputs], 3, 2, "float32", 1);
  const y = tf.add(tf.sum(x, 1), tf.randomNormal([rows], 0, 1, "float32", 2));
  // The threads' scratch memory stays for the next call.
  await fit(x, y);
  const [tensors, bytes] = [tf.memory().numTensors, bytesInUse()];
  const { seconds: _, ...ofTensors } = await fit(x, y);
  assert.deepEqual([tf.memory().numTensors, bytesInUse()], [tensors, bytes]);
  const { seconds: __, ...ofArrays } = await fit(Float64Array.from(x.dataSync()), y.dataSync());
  assert.deepEqual(ofTensors, ofArrays);
  await assert.rejects(fit(x, y, { family: "logistic" }), /must be 0 or 1/);
  assert.equal(bytesInUse(), bytes);
  tf.dispose([x, y]);
});

Deno.test("rows with NaN are left out and counted, and refused where strict", async () => {
  const x = [[1], [2], [NaN], [4], [5]];
  const y = [1, 3, 7, 2, NaN];
  const { rows, coefficients } = await fit(x, y);
  assert.deepEqual(rows, { total: 5, used: 3, dropped: 2, missing: { x1: 1, y: 1 } });
  const complete = await fit([[1], [2], [4]], [1, 3, 2]);
  coefficients.forEach(({ estimate, high }, i) => {
    assert.ok(digits(estimate!, complete.coefficients[i].estimate!) > 13);
    assert.ok(digits(high!, complete.coefficients[i].high!) > 13);
  });
  await assert.rejects(fit(x, y, { strict: true }), /2 of 5 rows lack a value .*strict/);
});

const bad: [title: string, fitted: () => Promise<unknown>, message: RegExp][] = [
  ["fewer targets than rows", () => fit([[1], [2]], [1]), /X has 2 rows and y has 1/],
  ["uneven rows", () => fit([[1, 2], [3]], [1, 2]), /row 1 of X has 1 values and row 0 has 2/],
  ["nothing", () => fit([], []), /Expected a row of X for every y/],
  ["a constant target", () => fit([[1], [2], [4]], [3, 3, 3]), /3 in every row/],
  ["an infinite value", () => fit([[1], [Infinity], [4]], [3, 2, 3]), /"x1" has infinite values/],
  [
    "more columns than rows",
    () => fit([[1, 2, 5], [3, 1, 2]], [1, 2]),
    /4 columns need at least as many rows/,
  ],
  [
    "weights that are too few",
    () => fit([[1], [2]], [1, 2], { weights: [1] }),
    /1 weights for 2 rows/,
  ],
  ["a target of 2 for logistic", () => fit([[1], [2]], [1, 2], { family: "logistic" }), /0 or 1/],
  [
    "a negative target for poisson",
    () => fit([[1], [2]], [1, -2], { family: "poisson" }),
    /0 or more/,
  ],
];

for (const [title, fitted, message] of bad) {
  Deno.test(`fit refuses ${title}`, async () => {
    await assert.rejects(fitted, { name: "TableError", message });
  });
}
