/** The networks that the chain kernel computes. */
import type { activationNumbers, lossNumbers } from "./layout.ts";

/** A dense layer: widths, what stands behind it, and what training adds. */
export interface ChainLayerShape {
  /** How many outputs. */
  units: number;
  activation: keyof typeof activationNumbers;
  /** Default true. */
  hasBias?: boolean;
  /** This times the sum of its squared weights is added to the loss. Default 0. */
  l2?: number;
  /** The share of its outputs that are dropped in training. Default 0. */
  dropout?: number;
  /** A leaky rectifier's slope below 0. Default 0.3, as in tfjs. */
  leak?: number;
}

/** A chain of dense layers with a loss. */
export interface ChainShape {
  inputs: number;
  layers: readonly ChainLayerShape[];
  /** Cross entropies are of logits: the last layer is linear then. */
  loss: keyof typeof lossNumbers;
}

/** Outputs rounded up to a panel's eight. */
export function padded(units: number): number {
  return Math.ceil(units / 8) * 8;
}

/** Inputs of each layer. */
export function inputsOf({ inputs, layers }: ChainShape): number[] {
  return layers.map((_, l) => l === 0 ? inputs : layers[l - 1].units);
}

/** Most inputs and panels of a part of a layer's weights, as assembly/learn.ts has them. */
const partInputs = 40;
const partPanels = 16;

/** A part: its layer, its first input, and its panels. */
export type Part = readonly [layer: number, first: number, from: number, to: number];

/** The parts of all layers, which do not depend on how many threads there are. */
export function partsOf(shape: ChainShape): Part[] {
  return inputsOf(shape).flatMap((inputs, l) => {
    const panels = padded(shape.layers[l].units) / 8;
    const parts: Part[] = [];
    for (let from = 0; from < panels; from += partPanels) {
      for (let first = 0; first < inputs; first += partInputs) {
        parts.push([l, first, from, Math.min(panels, from + partPanels)]);
      }
    }
    return parts;
  });
}
