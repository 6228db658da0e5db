/** The dense squared error written plainly in float64: slow, and what the kernels are tested against. */
import type { DenseShape } from "../network/shape.ts";

const activations = {
  none: { value: (z: number) => z, slope: (_a: number) => 1 },
  relu: { value: (z: number) => (z < 0 ? 0 : z), slope: (a: number) => (a <= 0 ? 0 : 1) },
  tanh: { value: Math.tanh, slope: (a: number) => 1 - a * a },
};

/** a W + b. */
function dense(a: Float64Array, theta: ArrayLike<number>, at: number, outputs: number) {
  const z = new Float64Array(outputs);
  for (let j = 0; j < outputs; j++) {
    z[j] = theta[at + a.length * outputs + j];
    for (let i = 0; i < a.length; i++) z[j] += a[i] * theta[at + i * outputs + j];
  }
  return z;
}

/** Every layer's values for one row, the input first. */
function forward(shape: DenseShape, theta: ArrayLike<number>, x: Float64Array): Float64Array[] {
  const values = [x];
  let at = 0;
  for (let l = 1; l < shape.layers.length; l++) {
    const z = dense(values[l - 1], theta, at, shape.layers[l]);
    at += (shape.layers[l - 1] + 1) * shape.layers[l];
    const last = l + 1 === shape.layers.length;
    values.push(last ? z : z.map(activations[shape.activation].value));
  }
  return values;
}

/** Adds one row's error times its derivatives to the gradient. */
function backward(
  shape: DenseShape,
  theta: ArrayLike<number>,
  values: Float64Array[],
  error: number,
  gradient: Float64Array,
): void {
  let delta = Float64Array.of(error);
  let at = gradient.length;
  for (let l = shape.layers.length - 1; l > 0; l--) {
    const a = values[l - 1], outputs = shape.layers[l];
    at -= (a.length + 1) * outputs;
    const below = new Float64Array(a.length);
    for (let j = 0; j < outputs; j++) {
      for (let i = 0; i < a.length; i++) {
        gradient[at + i * outputs + j] += a[i] * delta[j];
        below[i] += theta[at + i * outputs + j] * delta[j];
      }
      gradient[at + a.length * outputs + j] += delta[j];
    }
    delta = below.map((d, i) => d * activations[shape.activation].slope(a[i]));
  }
}

/** Row r of x, which is row-major. */
function row(shape: DenseShape, x: ArrayLike<number>, r: number): Float64Array {
  return Float64Array.from({ length: shape.layers[0] }, (_, i) => x[r * shape.layers[0] + i]);
}

/** The mean squared error at theta over x (row-major) and y. */
export function referenceLoss(
  shape: DenseShape,
  theta: ArrayLike<number>,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): number {
  let total = 0;
  for (let r = 0; r < shape.rows; r++) {
    const [output] = forward(shape, theta, row(shape, x, r)).at(-1)!;
    total += (output - y[r]) ** 2;
  }
  return total / shape.rows;
}

/** The gradient of the mean squared error at theta, in theta's order. */
export function referenceGradient(
  shape: DenseShape,
  theta: ArrayLike<number>,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): Float64Array {
  const gradient = new Float64Array(theta.length);
  for (let r = 0; r < shape.rows; r++) {
    const values = forward(shape, theta, row(shape, x, r));
    backward(shape, theta, values, values.at(-1)![0] - y[r], gradient);
  }
  return gradient.map((g) => (2 * g) / shape.rows);
}
