import { roofModule } from "../../bench/roof/part.ts";
import assert from "../../src/deps/test.ts";
import { variants } from "../../src/kernels/threads/instances.ts";

const page = 65_536;

for (const variant of variants) {
  Deno.test(`the roof's twelve sums all end where x = x / 2 + 1 does (${variant})`, () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: page, shared: true });
    assert.equal(roofModule(memory, variant).multiplyAdd(100, 0.5, 1), 12 * 2);
  });

  Deno.test(`the roof reads every byte once (${variant})`, () => {
    const memory = new WebAssembly.Memory({ initial: 2, maximum: page, shared: true });
    // The sum is of the first of each two 64-bit lanes.
    const values = new BigInt64Array(memory.buffer, page, page / 8);
    values.forEach((_, i) => values[i] = i % 2 === 0 ? BigInt(i) : -1n);
    const lanes = BigInt(page / 16);
    const { read } = roofModule(memory, variant);
    assert.equal(read(page, page), lanes * (lanes - 1n));
    assert.equal(read(page + 128, page - 128), lanes * (lanes - 1n) - 8n * 7n);
  });
}
