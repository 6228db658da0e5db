import { Reader } from "../../bench/judge/reader.ts";
import assert from "../../src/deps/test.ts";

Deno.test("lines and numbers are read whatever pieces they come in", async () => {
  const numbers = new Uint8Array(Float64Array.of(1.5, NaN, -1e300).buffer);
  const bytes = new Uint8Array([
    ...new TextEncoder().encode("value 3\n"),
    ...numbers,
    101,
    110,
    100,
    10,
  ]);
  for (const size of [1, 5, 16, 1000]) {
    const pieces = Array.from(
      { length: Math.ceil(bytes.length / size) },
      (_, i) => bytes.slice(i * size, (i + 1) * size),
    );
    const reader = new Reader(ReadableStream.from(pieces));
    assert.equal(await reader.line(), "value 3");
    assert.deepEqual([...await reader.numbers(3)], [1.5, NaN, -1e300]);
    assert.equal(await reader.line(), "end");
    assert.equal(await reader.line(), undefined);
  }
});
