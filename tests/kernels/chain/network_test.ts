/** The chain kernel against formulas in float64, and against itself on other threads. */
import assert from "../../../src/deps/test.ts";
import { activationNumbers, lossNumbers } from "../../../src/kernels/chain/layout.ts";
import { ChainNetwork } from "../../../src/kernels/chain/network.ts";
import { ChainRows } from "../../../src/kernels/chain/rows.ts";
import type { ChainShape } from "../../../src/kernels/chain/shape.ts";
import { variants } from "../../../src/kernels/threads/instances.ts";
import { bytesInUse } from "../../../src/kernels/threads/memory.ts";
import { startThreads, stopThreads } from "../../../src/kernels/threads/threads.ts";
import { NumpyGenerator } from "../../../src/random/numpy.ts";
import { referenceLoss, type ReferenceRows } from "./reference.ts";

const generator = new NumpyGenerator(5);
const normals = (count: number, scale = 1) => Float32Array.from(generator.normal(0, scale, count));

function parametersOf({ inputs, layers }: ChainShape): Float32Array[] {
  let width = inputs;
  return layers.flatMap(({ units, hasBias = true }) => {
    const kernel = normals(width * units, 1.5 / Math.sqrt(width));
    width = units;
    return hasBias ? [kernel, normals(units, 0.3)] : [kernel];
  });
}

interface Data {
  rows: number;
  x: Float32Array | Uint8Array;
  y: Float32Array | Int32Array;
  weights?: Float32Array;
  unit?: number;
}

function dataFor({ inputs, layers, loss }: ChainShape, rows: number, isWeighted = false): Data {
  const outputs = layers[layers.length - 1].units;
  const y = {
    classCrossEntropy: () => Int32Array.from({ length: rows }, (_, r) => r * 7 % outputs),
    softmaxCrossEntropy: () =>
      Float32Array.from({ length: rows * outputs }, (_, k) => (k * 5 % 7 + 1) / 10),
    sigmoidCrossEntropy: () =>
      Float32Array.from({ length: rows * outputs }, (_, k) => k * 5 % 3 % 2),
    meanSquaredError: () => normals(rows * outputs, 2),
    meanAbsoluteError: () => normals(rows * outputs, 2),
    huber: () => normals(rows * outputs, 2),
  }[loss]();
  const weights = isWeighted
    ? Float32Array.from({ length: rows }, (_, r) => (r % 4) / 2)
    : undefined;
  return { rows, x: normals(rows * inputs), y, weights };
}

/** The data in the order asked for, as the reference has it. */
function referenceRows(
  { inputs }: ChainShape,
  data: Data,
  order: readonly number[],
): ReferenceRows {
  const wide = data.y.length / data.rows;
  const cut = (values: ArrayLike<number>, row: number, width: number, unit = 1) =>
    Array.from({ length: width }, (_, j) => values[row * width + j] * unit);
  return {
    x: order.map((row) => cut(data.x, row, inputs, data.unit)),
    y: order.map((row) => cut(data.y, row, wide)),
    weights: data.weights && order.map((row) => data.weights![row]),
  };
}

/** The gradient by central differences of the reference. */
function differences(
  shape: ChainShape,
  parameters: readonly Float32Array[],
  rows: ReferenceRows,
): number[] {
  const all = parameters.map((part) => Float64Array.from(part));
  return all.flatMap((part) =>
    Array.from(part, (value, k) => {
      const at = (moved: number) => {
        part[k] = moved;
        return referenceLoss(shape, all, rows);
      };
      const h = 1e-5;
      const slope = (at(value + h) - at(value - h)) / (2 * h);
      part[k] = value;
      return slope;
    })
  );
}

const blank = (parameters: readonly Float32Array[]) => parameters.map((part) => part.slice());

