/** The loss of a chain of dense layers in float64, straight from its formulas. */
import type { ChainShape } from "../../../src/kernels/chain/shape.ts";

type Activation = ChainShape["layers"][number]["activation"];

/** The normal distribution function, by its series, or its continued fraction where that is small. */
function normal(x: number): number {
  const density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  if (Math.abs(x) < 5) {
    let [term, sum] = [x, x];
    for (let k = 1; k < 200; k++) sum += term *= x * x / (2 * k + 1);
    return 0.5 + density * sum;
  }
  let fraction = 0;
  for (let k = 60; k >= 1; k--) fraction = k / (Math.abs(x) + fraction);
  const tail = density / (Math.abs(x) + fraction);
  return x < 0 ? tail : 1 - tail;
}

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Activations, from their definitions. */
export const activations: Record<Activation, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(x, 0),
  tanh: Math.tanh,
  sigmoid,
  elu: (x) => x > 0 ? x : Math.expm1(x),
  selu: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x)),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  swish: (x) => x * sigmoid(x),
  gelu: (x) => x * normal(x),
  leakyRelu: (x) => x > 0 ? x : 0.3 * x,
};

/** Rows of the reference: y has a row's targets, or its class. */
export interface ReferenceRows {
  x: number[][];
  y: number[][];
  weights?: number[];
}

/** A row's loss. */
function rowLoss(loss: ChainShape["loss"], out: number[], y: number[]): number {
  const mean = (each: (z: number, t: number) => number) =>
    out.reduce((sum, z, j) => sum + each(z, y[j]), 0) / out.length;
  const logSum = () => {
    const top = Math.max(...out);
    return top + Math.log(out.reduce((sum, z) => sum + Math.exp(z - top), 0));
  };
  switch (loss) {
    case "meanSquaredError":
      return mean((z, t) => (z - t) ** 2);
    case "meanAbsoluteError":
      return mean((z, t) => Math.abs(z - t));
    case "huber":
      return mean((z, t) => Math.abs(z - t) <= 1 ? (z - t) ** 2 / 2 : Math.abs(z - t) - 0.5);
    case "sigmoidCrossEntropy":
      return mean((z, t) => Math.max(z, 0) - z * t + Math.log1p(Math.exp(-Math.abs(z))));
    case "softmaxCrossEntropy":
      return y.reduce((sum, t, j) => sum + t * (logSum() - out[j]), 0);
    case "classCrossEntropy":
      return logSum() - out[y[0]];
  }
}

/** The mean loss of a network whose parameters are kernel and bias, layer by layer. */
export function referenceLoss(
  { inputs, layers, loss }: ChainShape,
  parameters: readonly ArrayLike<number>[],
  { x, y, weights }: ReferenceRows,
): number {
  let total = 0;
  for (let r = 0; r < x.length; r++) {
    let [values, place, width] = [x[r], 0, inputs];
    for (const { units, activation, hasBias = true } of layers) {
      const kernel = parameters[place++];
      const bias = hasBias ? parameters[place++] : undefined;
      const before = values;
      values = Array.from({ length: units }, (_, j) => {
        let sum = bias?.[j] ?? 0;
        for (let i = 0; i < width; i++) sum += before[i] * kernel[i * units + j];
        return activations[activation](sum);
      });
      width = units;
    }
    total += (weights?.[r] ?? 1) * rowLoss(loss, values, y[r]);
  }
  let penalty = 0;
  let place = 0;
  for (const { l2 = 0, hasBias = true } of layers) {
    for (const w of Array.from(parameters[place])) penalty += l2 * w * w;
    place += hasBias ? 2 : 1;
  }
  return total / x.length + penalty;
}
