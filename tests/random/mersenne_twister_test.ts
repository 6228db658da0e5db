import assert from "../../src/deps/test.ts";
import { MersenneTwister } from "../../src/random/mersenne_twister.ts";

Deno.test("MersenneTwister gives the outputs that the C++ standard prescribes", () => {
  // [rand.predef]: the 10,000th output of a default-constructed mt19937, whose seed is 5489.
  const twister = new MersenneTwister(5489);
  twister.skip(9_999);
  assert.equal(twister.next(), 4123659995);
});

Deno.test("MersenneTwister gives PyTorch's first 24-bit numbers for seed 0", () => {
  const twister = new MersenneTwister(0);
  const first = Array.from({ length: 3 }, () => twister.next() & 0xffffff);
  assert.deepEqual(first, [8325804, 12888623, 1484405]);
});

Deno.test("MersenneTwister's outputs are never negative", () => {
  const twister = new MersenneTwister(1);
  const outputs = Array.from({ length: 2_000 }, () => twister.next());
  assert.ok(outputs.every((output) => output >= 0));
  assert.ok(outputs.some((output) => output >= 2 ** 31));
});

Deno.test("MersenneTwister skips outputs across twists", () => {
  const [skipped, drawn] = [new MersenneTwister(3), new MersenneTwister(3)];
  skipped.skip(1_300);
  for (let i = 0; i < 1_300; i++) drawn.next();
  assert.equal(skipped.next(), drawn.next());
});

Deno.test("MersenneTwister tells the largest seed from the smallest", () => {
  assert.notEqual(new MersenneTwister(2 ** 32 - 1).next(), new MersenneTwister(0).next());
});

Deno.test("MersenneTwister refuses what is no seed", () => {
  for (const seed of [-1, 0.5, 2 ** 32, NaN, Infinity]) {
    assert.throws(() => new MersenneTwister(seed), {
      name: "RangeError",
      message:
        `Cannot seed a generator: a seed must be a whole number from 0 to 4294967295, got ${seed}.`,
    });
  }
});