function checkAgainstReference(shape: ChainShape, data: Data, order: number[]): void {
  const parameters = parametersOf(shape);
  for (const variant of variants) {
    const rows = new ChainRows(data);
    const network = new ChainNetwork(shape, order.length, variant);
    network.write("weights", parameters);
    network.order(order.length).set(order);
    const expected = referenceRows(shape, data, order);
    const { loss } = network.gradient(rows, 0, order.length, 0);
    const wanted = referenceLoss(shape, parameters, expected);
    assert.ok(Math.abs(loss - wanted) <= 3e-6 * (1 + Math.abs(wanted)), `${loss}, not ${wanted}`);
    const found = blank(parameters);
    network.read("gradient", found);
    const gradient = found.flatMap((part) => [...part]);
    const slopes = differences(shape, parameters, expected);
    const size = Math.hypot(...slopes);
    gradient.forEach((value, k) => {
      assert.ok(Math.abs(value - slopes[k]) <= 5e-6 * size, `${k}: ${value}, not ${slopes[k]}`);
    });
    network.dispose();
    rows.dispose();
  }
}

for (const activation of Object.keys(activationNumbers) as (keyof typeof activationNumbers)[]) {
  Deno.test(`loss and gradient with ${activation} are the formulas'`, () => {
    const shape: ChainShape = {
      inputs: 6,
      layers: [{ units: 9, activation }, { units: 5, activation }, {
        units: 3,
        activation: "linear",
      }],
      loss: "softmaxCrossEntropy",
    };
    checkAgainstReference(shape, dataFor(shape, 14), [3, 0, 13, 7, 7, 1, 12]);
  });
}

for (const loss of Object.keys(lossNumbers) as (keyof typeof lossNumbers)[]) {
  Deno.test(`${loss}, with weighted rows, a penalty and no bias, is the formula's`, () => {
    const shape: ChainShape = {
      inputs: 3,
      layers: [
        { units: 12, activation: "tanh", hasBias: false, l2: 0.02 },
        { units: 4, activation: "linear", l2: 0.01 },
      ],
      loss,
    };
    checkAgainstReference(shape, dataFor(shape, 23, true), [...Array(23).keys()]);
  });
}

Deno.test("an activation at the end, one layer, and bytes as inputs", () => {
  const shape: ChainShape = {
    inputs: 7,
    layers: [{ units: 2, activation: "sigmoid" }],
    loss: "meanSquaredError",
  };
  const x = Uint8Array.from({ length: 7 * 11 }, (_, k) => k * 37 % 256);
  checkAgainstReference(shape, { ...dataFor(shape, 11), x, unit: 1 / 255 }, [10, 2, 3, 4, 5, 6]);
});

Deno.test("wide layers, many rows: the sums keep their digits", () => {
  const shape: ChainShape = {
    inputs: 301,
    layers: [{ units: 137, activation: "relu" }, { units: 1, activation: "linear" }],
    loss: "huber",
  };
  const data = dataFor(shape, 700);
  const parameters = parametersOf(shape);
  const rows = new ChainRows(data);
  const network = new ChainNetwork(shape, 700);
  network.write("weights", parameters);
  network.order(700).forEach((_, i, order) => order[i] = i);
  const { loss } = network.gradient(rows, 0, 700, 0);
  const all = [...Array(700).keys()];
  const wanted = referenceLoss(shape, parameters, referenceRows(shape, data, all));
  assert.ok(Math.abs(loss - wanted) < 2e-6 * wanted);
  assert.ok(Math.abs(network.loss(rows, 0, 700).loss - wanted) < 2e-6 * wanted);
  // Along the gradient, the loss falls by the square of its length.
  const gradient = blank(parameters);
  network.read("gradient", gradient);
  const square = gradient.flatMap((part) => [...part]).reduce((sum, g) => sum + g * g, 0);
  const t = 1e-4;
  const at = (sign: number) =>
    referenceLoss(
      shape,
      parameters.map((part, p) => Float64Array.from(part, (w, k) => w + sign * t * gradient[p][k])),
      referenceRows(shape, data, all),
    );
  assert.ok(Math.abs((at(1) - at(-1)) / (2 * t) / square - 1) < 1e-4);
  network.dispose();
  rows.dispose();
});

