/** A fit against another, as R's anova has it. */
import assert from "../../../src/deps/test.ts";
import { fit } from "../../../src/regression/fit/fit.ts";
import {
  comparisonOf,
  incomparable,
  otherFit,
} from "../../../src/regression/results/comparison.ts";
import type { FitResult } from "../../../src/regression/results/fit_result.ts";
import { digits } from "../fits.ts";

const x = [1, 2, 3, 4, 5, 6, 7, 8];
const z = [2, 1, 4, 3, 6, 5, 8, 9];
const y = [1, 3, 2, 5, 4, 7, 6, 9];

function fitted(formula: string, family: "linear" | "poisson" | "gamma"): Promise<FitResult> {
  return fit({ x, z, y }, { formula, family, link: family === "linear" ? undefined : "log" });
}

// anova(lm(y ~ x), lm(y ~ x + z)), anova(glm(...), glm(...), test = "F" or "Chisq") of R.
const expected = [
  { family: "linear", test: "F", statistic: 6.3189476113547, p: 0.0535818646728495 },
  { family: "poisson", test: "chi squared", statistic: 1.62257362312223, p: 0.202733305676274 },
  { family: "gamma", test: "F", statistic: 36.3832204120221, p: 0.00180288811071929 },
] as const;

for (const { family, test, statistic, p } of expected) {
  Deno.test(`nested fits are compared by ${test}: ${family}`, async () => {
    const [small, large] = [await fitted("y ~ x", family), await fitted("y ~ x + z", family)];
    for (const [one, other] of [[small, large], [large, small]]) {
      const found = comparisonOf(one, other, "other.json");
      assert.deepEqual([found.test, found.df], [test, 1]);
      assert.ok(digits(found.statistic!, statistic) > 7, `${found.statistic}`);
      assert.ok(digits(found.p!, p) > 7, `${found.p}`);
      assert.equal(found.aic, one.quality.aic - other.quality.aic);
    }
  });
}

Deno.test("fits of different columns have no test, and others cannot be compared at all", async () => {
  const [one, other] = [await fitted("y ~ x", "linear"), await fitted("y ~ log(x)", "linear")];
  assert.equal(comparisonOf(one, other, "f").test, undefined);
  assert.equal(incomparable(one, other), undefined);
  assert.match(incomparable(one, { ...other, target: "u" })!, /^its target is "u"$/);
  assert.match(incomparable(one, await fitted("y ~ x", "poisson"))!, /^it is a poisson regression/);
  const lasso = await fit({ x, y }, { formula: "y ~ x", path: { alpha: 1 } });
  assert.match(incomparable(one, lasso)!, /^a penalty leaves no degrees of freedom/);
  const rows = { ...other.rows, used: 7 };
  assert.equal(incomparable(one, { ...other, rows }), "it used 7 rows, and this fit 8");
});

Deno.test("what is no finished fit is refused in one line", () => {
  for (const text of ["", "{", "[]", "null", '{"quality":{}}', '{"coefficients":[1]}']) {
    assert.throws(
      () => otherFit(text, "f.json"),
      /^TableError: Cannot compare with "f\.json": it is not a finished fit's fit\.json\. /,
    );
  }
});
