/**
 * Optimizers whose step the chain kernel takes itself: their options, and their state to and fro.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { flatten, sizeOf, valuesOfAsync } from "../../numeric/flat.ts";
import type { ChainNetwork } from "../../kernels/chain/network.ts";
import type { Update } from "../../kernels/chain/update.ts";
import { AdamWOptimizer } from "../first_order/adam_w.ts";
import { SgdOptimizer } from "../first_order/sgd.ts";
import { restoreWeights } from "../pieces/optimizer_weights.ts";

/** A vector that an optimizer saves: which one of the kernel's it is, and its name. */
interface SavedVector {
  vector: "first" | "second";
  name: string;
}

/** A step that the kernel takes. */
export interface FusedStep {
  /** How the weights move in step t, counted from 1, with the learning rate as it is now. */
  update(t: number): Update;
  /** The optimizer's vectors, in the order in which it saves them. */
  readonly vectors: readonly SavedVector[];
  /** Whether it saves a vector as one tensor, not as one a variable. */
  readonly isJoined: boolean;
}

/** What tfjs's own optimizers have inside, under TypeScript's `protected`. */
interface TfjsOptions {
  learningRate: number;
  momentum: number;
  useNesterov: boolean;
  beta1: number;
  beta2: number;
  epsilon: number;
}

type AdamOptions = Pick<TfjsOptions, "learningRate" | "beta1" | "beta2" | "epsilon">;

const vectors = (names: string[]): SavedVector[] =>
  names.map((name, k) => ({ vector: k === 0 ? "first" : "second", name }));
/** How tfjs's own optimizers save vectors of these names. */
const own = (...names: string[]) => ({ vectors: vectors(names), isJoined: false });
/** How this suite's do. */
const suite = (...names: string[]) => ({ vectors: vectors(names), isJoined: true });

/** Adam's step t. */
function adamStep({ learningRate, beta1, beta2, epsilon }: AdamOptions, t: number): Update {
  return {
    ...{ kind: "adam", rate: learningRate, keep1: beta1, keep2: beta2, epsilon },
    correction1: 1 - beta1 ** t,
    correction2: 1 - beta2 ** t,
  };
}

/** How the kernel takes an optimizer's step; undefined if it cannot. */
export function fusedStep(optimizer: tf.Optimizer): FusedStep | undefined {
  // What a subclass does differently is not known here.
  const { constructor } = optimizer;
  if (constructor === AdamWOptimizer) return adamW(optimizer as AdamWOptimizer);
  if (constructor === SgdOptimizer) return momentum(optimizer as SgdOptimizer);
  const options = optimizer as unknown as TfjsOptions;
  if (constructor === tf.SGDOptimizer) {
    return { update: () => ({ kind: "descent", rate: options.learningRate }), ...own() };
  }
  if (constructor === tf.MomentumOptimizer) {
    return {
      update: () => ({
        ...{ kind: "momentum", rate: options.learningRate, keep1: options.momentum },
        isNesterov: options.useNesterov,
      }),
      ...own("momentum"),
    };
  }
  if (constructor === tf.AdamOptimizer) {
    return {
      update: (t) => adamStep(options, t),
      ...own("m", "v"),
    };
  }
}

function adamW(optimizer: AdamWOptimizer): FusedStep {
  const { decays, weightDecay, ...adam } = optimizer.getConfig() as
    & AdamOptions
    & { decays: string; weightDecay: number };
  return {
    update: (t) => ({
      ...adamStep({ ...adam, learningRate: optimizer.learningRate! }, t),
      ...{ decay: weightDecay, decaysBiases: decays === "all" },
    }),
    ...suite("AdamW.1/vectors/m", "AdamW.1/vectors/v"),
  };
}

function momentum(optimizer: SgdOptimizer): FusedStep | undefined {
  const { momentum, nesterov, weightDecay } = optimizer.getConfig() as {
    momentum: number;
    nesterov: boolean;
    weightDecay: number;
  };
  if (weightDecay !== 0) return undefined;
  return {
    update: () => ({
      ...{ kind: "momentum", rate: optimizer.learningRate!, keep1: momentum },
      isNesterov: nesterov,
    }),
    ...suite("SgdMomentum.1/vectors/v"),
  };
}

/** Gives an optimizer's vectors to the kernel: zeros if it has none yet. */
export async function readState(
  { vectors }: FusedStep,
  optimizer: tf.Optimizer,
  network: ChainNetwork,
  variables: readonly tf.Variable[],
): Promise<void> {
  const [count, ...saved] = await optimizer.getWeights();
  count.tensor.dispose();
  const all = await valuesOfAsync(saved.map(({ tensor }) => tensor));
  const size = sizeOf(variables);
  if (all.length !== 0 && all.length !== size * vectors.length) {
    throw new Error(
      `Cannot train: the optimizer remembers ${all.length} values, and of this model it would ${
        size * vectors.length
      }. Make a new optimizer for another model.`,
    );
  }
  const zero = all.length === 0;
  let end = 0;
  for (const { vector } of vectors) {
    const part = ({ size }: tf.Variable) =>
      zero ? new Float32Array(size) : all.subarray(end, end += size);
    network.write(vector, variables.map(part));
  }
}

/** Gives them back, so that the optimizer can be saved, or go on elsewhere. */
export async function writeState(
  { vectors, isJoined }: FusedStep,
  optimizer: tf.Optimizer,
  network: ChainNetwork,
  variables: readonly tf.Variable[],
  iterations: number,
): Promise<void> {
  const weights = [{ name: "iter", tensor: tf.scalar(iterations, "int32") as tf.Tensor }];
  for (const { vector, name } of vectors) {
    const parts = variables.map(({ size }) => new Float32Array(size));
    network.read(vector, parts);
    const tensors = parts.map((part, i) => tf.tensor(part, variables[i].shape));
    if (isJoined) {
      weights.push({ name, tensor: tf.tidy(() => flatten(tensors)) });
      tf.dispose(tensors);
    } else {
      tensors.forEach((tensor, i) =>
        weights.push({ name: `${variables[i].name}/${name}`, tensor })
      );
    }
  }
  await restoreWeights(optimizer, weights);
  tf.dispose(weights.map(({ tensor }) => tensor));
}
