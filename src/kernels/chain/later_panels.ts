/** Weights of all layers but the first as panels, in memory of their own. */
import { floats } from "../threads/memory.ts";
import { Held } from "../threads/held.ts";
import { toPanels } from "./panels.ts";
import { type ChainShape, inputsOf, padded } from "./shape.ts";

/** Layers of weights as panels, kernels and biases one after another; the first layer is left out. */
export interface Panels {
  readonly address: number;
  /** Where layer l's are, and its biases, from the address on. */
  readonly places: readonly { w: number; b: number }[];
  readonly count: number;
  dispose(): void;
}

/** Later layers' weights, kernels and biases layer by layer, as panels. Dispose them. */
export function laterPanels(shape: ChainShape, vectors: readonly Float32Array[]): Panels {
  const held = new Held();
  const inputs = inputsOf(shape);
  let [count, place] = [0, 0];
  const places = shape.layers.map(({ units }, l) => {
    if (l === 0) return { w: 0, b: 0 };
    const w = count;
    const b = w + inputs[l] * padded(units);
    count = b + padded(units);
    return { w: 4 * w, b: 4 * b };
  });
  const address = held.zeros(Math.max(1, count));
  shape.layers.forEach(({ units, hasBias = true }, l) => {
    const [kernel, bias] = [vectors[place++], hasBias ? vectors[place++] : undefined];
    if (l === 0) return;
    const { w, b } = places[l];
    toPanels(kernel, inputs[l], units, floats(address + w, inputs[l] * padded(units)));
    if (bias) toPanels(bias, 1, units, floats(address + b, padded(units)));
  });
  return { address, places, count, dispose: () => held.dispose() };
}

/** Weights plus the sum of directions, each layer's by its own factors. Dispose them. */
export function movedPanels(
  weights: Panels,
  directions: readonly Panels[],
  factor: (l: number, i: number) => number,
): Panels {
  const held = new Held();
  const address = held.zeros(Math.max(1, weights.count));
  const to = floats(address, weights.count);
  to.set(floats(weights.address, weights.count));
  weights.places.forEach(({ w }, l) => {
    if (l === 0) return;
    const end = (weights.places[l + 1]?.w ?? 4 * weights.count) / 4;
    directions.forEach((direction, i) => {
      const [from, t] = [floats(direction.address, weights.count), factor(l, i)];
      for (let k = w / 4; k < end; k++) to[k] += t * from[k];
    });
  });
  return { ...weights, address, dispose: () => held.dispose() };
}