Deno.test("steps are the same bits on one thread and on two, and nothing stays held", async () => {
  const shape: ChainShape = {
    inputs: 50,
    layers: [
      { units: 70, activation: "swish", dropout: 0.3 },
      { units: 45, activation: "relu" },
      { units: 10, activation: "linear" },
    ],
    loss: "classCrossEntropy",
  };
  const [data, parameters] = [dataFor(shape, 333), parametersOf(shape)];
  const before = bytesInUse();
  const train = () => {
    const rows = new ChainRows(data);
    const network = new ChainNetwork(shape, 200);
    network.write("weights", parameters);
    network.order(333).forEach((_, i, order) => order[i] = i * 7 % 333);
    const losses: number[] = [];
    for (let t = 1; t <= 5; t++) {
      const adam = { rate: 0.01, keep1: 0.9, keep2: 0.999, epsilon: 1e-8, decay: 0.1 };
      const corrections = { correction1: 1 - 0.9 ** t, correction2: 1 - 0.999 ** t };
      losses.push(
        network.step(rows, 20 * t, 200, { kind: "adam", ...adam, ...corrections }, t).loss,
      );
    }
    const weights = blank(parameters);
    network.read("weights", weights);
    network.dispose();
    rows.dispose();
    return { losses, weights };
  };
  const alone = train();
  assert.equal(bytesInUse(), before);
  await startThreads(2);
  try {
    assert.deepEqual(train(), alone);
  } finally {
    stopThreads();
  }
  assert.ok(alone.losses[4] < alone.losses[0]);
});

Deno.test("dropout drops its share, keeps the mean, and its gradient is that of the masks drawn", () => {
  const units = 400;
  const shape: ChainShape = {
    inputs: 1,
    layers: [
      { units, activation: "linear", dropout: 0.25 },
      { units: 1, activation: "linear", hasBias: false },
    ],
    loss: "meanAbsoluteError",
  };
  const count = 50;
  const ones = (length: number) => new Float32Array(length).fill(1);
  const rows = new ChainRows({ rows: count, x: ones(count), y: new Float32Array(count) });
  const network = new ChainNetwork(shape, count);
  const parameters = [ones(units), new Float32Array(units), ones(units)];
  network.write("weights", parameters);
  network.order(count).forEach((_, i, order) => order[i] = i);
  const first = network.gradient(rows, 0, count, 1).loss;
  assert.equal(network.trainingLoss(rows, 0, count, 1), first);
  assert.notEqual(network.trainingLoss(rows, 0, count, 2), first);
  // 20,000 outputs, of which a quarter is 0 and the others are 4 / 3: four standard errors.
  assert.ok(Math.abs(first / units - 1) < 4 * Math.sqrt(1 / 3 / (count * units)));
  assert.equal(network.loss(rows, 0, count).loss, units);
  network.gradient(rows, 0, count, 1);
  const gradient = blank(parameters);
  network.read("gradient", gradient);
  // An output's kept rows, scaled, are both its weight's gradient and the next layer's.
  gradient[2].forEach((slope, j) => assert.ok(Math.abs(slope - gradient[0][j]) < 1e-6));
  assert.ok(new Set(gradient[2]).size > 5);
  network.dispose();
  rows.dispose();
});

Deno.test("a batch larger than the network's memory is refused", () => {
  const shape: ChainShape = {
    inputs: 1,
    layers: [{ units: 1, activation: "linear" }],
    loss: "meanSquaredError",
  };
  const rows = new ChainRows(dataFor(shape, 9));
  const network = new ChainNetwork(shape, 4);
  network.write("weights", parametersOf(shape));
  network.order(9).forEach((_, i, order) => order[i] = i);
  assert.throws(
    () => network.gradient(rows, 0, 9, 0),
    /batch of 9 rows: the network has room for 4/,
  );
  network.dispose();
  assert.throws(() => network.loss(rows, 0, 9), /disposed network/);
  rows.dispose();
});
