import { add, divide, exactly, multiply, squareRoot } from "../../src/numeric/double_double.ts";
import { leastSquaresExact, polynomial } from "../../src/least_squares/exact.ts";
import assert from "../../src/deps/test.ts";
import { digits, fewestDigits, linearProblems, readLinear } from "../../problems/nist/nist.ts";

for (const name of linearProblems) {
  Deno.test(`NIST's ${name}: 12 correct digits or more in every coefficient and its standard error`, () => {
    const problem = readLinear(name);
    const columns = problem.degree > 1 ? polynomial(problem.x[0], problem.degree) : problem.x;
    const fit = leastSquaresExact(columns, problem.y, { intercept: problem.intercept });
    assert.equal(fit.coefficients.length, problem.estimates.length);
    assert.ok(fewestDigits(fit.coefficients, problem.estimates) >= 12);
    assert.ok(fewestDigits(fit.standardErrors, problem.standardErrors) >= 12);
    assert.ok(digits(fit.residualStandardDeviation, problem.residualStandardDeviation) >= 12);
  });
}

Deno.test("double-double keeps 31 digits of 1 / 3, of the square root of 2 and of (1 + 2^-40)^2", () => {
  const third = divide(exactly(1), exactly(3));
  assert.ok(Math.abs(add(multiply(third, exactly(3)), exactly(-1))[0]) < 1e-31);
  const root = squareRoot(exactly(2));
  assert.ok(Math.abs(add(multiply(root, root), exactly(-2))[0]) < 1e-31);
  const near = exactly(1 + 2 ** -40);
  const [high, low] = add(multiply(near, near), exactly(-1));
  assert.equal(high, 2 ** -39 + 2 ** -80);
  assert.equal(low, 0);
});

Deno.test("as many rows as coefficients: an exact fit, without standard errors", () => {
  const fit = leastSquaresExact([[1, 2]], [5, 7]);
  assert.deepEqual([...fit.coefficients], [3, 2]);
  assert.equal(fit.degreesOfFreedom, 0);
  assert.ok(Number.isNaN(fit.residualStandardDeviation));
  assert.ok(fit.standardErrors.every(Number.isNaN));
});

Deno.test("bad input to leastSquaresExact says what was wrong and what to do", () => {
  const fit = (columns: number[][], y: number[]) => () => leastSquaresExact(columns, y);
  assert.throws(fit([[1, 2], [1]], [1, 2]), /column 2 has 1 values, y has 2/);
  assert.throws(fit([[1, 2], [3, 5]], [1, 2]), /2 rows do not determine 3 coefficients/);
  assert.throws(fit([[1, NaN, 3]], [1, 2, 3]), /not finite/);
  assert.throws(fit([[1, Infinity, 3]], [1, 2, 3]), /a value is not finite\. Leave its row out/);
  const twice = [[1, 2, 4, 7], [2, 3, 5, 8]];
  assert.throws(
    fit(twice, [1, 2, 3, 4]),
    /column 2 is a combination of those before it and the constant\. Leave it out/,
  );
  assert.throws(
    () => leastSquaresExact([[1, 2, 3], [2, 4, 6]], [1, 2, 3], { intercept: false }),
    /column 2 is a combination of those before it\. Leave it out/,
  );
  assert.throws(() => polynomial([1, 2], 0.5), /degree is 0\.5/);
});
