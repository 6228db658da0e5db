import assert from "../../../src/deps/test.ts";
import {
  bytesInUse,
  floats,
  free,
  kernelMemory,
  malloc,
} from "../../../src/kernels/threads/memory.ts";

Deno.test("addresses are multiples of 64, and what is held does not overlap", () => {
  const before = bytesInUse();
  const held = [1, 64, 100, 4096].map((bytes) => ({ bytes, address: malloc(bytes) }));
  for (const { address } of held) assert.equal(address % 64, 0);
  for (const [k, a] of held.entries()) {
    for (const b of held.slice(k + 1)) {
      assert.ok(a.address + a.bytes <= b.address || b.address + b.bytes <= a.address);
    }
  }
  assert.equal(bytesInUse() - before, 64 + 64 + 128 + 4096);
  for (const { address } of held) free(address);
  assert.equal(bytesInUse(), before);
});

Deno.test("what is given back is used again, joined with its neighbours", () => {
  const [a, b, c, last] = [1000, 1000, 1000, 1000].map(malloc);
  free(a);
  free(c);
  free(b);
  assert.equal(malloc(3072), a);
  free(a);
  free(last);
  const large = malloc(2 ** 24);
  free(large);
  for (let k = 0; k < 100; k++) {
    assert.equal(malloc(2 ** 24), large);
    free(large);
  }
});

Deno.test("a view outlives what is got after it", () => {
  const address = malloc(4);
  const view = floats(address, 1);
  const large = malloc(kernelMemory().buffer.byteLength / 2);
  view[0] = 7;
  assert.equal(floats(address, 1)[0], 7);
  free(large);
  free(address);
});

Deno.test("memory that cannot be had is an error that says how much was asked for", () => {
  const before = bytesInUse();
  assert.throws(() => malloc(5e9), {
    name: "RangeError",
    message: /Cannot get 5000000000 bytes .* are in use/,
  });
  for (const bytes of [NaN, -1, 1.5, Infinity]) {
    assert.throws(() => malloc(bytes), /Ask for a whole number, 0 or more/);
  }
  assert.equal(bytesInUse(), before);
});

Deno.test("giving back twice is an error", () => {
  const address = malloc(10);
  free(address);
  assert.throws(() => free(address), /nobody holds it/);
});
