import * as optimizers from "../../src/doors/optimizers.ts";
import assert from "../../src/deps/test.ts";

const names = [
  ...["lbfgs", "newtonCg", "subspaceNewton", "conjugateGradient", "gradientDescent", "polyak"],
  ...["stochasticLineSearch", "nonmonotoneLineSearch", "parabolicApproximation", "armijoAdam"],
];
// As a caller without types has them.
const makers = optimizers as unknown as Record<string, (...given: unknown[]) => unknown>;
const expected = {
  name: "TypeError",
  message: /^Cannot make the optimizer: its options must be an object, got .*defaults\.$/,
};

for (const name of names) {
  Deno.test(`${name} refuses options that are no object, in a line`, () => {
    for (const options of [null, 3, "fast"]) assert.throws(() => makers[name](options), expected);
  });
}

for (const name of ["keepStepping", "keepVaulting"]) {
  Deno.test(`${name} refuses options after its rate that are no object, in a line`, () => {
    for (const options of [null, 3, "fast"]) {
      assert.throws(() => makers[name](0.1, options), expected);
    }
  });
}
