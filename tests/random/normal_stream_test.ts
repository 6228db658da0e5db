import assert from "../../src/deps/test.ts";
import { TorchGenerator } from "../../src/random/torch.ts";
import { bits } from "./bits.ts";

/** All numbers of a stream, read in pieces of these lengths, over and over. */
function readAll(generator: TorchGenerator, count: number, lengths: number[]): Float32Array {
  const stream = generator.randnStream(count);
  const all = new Float32Array(count);
  for (let filled = 0, i = 0; filled < count; i++) {
    const piece = new Float32Array(lengths[i % lengths.length]);
    const read = stream.read(piece);
    assert.equal(read, Math.min(piece.length, count - filled));
    all.set(piece.subarray(0, read), filled);
    filled += read;
    assert.equal(stream.remaining, count - filled);
  }
  return all;
}

for (const lengths of [[1], [7], [16], [20], [40, 3], [0, 100], [1000]]) {
  Deno.test(`A stream read in pieces of ${lengths.join(", ")} gives the numbers of randn`, () => {
    for (const count of [16, 17, 31, 32, 47, 48, 49, 333]) {
      const [pieces, whole] = [new TorchGenerator(11), new TorchGenerator(11)];
      assert.deepEqual(bits(readAll(pieces, count, lengths)), bits(whole.randn(count)));
      assert.deepEqual(bits(pieces.randn(16)), bits(whole.randn(16)), "what is drawn next");
    }
  });
}

Deno.test("A stream that is at its end reads nothing, and leaves the target as it was", () => {
  const stream = new TorchGenerator(0).randnStream(16);
  stream.read(new Float32Array(16));
  const target = Float32Array.of(1, 2);
  assert.equal(stream.read(target), 0);
  assert.deepEqual([...target], [1, 2]);
});
