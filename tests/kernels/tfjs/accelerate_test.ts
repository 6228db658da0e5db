/** The kernels registered for tfjs's wasm backend, against tfjs's cpu backend, whose sums are in float64. */
import { useBackend } from "../../../src/backend/backend.ts";
import "../../../src/deps/tf_cpu.ts";
import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { accelerate, decelerate } from "../../../src/kernels/tfjs/accelerate.ts";

type Values = Float32Array | Int32Array | Uint8Array;
/** Values by a seed that every shape has for itself; none is 0. */
function random(shape: number[], seed: number): tf.Tensor {
  return tf.randomNormal(shape, 0, 1, "float32", seed);
}

/** A computation of tensors that are made from numbers on each backend. */
interface Case {
  name: string;
  inputs: number[][];
  compute: (...inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[];
}

const run = (kernel: string, inputs: Record<string, tf.Tensor>, attrs: object) =>
  tf.engine().runKernel(kernel, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;

function productCases(): Case[] {
  const shapes: [number, number, number][] = [
    ...[[1, 1, 1], [5, 8, 8], [4, 3, 2], [32, 784, 128], [7, 300, 13], [6, 257, 10]],
    ...[[128, 10, 4], [11, 1, 20], [2, 1000, 3], [33, 512, 36]],
  ] as [number, number, number][];
  return shapes.flatMap(([m, k, n]) =>
    [0, 1, 2, 3].map((transposes) => {
      const [tA, tB] = [transposes % 2 === 1, transposes > 1];
      return {
        name: `${m} x ${k} x ${n}, transposes ${tA} ${tB}`,
        inputs: [tA ? [k, m] : [m, k], tB ? [n, k] : [k, n]],
        compute: (a: tf.Tensor, b: tf.Tensor) => tf.matMul(a, b, tA, tB),
      };
    })
  );
}

function batchCases(): Case[] {
  const shapes = [
    [[3, 4, 5], [3, 5, 6]],
    [[1, 4, 5], [3, 5, 6]],
    [[3, 4, 5], [1, 5, 6]],
    [[2, 3, 4, 5], [5, 7]],
  ];
  return shapes.map((inputs) => ({
    name: `batches ${JSON.stringify(inputs)}`,
    inputs,
    compute: (a, b) => tf.matMul(a, b),
  }));
}

const fusedCases: Case[] = ["linear", "relu", "elu"].flatMap((activation) =>
  [true, false].map((hasBias) => ({
    name: `fused product, ${activation}, ${hasBias ? "a bias" : "no bias"}`,
    inputs: [[9, 30], [30, 10], [10]],
    compute: (a, b, bias) =>
      tf.fused.matMul({
        ...{ a: a as tf.Tensor2D, b: b as tf.Tensor2D },
        ...(hasBias ? { bias } : {}),
        activation: activation as "relu",
      }),
  }))
);

/** Strides, pads, dilations, channels and outputs of convolutions. */
const convolutions: [
  number[],
  number[],
  number | [number, number],
  "valid" | "same" | number,
  number | [number, number],
][] = [
  [[2, 28, 28, 1], [3, 3, 1, 8], 1, "valid", 1],
  [[2, 13, 13, 8], [3, 3, 8, 16], 1, "same", 1],
  [[1, 9, 7, 3], [3, 2, 3, 5], 2, "same", 1],
  [[3, 10, 11, 2], [5, 3, 2, 12], [2, 3], "valid", 1],
  [[2, 9, 9, 4], [3, 3, 4, 4], 1, "same", 2],
  [[1, 6, 6, 3], [1, 1, 3, 7], 1, "valid", 1],
  [[1, 8, 8, 260], [3, 3, 260, 3], 1, 1, 1],
  [[4, 1, 40, 1], [1, 5, 1, 25], [1, 2], "same", 1],
];

const convolutionCases: Case[] = convolutions.flatMap(([x, filter, strides, pad, dilations]) => {
  const name = `${JSON.stringify([x, filter, strides, pad, dilations])}`;
  const info = tf.backend_util.computeConv2DInfo(
    x as [number, number, number, number],
    filter as [number, number, number, number],
    strides,
    dilations,
    pad as "valid",
  );
  const attrs = { strides, pad, dilations, dataFormat: "NHWC" };
  const hasBack = dilations === 1;
  const wide = [filter[0], filter[1], filter[2], 2];
  const deep = tf.backend_util.computeConv2DInfo(
    x as [number, number, number, number],
    wide as [number, number, number, number],
    strides,
    dilations,
    pad as "valid",
    undefined,
    true,
  );
  return [
    {
      name: `convolution ${name}`,
      inputs: [x, filter],
      compute: (x, w) =>
        tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, strides, pad, "NHWC", dilations),
    },
    {
      name: `fused convolution ${name}`,
      inputs: [x, filter, [filter[3]]],
      compute: (x, w, bias) =>
        tf.fused.conv2d({
          ...{ x: x as tf.Tensor4D, filter: w as tf.Tensor4D, strides, pad, dilations, bias },
          activation: "relu",
        }),
    },
    ...(hasBack
      ? [
        {
          name: `gradient by the input of ${name}`,
          inputs: [info.outShape, filter],
          compute: (dy: tf.Tensor, w: tf.Tensor) =>
            run("Conv2DBackpropInput", { dy, filter: w }, { ...attrs, inputShape: x }),
        },
        {
          name: `gradient by the filter of ${name}`,
          inputs: [x, info.outShape],
          compute: (x: tf.Tensor, dy: tf.Tensor) =>
            run("Conv2DBackpropFilter", { x, dy }, { ...attrs, filterShape: filter }),
        },
      ]
      : []),
    ...(hasBack ? [1, 2] : []).flatMap((times) => {
      const own = [filter[0], filter[1], filter[2], times];
      const dy = [...deep.outShape.slice(0, 3), filter[2] * times];
      return [
        {
          name: `depthwise gradient by the input, times ${times}, of ${name}`,
          inputs: [dy, own],
          compute: (dy: tf.Tensor, w: tf.Tensor) =>
            run("DepthwiseConv2dNativeBackpropInput", { dy, filter: w }, {
              ...attrs,
              inputShape: x,
            }),
        },
        {
          name: `depthwise gradient by the filter, times ${times}, of ${name}`,
          inputs: [x, dy],
          compute: (x: tf.Tensor, dy: tf.Tensor) =>
            run("DepthwiseConv2dNativeBackpropFilter", { x, dy }, { ...attrs, filterShape: own }),
        },
      ];
    }),
  ] as Case[];
});

const rowCases: Case[] = [
  ...[[[7, 5], 0], [[7, 5], 1], [[700, 5], 0], [[3, 4, 5], [0, 1]], [[3, 4, 5], [1, 2]], [
    [3, 4, 5],
    [0, 2],
  ]]
    .flatMap(([shape, axis]) =>
      [false, true].flatMap((keepDims) => [
        {
          name: `sum of ${JSON.stringify(shape)} over ${axis}, ${keepDims}`,
          inputs: [shape as number[]],
          compute: (x: tf.Tensor) => tf.sum(x, axis as number, keepDims),
        },
        {
          name: `mean of ${JSON.stringify(shape)} over ${axis}, ${keepDims}`,
          inputs: [shape as number[]],
          compute: (x: tf.Tensor) => tf.mean(x, axis as number, keepDims),
        },
      ])
    ),
  { name: "sum of all", inputs: [[1001]], compute: (x) => tf.sum(x) },
  { name: "mean of all", inputs: [[50, 61]], compute: (x) => tf.mean(x) },
  { name: "rows by number", inputs: [[9, 6]], compute: (x) => tf.gather(x, [[8, 0], [3, 3]]) },
  { name: "numbers by number", inputs: [[9]], compute: (x) => tf.gather(x, [8, 0, 3]) },
  { name: "columns by number", inputs: [[9, 6]], compute: (x) => tf.gather(x, [5, 0], 1) },
  {
    name: "sums by segment",
    inputs: [[6, 5]],
    compute: (x) => tf.unsortedSegmentSum(x, tf.tensor1d([2, 0, 2, -1, 9, 1], "int32"), 4),
  },
  { name: "a bias", inputs: [[3, 4, 7], [7]], compute: (x, b) => tf.add(x, b) },
  { name: "no bias", inputs: [[7], [3, 7]], compute: (x, b) => tf.add(x, b) },
  { name: "a number tiled", inputs: [[1, 1]], compute: (x) => tf.tile(x, [3, 4]) },
  { name: "a row tiled", inputs: [[1, 3]], compute: (x) => tf.tile(x, [3, 2]) },
];

const poolCases: Case[] = [
  [[2, 8, 8, 4], 2, 2, "valid"],
  [[1, 9, 7, 3], 3, 2, "same"],
  [[2, 9, 9, 6], [3, 2], 1, "valid"],
  [[1, 5, 5, 5], 2, 2, "valid"],
  [[3, 9, 7, 8], 2, 2, "same"],
  [[2, 10, 11, 12], [2, 3], [3, 4], "valid"],
].flatMap(([x, filterSize, strides, pad]) => {
  const pool = (x: tf.Tensor) =>
    tf.maxPool(x as tf.Tensor4D, filterSize as number, strides as number, pad as "valid");
  const name = JSON.stringify([x, filterSize, strides, pad]);
  return [
    { name: `a max pool ${name}`, inputs: [x as number[]], compute: pool },
    {
      name: `gradient of a max pool ${name}`,
      inputs: [x as number[]],
      compute: (x: tf.Tensor) => tf.grad((x) => tf.mul(pool(x), 3))(x),
    },
  ];
});

const reluCases: Case[] = [[7], [3, 5, 8]].map((shape) => ({
  name: `gradient of ReLU [${shape}]`,
  inputs: [shape, shape],
  compute: (x, dy) => tf.grad((x) => tf.relu(x))(x, dy),
}));

const cases = [
  ...productCases(),
  ...batchCases(),
  ...fusedCases,
  ...convolutionCases,
  ...rowCases,
  ...poolCases,
  ...reluCases,
];

/** The results on a backend, of inputs whose signs may be taken away. */
async function results(
  { inputs, compute }: Case,
  backend: string,
  isSize: boolean,
): Promise<Values[]> {
  await tf.setBackend("cpu");
  const values = inputs.map((shape, i) =>
    tf.tidy(() => random(shape, 17 + i).dataSync() as Float32Array)
  );
  await tf.setBackend(backend);
  return tf.tidy(() => {
    const given = values.map((v, i) => tf.tensor(isSize ? v.map(Math.abs) : v, inputs[i]));
    return [compute(...given)].flat().map((tensor) => tensor.dataSync() as Values);
  });
}

Deno.test("products, convolutions, pools and sums agree with float64 to 2e-6 of the sum of sizes, and leak nothing", async () => {
  await useBackend("wasm");
  assert.ok(accelerate());
  for (const each of cases) {
    const before = tf.memory().numTensors;
    const found = await results(each, "wasm", false);
    const [expected, sizes] = [await results(each, "cpu", false), await results(each, "cpu", true)];
    assert.equal(tf.memory().numTensors, before, `${each.name} leaks`);
    found.forEach((values, i) => {
      assert.equal(values.length, expected[i].length, each.name);
      values.forEach((value, k) => {
        const allowed = 2e-6 * Math.abs(sizes[i][k]) + 1e-30;
        const isRight = Math.abs(value - expected[i][k]) <= allowed;
        assert.ok(isRight, `${each.name}, ${k}: ${value}, not ${expected[i][k]}`);
      });
    });
  }
});

Deno.test("ReLU's gradient passes NaN on, has a gradient of its own, and is tfjs's again when that is put back", async () => {
  await useBackend("wasm");
  accelerate();
  const slopes = () =>
    tf.tidy(() => [
      ...tf.grad((x: tf.Tensor) => tf.relu(x))(tf.tensor1d([-1, 0, 2, NaN, Infinity])).dataSync(),
    ]);
  assert.deepEqual(slopes(), [0, 0, 1, NaN, 1]);
  tf.tidy(() => {
    const twice = tf.grad((x: tf.Tensor) => tf.grad((z) => tf.mul(tf.relu(z), z))(x));
    assert.deepEqual([...twice(tf.tensor1d([-1, 3])).dataSync()], [0, 2]);
  });
  decelerate();
  assert.deepEqual(slopes(), [0, 0, 1, NaN, 1]);
  assert.ok(accelerate());
});

Deno.test("long sums keep their digits", async () => {
  await useBackend("wasm");
  accelerate();
  const rows = 60_000;
  const check = (name: string, values: Values, expected: number) => {
    for (const value of values) {
      assert.ok(Math.abs(value / expected - 1) < 2e-6, `${name}: ${value}`);
    }
  };
  const third = Math.fround(1 / 3);
  tf.tidy(() => {
    const x = tf.fill([rows, 9], third);
    check("columns", tf.sum(x, 0).dataSync() as Values, rows * third);
    check("rows", tf.sum(tf.transpose(x), 1).dataSync() as Values, rows * third);
    check("mean", tf.mean(x).dataSync() as Values, third);
    const product = tf.matMul(x as tf.Tensor2D, x as tf.Tensor2D, true, false);
    check("product", product.dataSync() as Values, rows * third * third);
  });
});

Deno.test("a copy shares its values, and neither is freed before the other", async () => {
  await useBackend("wasm");
  accelerate();
  const before = tf.memory();
  const x = tf.tensor1d([1, 2, 3]);
  const copy = tf.clone(x);
  const identity = tf.tidy(() => tf.engine().runKernel("Identity", { x: copy }) as tf.Tensor);
  x.dispose();
  assert.deepEqual([...copy.dataSync()], [1, 2, 3]);
  copy.dispose();
  assert.deepEqual([...identity.dataSync()], [1, 2, 3]);
  identity.dispose();
  assert.equal(tf.memory().numTensors, before.numTensors);
  assert.equal(tf.memory().numBytes, before.numBytes);
});

Deno.test("what is wrong is said by tfjs, and its own kernels can be put back", async () => {
  await useBackend("wasm");
  accelerate();
  tf.tidy(() => {
    assert.throws(() => tf.gather(tf.ones([3, 2]), [7]), /out of range|index/i);
    assert.deepEqual([...tf.matMul([[1, 2]], [[3], [4]]).dataSync()], [11]);
  });
  decelerate();
  tf.tidy(() => {
    const conv = () =>
      run("Conv2DBackpropFilter", { x: tf.ones([1, 3, 3, 1]), dy: tf.ones([1, 2, 2, 1]) }, {
        ...{ strides: 1, pad: "valid", dataFormat: "NHWC", filterShape: [2, 2, 1, 1] },
      });
    assert.throws(conv, /Kernel 'Conv2DBackpropFilter' not registered/);
  });
  assert.ok(accelerate());
});
