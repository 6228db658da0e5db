import assert from "../../src/deps/test.ts";
import { rowSums } from "../../src/random/row_sum.ts";
import { TorchGenerator } from "../../src/random/torch.ts";
import { hash } from "./bits.ts";

// Hashes of `torch.randn(rows, columns).sum(axis=1)` after `torch.manual_seed(1)`, PyTorch 1.13.1 with AVX2.
const references: [rows: number, columns: number, sums: string][] = [
  [5020, 1, "1bdf4e7570ed11cf"],
  [2520, 2, "240aa0467921a338"],
  [1686, 3, "6c8a1ab6af6498cc"],
  [1020, 5, "6f1c366cbb97b05f"],
  [734, 7, "75c70643761e8cf1"],
  [645, 8, "eed518581533ba49"],
  [575, 9, "f1a8fd49d8ae0482"],
  [500, 10, "036c6b349cadfb52"],
  [181, 31, "0b7e32efe23cd449"],
  [160, 32, "68c33bdf03b362c9"],
  [171, 33, "ab740bf5c4f63412"],
  [70, 100, "90b0473640a25177"],
  [29, 511, "b06ed586eb81f39c"],
  [20, 512, "62ec5c12bfdb588d"],
  [20, 513, "7e5cb370f1c418b4"],
  [28, 600, "8bb08db4cc38e4c4"],
  [21, 5000, "bb0eb508543b3206"],
  [10, 8192, "55012d699f4584fe"],
  [21, 70000, "0b7747f4417520eb"],
];

for (const [rows, columns, expected] of references) {
  Deno.test(`rowSums adds rows of ${columns} in PyTorch's order`, async () => {
    const x = new TorchGenerator(1).randn(rows * columns);
    assert.equal(await hash(rowSums(x, rows, columns)), expected);
  });
}

Deno.test("rowSums rounds every addition to float32", () => {
  const big = 2 ** 24;
  // Two values: the left-over one goes to the accumulator of the first, where it is lost.
  assert.deepEqual([...rowSums(Float32Array.of(big, 1), 1, 2)], [big]);
});

Deno.test("rowSums gives 0 for a row of negative zeros", () => {
  for (const columns of [1, 7, 8, 40]) {
    const [sum] = rowSums(new Float32Array(columns).fill(-0), 1, columns);
    assert.ok(Object.is(sum, 0));
  }
});

Deno.test("rowSums passes NaN and infinity on", () => {
  const x = Float32Array.of(1, NaN, 1, Infinity);
  assert.deepEqual([...rowSums(x, 2, 2)], [NaN, Infinity]);
});

Deno.test("rowSums keeps nothing of one row for the next", () => {
  for (const columns of [1, 4, 9, 100, 2000]) {
    const x = new TorchGenerator(4).randn(3 * columns + 16).subarray(0, 3 * columns);
    const alone = [0, 1, 2].map((i) =>
      rowSums(x.slice(i * columns, (i + 1) * columns), 1, columns)[0]
    );
    assert.deepEqual([...rowSums(x, 3, columns)], alone);
  }
});

Deno.test("rowSums of no rows is empty", () => {
  assert.equal(rowSums(new Float32Array(0), 0, 3).length, 0);
});

Deno.test("rowSums reads a view of a larger array", () => {
  const x = new TorchGenerator(5).randn(100);
  assert.deepEqual(rowSums(x.subarray(10, 50), 4, 10), rowSums(x.slice(10, 50), 4, 10));
});

Deno.test("rowSums refuses sizes that do not fit", () => {
  assert.throws(() => rowSums(new Float32Array(6), 2, 4), {
    name: "RangeError",
    message: "Cannot sum rows: 2 rows of 4 columns need 8 values, got 6.",
  });
  assert.throws(() => rowSums(new Float32Array(6), -1, 4), /rows must be a whole number/);
  assert.throws(() => rowSums(new Float32Array(6), 6, 0), /columns must be a whole number, 1/);
});
