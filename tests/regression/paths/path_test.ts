/** Paths and their cross-validation, of sums alone, against R's glmnet. */
import assert from "../../../src/deps/test.ts";
import { modelOf } from "../../../src/regression/model/model.ts";
import type { Scaling } from "../../../src/regression/model/model.ts";
import { crossValidate } from "../../../src/regression/paths/cross_validation.ts";
import type { Sums } from "../../../src/regression/model/questions.ts";
import { lambdasOf, pathOf } from "../../../src/regression/paths/path.ts";
import { readArrays } from "../../../src/regression/rows/arrays.ts";
import { HeldRows } from "../../../src/regression/rows/held_rows.ts";
import { dataFile, digits } from "../fits.ts";

/** What paths.R writes. */
interface Answer extends Record<"alpha" | "largest" | "second" | "least" | "within", number> {
  title: string;
  x: number[][];
  coefficients: number[][];
  y: number[];
  weights: number[];
  folds: number[];
  lambdas: number[];
  intercepts: number[];
  df: number[];
  explained: number[];
  means: number[];
  errors: number[];
}

const answers: Answer[] = JSON.parse(await Deno.readTextFile(dataFile("paths.json")));

function modelFor({ x }: Answer) {
  const inputs = x[0].map((_, j) => ({ column: `x${j + 1}` }));
  const others = { family: "linear", intercept: true, ridge: 0, strict: false } as const;
  return modelOf({ ...others, inputs, target: "y", weights: "w" });
}

/** The scan of some rows; with no scaling given, with the first guess. */
async function scanned(
  answer: Answer,
  rows: number[],
  given?: Scaling,
): Promise<{ scaling: Scaling; sums: Sums }> {
  const of = (values: number[]) => rows.map((row) => values[row]);
  const columns = await readArrays(
    rows.map((row) => answer.x[row]),
    of(answer.y),
    of(answer.weights),
  );
  const held = new HeldRows(columns, modelFor(answer));
  try {
    const scaling = given ?? await held.guess();
    const sums = await held.answer({ kind: "moments", scaling });
    assert.ok("rows" in sums);
    return { scaling, sums };
  } finally {
    held.close();
  }
}

/** Of lists that are compared digit by digit, those that agree: relative to the largest. */
function assertNear(found: number[], expected: number[], what: string): void {
  assert.equal(found.length, expected.length, what);
  const size = Math.max(...expected.map(Math.abs)) || 1;
  found.forEach((value, i) => {
    const far = Math.abs(value - expected[i]) / size;
    assert.ok(far <= 1e-7, `${what}, ${i}: ${value} for ${expected[i]}`);
  });
}

for (const answer of answers) {
  const { title, alpha, lambdas, folds } = answer;
  const model = modelFor(answer);
  const all = answer.y.map((_, row) => row);

  Deno.test(`the path of ${title} (${all.length} rows) is glmnet's`, async () => {
    const { scaling, sums } = await scanned(answer, all);
    const path = pathOf(model, scaling, sums, alpha, lambdas);
    path.forEach((point, k) => {
      assert.equal(point.coefficients[0], 0);
      assertNear(point.coefficients.slice(1), answer.coefficients[k], `coefficients ${k}`);
      assert.ok(digits(point.intercept, answer.intercepts[k]) > 6, `intercept ${k}`);
    });
    assert.deepEqual(path.map(({ df }) => df), answer.df);
    assertNear(path.map(({ explained }) => explained), answer.explained, "explained");
    const own = lambdasOf(model, scaling, sums, alpha);
    assert.equal(own.length, 100);
    assert.ok(digits(own[0], answer.largest) > 9, `${own[0]} for ${answer.largest}`);
    assert.ok(digits(own[1], answer.second) > 9);
    assert.equal(pathOf(model, scaling, sums, alpha, own)[0].df, 0);
  });

  Deno.test(`cross-validation of ${title} (${all.length} rows) is cv.glmnet's`, async () => {
    const { scaling } = await scanned(answer, all);
    const parts: Sums[] = [];
    for (const fold of new Set(folds)) {
      parts.push((await scanned(answer, all.filter((row) => folds[row] === fold), scaling)).sums);
    }
    const found = crossValidate(model, scaling, parts, alpha, lambdas);
    assertNear(found.means, answer.means, "means");
    assertNear(found.errors, answer.errors, "errors");
    assert.ok(digits(lambdas[found.least], answer.least) > 9);
    assert.ok(digits(lambdas[found.within], answer.within) > 9);
  });
}

Deno.test("a path does not depend on the units of columns and target", async () => {
  const [answer] = answers;
  const all = answer.y.map((_, row) => row);
  const other = {
    ...answer,
    x: answer.x.map((row) => row.map((value, j) => value * 10 ** (5 * j - 20))),
    y: answer.y.map((value) => value * 1e12),
  };
  const at = async (each: Answer) => {
    const { scaling, sums } = await scanned(each, all);
    const model = modelFor(each);
    return pathOf(model, scaling, sums, 1, lambdasOf(model, scaling, sums, 1));
  };
  const [one, scaled] = [await at(answer), await at(other)];
  scaled.forEach((point, k) => {
    const back = point.coefficients.slice(1).map((c, j) => c * 10 ** (5 * j - 20) / 1e12);
    assertNear(back, one[k].coefficients.slice(1), `coefficients ${k}`);
  });
});
