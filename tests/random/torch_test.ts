import assert from "../../src/deps/test.ts";
import { rowSums, TorchGenerator } from "../../src/random/torch.ts";
import { bits, hash } from "./bits.ts";

interface Reference {
  rows: number;
  columns: number;
  units: number;
  layers: number;
  x: string;
  y: string;
  parameters: string;
  /** Bits of the last x, of y[0] and y[1], of the first weight, the first bias and the last bias. */
  spots: string[];
}

const firstNormals = ["bf901b85", "bf93808a", "be804bd6", "bede255d", "3f594515"];

/** Figures 9 and 10, 11, 12, 13, from PyTorch 1.13.1 with AVX2, seed 0. */
const references: Reference[] = [
  {
    rows: 10_000,
    columns: 20,
    units: 10,
    layers: 5,
    x: "1e6c015ae9ef1a79",
    y: "a2fbe8b246aa642f",
    parameters: "ecb5865272998b45",
    spots: ["be0308ae", "c0663e1a", "4093b8a2", "be592721", "bdde4b62", "bc99d5be"],
  },
  {
    rows: 100_000,
    columns: 100,
    units: 20,
    layers: 5,
    x: "1b568e98fc66c338",
    y: "f4150fd6a775eea5",
    parameters: "f96f4624586e6a9e",
    spots: ["bf123c40", "410cd86f", "c07d101c", "3d219bed", "3db17f78", "be62afae"],
  },
  {
    rows: 100_000,
    columns: 10,
    units: 10,
    layers: 3,
    x: "46aae2c14787e572",
    y: "764a14fb3c255a1e",
    parameters: "2f9ce886653c56e4",
    spots: ["bce40d97", "c0996a56", "3f992d20", "be9b1eb6", "3e173f58", "be830d77"],
  },
  {
    rows: 100_000,
    columns: 100,
    units: 0,
    layers: 0,
    x: "1b568e98fc66c338",
    y: "f4150fd6a775eea5",
    parameters: "10d7cfb2ac40942f",
    spots: ["bf123c40", "410cd86f", "c07d101c", "", "bc37385a", "bc37385a"],
  },
];

for (const { rows, columns, units, layers, ...expected } of references) {
  const title = `${rows} x ${columns}, ${layers} layers of ${units}`;
  Deno.test(`TorchGenerator draws the data and start of ${title}, bit for bit`, async () => {
    const generator = new TorchGenerator(0);
    const x = generator.randn(rows * columns);
    const y = rowSums(x, rows, columns);
    const widths = units === 0 ? [columns, 1] : [columns, ...Array(layers + 1).fill(units), 1];
    const linears = widths.slice(1).map((outputs, i) => generator.linear(widths[i], outputs));
    const parameters = linears.flatMap(({ weight, bias }) => [...weight, ...bias]);

    assert.deepEqual(bits(x.subarray(0, 5)), firstNormals);
    const [lastX, y0, y1, firstWeight, firstBias, lastBias] = expected.spots;
    assert.deepEqual(bits(x.subarray(-1)), [lastX]);
    assert.deepEqual(bits(y.subarray(0, 2)), [y0, y1]);
    if (firstWeight) assert.equal(bits(linears[0].weight)[0], firstWeight);
    assert.equal(bits(linears[0].bias)[0], firstBias);
    assert.equal(bits(linears.at(-1)!.bias).at(-1), lastBias);
    assert.deepEqual(
      [await hash(x), await hash(y), await hash(Float32Array.from(parameters))],
      [expected.x, expected.y, expected.parameters],
    );
  });
}

// Hashes of `torch.randn(count)` after `torch.manual_seed(7)`.
const sizes: [count: number, normals: string][] = [
  [16, "c14326a9b25c0a68"],
  [17, "db7ffaaa9d24272a"],
  [31, "b7480099e4a6ea1f"],
  [33, "c63bf033fa8f8a31"],
  [65536, "5d5320e525f2695c"],
  [65537, "6ec6fb0bfa681120"],
  [131073, "7ec62c236268f12b"],
];

for (const [count, expected] of sizes) {
  Deno.test(`TorchGenerator draws ${count} normals as PyTorch does`, async () => {
    assert.equal(await hash(new TorchGenerator(7).randn(count)), expected);
  });
}

Deno.test("TorchGenerator draws fewer than 16 normals in pairs, and keeps the second one", async () => {
  const generator = new TorchGenerator(0);
  assert.deepEqual(bits(generator.randn(1)), ["3fc53f5c"]);
  assert.deepEqual(bits(generator.randn(2)), ["be963c50", "c00b7149"]);
  assert.deepEqual(bits(generator.randn(3)), ["3f1184b6", "bf8ad1a1", "bfb3052d"]);
  assert.equal(await hash(generator.randn(20)), "d0731a1e4c23ba7e");
  assert.deepEqual(bits(generator.randn(2)), ["3e44796b", "3fa1c407"]);
  assert.deepEqual(
    bits(generator.uniform(5, -0.3, 0.7)),
    ["3ecc0078", "3e88fbd8", "3f0905b2", "bdc15568", "3e961aa4"],
  );
});

Deno.test("TorchGenerator takes the largest seed", () => {
  const normals = new TorchGenerator(2 ** 32 - 1).randn(16);
  assert.deepEqual(bits(normals.subarray(0, 2)), ["c02a83da", "bf8ba77b"]);
});

Deno.test("TorchGenerator draws nothing for a count of 0", () => {
  const generator = new TorchGenerator(0);
  assert.equal(generator.randn(0).length, 0);
  assert.equal(generator.uniform(0, 0, 1).length, 0);
  assert.deepEqual(
    bits(generator.randn(20).subarray(0, 5)),
    bits(new TorchGenerator(0).randn(20).subarray(0, 5)),
  );
});

Deno.test("TorchGenerator's linear has a weight for each input and output, and a bias for each output", () => {
  const { weight, bias } = new TorchGenerator(0).linear(4, 3);
  assert.deepEqual([weight.length, bias.length], [12, 3]);
  assert.ok([...weight, ...bias].every((value) => Math.abs(value) <= 0.5));
});

Deno.test("TorchGenerator refuses bad seeds, counts and ranges", () => {
  const generator = new TorchGenerator(0);
  assert.throws(() => new TorchGenerator(1.5), /a seed must be a whole number/);
  assert.throws(() => generator.randn(-1), {
    name: "RangeError",
    message: "Cannot draw or sum numbers: count must be a whole number, 0 or more, got -1.",
  });
  assert.throws(() => generator.randn(NaN), /got NaN/);
  assert.throws(() => generator.randnStream(15), /must be a whole number, 16 or more, got 15/);
  assert.throws(() => generator.uniform(1.5, 0, 1), /count must be a whole number/);
  assert.throws(() => generator.uniform(1, 1, 0), /low must be at most high/);
  assert.throws(() => generator.uniform(1, 0, Infinity), /both finite/);
  assert.throws(() => generator.linear(0, 1), /inputs must be a whole number, 1 or more/);
  assert.throws(() => generator.linear(1, 0), /outputs must be a whole number, 1 or more/);
});
