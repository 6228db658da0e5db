/**
 * A tfjs model as one chain of layers.
 *
 * @module
 */
import type * as tf from "../../deps/tf.ts";

/** What is asked of a tfjs layer: tf.layers.Layer has it. */
export interface ModelLayer {
  /** "Dense", for one. */
  getClassName(): string;
  /** Among others the activation, by name. */
  getConfig(): tf.serialization.ConfigDict;
  /** Kernel, then bias. */
  readonly trainableWeights: { read(): tf.Tensor }[];
  /** How it was applied, each time. */
  readonly inboundNodes: readonly {
    readonly inboundLayers: readonly ModelLayer[];
    readonly inputTensors: readonly ModelTensor[];
  }[];
}

/** A symbolic tensor: what a layer was applied to, or gave. */
export interface ModelTensor {
  /** The layer that gave it. */
  readonly sourceLayer: ModelLayer;
  /** At which of its applications. */
  readonly nodeIndex: number;
}

/** What is asked of a tfjs model: tf.Sequential and tf.LayersModel have it. */
export interface DenseModel {
  /** One. */
  readonly inputs: readonly ModelTensor[];
  /** One. */
  readonly outputs: readonly ModelTensor[];
}

/** The layers on the way from the input to the output, as they are applied. */
export function chainOf({ outputs }: DenseModel): ModelLayer[] {
  const chain: ModelLayer[] = [];
  let tensor: ModelTensor | undefined = outputs?.[0];
  while (tensor && tensor.sourceLayer.getClassName() !== "InputLayer") {
    chain.unshift(tensor.sourceLayer);
    const node: ModelLayer["inboundNodes"][number] =
      tensor.sourceLayer.inboundNodes[tensor.nodeIndex];
    tensor = node.inputTensors.length === 1 ? node.inputTensors[0] : undefined;
  }
  return chain;
}

/** Whether a layer adds to the loss. */
export function isRegularized(layer: ModelLayer): boolean {
  const { kernelRegularizer, biasRegularizer, activityRegularizer } = layer.getConfig();
  return [kernelRegularizer, biasRegularizer, activityRegularizer].some((given) => given != null);
}
