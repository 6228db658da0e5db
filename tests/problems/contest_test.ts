import assert from "../../src/deps/test.ts";
import { resultsOn, solving } from "../../problems/contest/collections.ts";
import { TracedFunction } from "../../problems/contest/traced_function.ts";
import { each, over, square } from "../../problems/terms.ts";
import { testFunction } from "../../problems/test_function.ts";

/** The sum of x_j^2 + 1 from (3, 3). */
const definition = {
  name: "squares",
  start: () => 3,
  terms: [over(each, ([x]) => square([x, 1])), () => 2],
};
const squares = testFunction(definition, 2);

Deno.test("a value and a gradient at one point are two evaluations, asked for twice or not", () => {
  const traced = new TracedFunction(squares);
  assert.equal(traced.value([1, 2]), 7);
  assert.deepEqual([...traced.gradient([1, 2])], [2, 4]);
  traced.value([1, 2]);
  traced.gradient([1, 2]);
  traced.gradient([0, 2]);
  assert.deepEqual(traced.asked, { values: 1, gradients: 2, products: 0 });
  assert.deepEqual(traced.visits.map(({ work, value }) => [work, value]), [[1, 7], [2, 7], [3, 6]]);
});

Deno.test("a Hessian product is a difference of gradients, and counts as one", () => {
  const traced = new TracedFunction(squares);
  const product = traced.product([1, 2], [3, -1]);
  assert.ok(Math.abs(product[0] - 6) < 1e-8 && Math.abs(product[1] + 2) < 1e-8, `${product}`);
  assert.deepEqual(traced.asked, { values: 0, gradients: 0, products: 1 });
});

Deno.test("what is solved depends on the best that anyone found", async () => {
  const going = (...points: number[][]) => (traced: TracedFunction) => {
    points.forEach((x) => traced.value(x));
    return Promise.resolve(points.at(-1)!);
  };
  const [near, far] = await resultsOn(squares, [
    going([1, 1], [1e-4, 0], [1e-5, 0], [1e-6, 0]),
    going([1, 1], [1e-3, 0]),
  ]);
  // 2 + 1e-8 is within 1e-8 of 2, relatively.
  assert.deepEqual(near, { isSolved: true, work: 2, products: 0 });
  assert.deepEqual(far, { isSolved: false, work: 2, products: 0 });
});

Deno.test("a least value of 0 is reached to 1e-8, or of the start's value where that is smaller", () => {
  const small = testFunction({
    ...definition,
    start: () => 0.01,
    terms: [definition.terms[0]],
    minimum: 0,
  }, 2);
  const isSolved = solving(small, []);
  assert.ok(isSolved({ value: 1e-12, gradientNorm: 1 }));
  assert.ok(!isSolved({ value: 1e-9, gradientNorm: 1 }));
  assert.ok(isSolved({ value: 1, gradientNorm: 1e-6 }));
});

Deno.test("within bounds only the gradient that may be followed counts", () => {
  const bounded = testFunction({ ...definition, bounds: { lower: [1, -1] } }, 2);
  const { gradient } = bounded.evaluate([1, 0]);
  assert.equal(bounded.gradientNorm([1, 0], gradient), 0);
  assert.equal(squares.gradientNorm([1, 0], gradient), 2);
});
