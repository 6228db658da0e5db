import assert from "../../src/deps/test.ts";
import * as methods from "../../src/methods/methods.ts";
import * as searches from "../../src/searches/searches.ts";

const makers = {
  ...{ lbfgs: methods.lbfgs, newton: methods.newton, newtonCg: methods.newtonCg },
  ...{ conjugateGradient: methods.conjugateGradient, gradientDescent: methods.gradientDescent },
  ...{ strongWolfe: searches.strongWolfe, hagerZhang: searches.hagerZhang },
  ...{ backtracking: searches.backtracking, forwardTracking: searches.forwardTracking },
  parabolic: searches.parabolic,
} as unknown as Record<string, (options: unknown) => unknown>;

for (const [name, make] of Object.entries(makers)) {
  Deno.test(`${name} refuses options that are no object`, () => {
    assert.throws(
      () => make(null),
      new RegExp(`Cannot make ${name}: the options must be an object`),
    );
  });
}

Deno.test("options out of range are refused by name", () => {
  const cases: [string, object, RegExp][] = [
    ["conjugateGradient", { beta: "fletcherReeves" }, /no beta "fletcherReeves"\. Expected one of/],
    ...[0, NaN, 1.5].flatMap((count): [string, object, RegExp][] => [
      ["strongWolfe", { maxSamples: count }, /maxSamples must be a positive whole number/],
      ["hagerZhang", { maxSamples: count }, /maxSamples must be a positive whole number/],
      ["backtracking", { maxValues: count }, /maxValues must be a positive whole number/],
      ["forwardTracking", { maxSteps: count }, /maxSteps must be a positive whole number/],
      ["parabolic", { maxSteps: count }, /maxSteps must be a positive whole number/],
      ["newtonCg", { maxProducts: count }, /maxProducts must be a positive whole number/],
      ["lbfgs", { memory: count }, /memory must be a positive whole number/],
    ]),
    ...[0, NaN, -1, Infinity].flatMap((radius): [string, object, RegExp][] => [
      ["newton", { firstRadius: radius }, /firstRadius must be a positive, finite number/],
      ["newtonCg", { firstRadius: radius }, /firstRadius must be a positive, finite number/],
    ]),
  ];
  for (const [name, options, message] of cases) assert.throws(() => makers[name](options), message);
});
