/** The shapes that the dense kernels take. */

import { activations } from "./activations.ts";

/** A dense network on rows of data, its squared error against one target a row. */
export interface DenseShape {
  rows: number;
  /** Widths, input and output (1) included. */
  layers: readonly number[];
  /** Of hidden layers; the output has none. */
  activation: "none" | "relu" | "tanh";
}

/** A panel is 64 rows of one layer: 256 bytes a unit, and the widest two must share a cache. */
export const widestLayer = 1024;

/** More layers than this do not fit the job's words. */
export const mostLayers = 64;

/** Whether the widths fit the kernel's panels: at most 1024 units a layer and 64 layers. */
export function fits(shape: DenseShape): boolean {
  return shape.layers.length <= mostLayers + 1 && shape.layers.every((w) => w <= widestLayer);
}

/** How many parameters the network has: kernels and biases. */
export function countParameters(layers: readonly number[]): number {
  let total = 0;
  for (let l = 0; l + 1 < layers.length; l++) total += (layers[l] + 1) * layers[l + 1];
  return total;
}

/** @throws {RangeError} naming what is wrong with the shape, on any device. */
export function requireNetwork({ rows, layers, activation }: DenseShape): void {
  if (!Array.isArray(layers)) {
    throw new RangeError(
      `Cannot make a dense kernel: layers must be a list of widths, got ${layers}. ` +
        `Give inputs first and the one output last, as in [3, 10, 1].`,
    );
  }
  if (!Object.hasOwn(activations, activation)) {
    throw new RangeError(
      `Cannot make a dense kernel: the activation must be one of ${
        Object.keys(activations).join(", ")
      }, got ${activation}. Use the plain path for others.`,
    );
  }
  const wrong = [rows, ...layers].find((n) => !Number.isInteger(n) || n < 1);
  if (wrong !== undefined) {
    throw new RangeError(
      `Cannot make a dense kernel: rows and layers must be positive whole numbers, got ${wrong}. ` +
        `Give at least one row, and one unit a layer.`,
    );
  }
  if (layers.length < 2 || layers[layers.length - 1] !== 1) {
    throw new RangeError(
      `Cannot make a dense kernel: layers must be two or more widths ending in 1, got [${layers}]. ` +
        `End them with the one output.`,
    );
  }
}

/** @throws {RangeError} naming what is wrong with the shape, or that it does not fit the kernel's panels. */
export function requireShape(shape: DenseShape): void {
  requireNetwork(shape);
  const { layers } = shape;
  if (!fits(shape)) {
    throw new RangeError(
      `Cannot make a dense kernel: at most ${mostLayers} layers of at most ${widestLayer} units fit, ` +
        `got [${layers}]. Use the plain path.`,
    );
  }
}

/** @throws {RangeError} if a vector does not have a value for each parameter. */
export function requireLengths(
  parameters: number,
  vectors: Record<string, { length: number } | { size: number }>,
): void {
  for (const [name, vector] of Object.entries(vectors)) {
    const count = vector && ("size" in vector ? vector.size : vector.length);
    if (count === parameters) continue;
    throw new RangeError(
      `Cannot ask a dense problem: ${name} must have ${parameters} values, one a parameter, got ${count}. ` +
        `Lay it out as theta is.`,
    );
  }
}
