/**
 * A tfjs model as one chain of dense layers with a loss.
 *
 * @module
 */
import type * as tf from "../../deps/tf.ts";
import { chainOf, type DenseModel, type ModelLayer } from "../dense/model_chain.ts";

/** A dense layer and what stands behind it. */
export interface ChainModelLayer {
  kernel: tf.Variable;
  bias?: tf.Variable;
  /** By tfjs's name. */
  activation: string;
  /** A leaky rectifier's slope below 0. */
  leak?: number;
  /** This times the sum of its squared weights is part of the loss. */
  l2: number;
  /** The share of its outputs that training drops. */
  dropout: number;
}

/** Losses of a chain's outputs. */
export type ChainLossName =
  | "meanSquaredError"
  | "meanAbsoluteError"
  | "huber"
  | "sigmoidCrossEntropy"
  | "softmaxCrossEntropy";

/** Which activation belongs to a cross entropy, which is then computed of what stands before it. */
const endings: Partial<Record<ChainLossName, string>> = {
  softmaxCrossEntropy: "softmax",
  sigmoidCrossEntropy: "sigmoid",
};

/** Activations that are layers of their own, and how they are written. */
const activationLayers: Record<string, (config: tf.serialization.ConfigDict) => string | false> = {
  Activation: ({ activation }) => nameOf(activation),
  ReLU: ({ maxValue }) => maxValue == null && "relu",
  LeakyReLU: () => "leakyRelu",
  ELU: ({ alpha }) => alpha === 1 && "elu",
  Softmax: ({ axis }) => (axis === 1 || axis === -1) && "softmax",
};

/**
 * The layers of a model; a Flatten in front of them is passed over.
 *
 * @throws {Error} If it is no chain of dense layers with activations and dropout between them; it says which layer and why.
 */
export function modelLayers(model: DenseModel, loss: ChainLossName): ChainModelLayer[] {
  const layers = chainOf(model);
  const chain: ChainModelLayer[] = [];
  for (const layer of layers) addLayer(chain, layer);
  if (chain.length === 0 || new Set(layers).size !== layers.length || model.inputs.length !== 1) {
    throw new Error("Cannot take the model's loss: expected one chain of dense layers, each once.");
  }
  const last = chain[chain.length - 1];
  if (last.activation === endings[loss] && last.dropout === 0) last.activation = "linear";
  const named = layers[layers.length - 1];
  if (last.dropout > 0) refuse(named, "a last layer without dropout behind it");
  if (endings[loss] && last.activation !== "linear") {
    refuse(named, `a last layer that is linear or ${endings[loss]}`);
  }
  const soft = chain.findIndex(({ activation }) => activation === "softmax");
  if (soft >= 0) refuse(named, "softmax at the end of a model with softmaxCrossEntropy alone");
  return chain;
}

function addLayer(chain: ChainModelLayer[], layer: ModelLayer): void {
  const [kind, config] = [layer.getClassName(), layer.getConfig()];
  const last = chain.at(-1);
  if (kind === "Flatten" && !last) return;
  if (kind === "Dense") {
    chain.push(denseLayer(layer, config));
  } else if (last && kind === "Dropout" && last.dropout === 0 && config.noiseShape == null) {
    last.dropout = Number(config.rate);
  } else if (
    last && Object.hasOwn(activationLayers, kind) && last.activation === "linear" &&
    last.dropout === 0
  ) {
    const name = activationLayers[kind](config);
    if (name === false) refuse(layer, "it with its defaults");
    last.activation = name as string;
    if (kind === "LeakyReLU") last.leak = Number(config.alpha);
  } else {
    refuse(layer, "a dense layer, or one activation and one dropout behind it");
  }
}

function denseLayer(layer: ModelLayer, config: tf.serialization.ConfigDict): ChainModelLayer {
  const { biasRegularizer, activityRegularizer } = config;
  if (biasRegularizer != null || activityRegularizer != null) {
    refuse(layer, "one whose kernel alone is regularized");
  }
  if (config.kernelConstraint != null || config.biasConstraint != null) {
    refuse(layer, "one without constraints");
  }
  const [kernel, bias] = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
  if (!kernel) refuse(layer, "one whose weights are trained");
  const activation = nameOf(config.activation);
  return { kernel, bias, activation, l2: l2Of(layer, config.kernelRegularizer), dropout: 0 };
}

/** Of an L2 penalty, its factor. */
function l2Of(layer: ModelLayer, regularizer: unknown): number {
  if (regularizer == null) return 0;
  const { className, config } = regularizer as {
    className?: string;
    config?: { l1?: number; l2?: number };
  };
  if (className !== "L1L2" || config?.l1) refuse(layer, "no regularizer but l2");
  return config?.l2 ?? 0;
}

/** An activation's name, in whichever way a configuration has it. */
function nameOf(activation: unknown): string {
  if (typeof activation === "object" && activation !== null && "className" in activation) {
    return String(activation.className);
  }
  return activation == null ? "linear" : String(activation);
}

function refuse(layer: ModelLayer, expected: string): never {
  const { name, activation } = layer.getConfig();
  const own = activation == null ? "" : ` (${nameOf(activation)})`;
  throw new Error(
    `Cannot take the model's loss: the layer "${name}" is ${layer.getClassName()}${own}, expected ${expected}. Train it by fit, or by minimize on a loss of its predictions.`,
  );
}
