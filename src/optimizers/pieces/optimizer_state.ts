/**
 * An optimizer's state as plain data, to write to a file and to go on from.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { restoreWeights } from "./optimizer_weights.ts";

const stateVersion = 1;

/** One tensor of an optimizer's state. */
export interface SavedWeight {
  /** The optimizer's name for it. */
  name: string;
  /** Its shape. */
  shape: number[];
  /** Its type. */
  dtype: "float32" | "int32";
  /** Its values, flattened. */
  values: number[];
}

/** What {@linkcode saveOptimizer} gives: nothing that JSON does not keep, so long as the state is finite. */
export interface OptimizerState {
  /** The version of this layout. */
  version: number;
  /** The names of the optimizer and of those inside it, from the outermost. */
  optimizer: string[];
  /** The state's tensors. */
  weights: SavedWeight[];
}

/**
 * An optimizer's state as plain data: of tfjs's own, of this suite's, and of wrapped ones. The variables are not in it:
 * save the model too.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { restoreOptimizer, saveOptimizer, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const [first, second] = [tf.train.adam(0.1), tf.train.adam(0.1)];
 * first.minimize(() => tf.square(x), false, [x]);
 * const text = JSON.stringify(await saveOptimizer(first));
 * await restoreOptimizer(second, JSON.parse(text));
 * console.log(second.iterations); // 1
 * ```
 * @throws {Error} If tfjs cannot save the optimizer: Adamax.
 */
export async function saveOptimizer(optimizer: tf.Optimizer): Promise<OptimizerState> {
  const [count, ...others] = await optimizer.getWeights();
  const weights = await Promise.all([count, ...others].map(async ({ name, tensor }) => ({
    name,
    shape: tensor.shape,
    dtype: tensor.dtype as SavedWeight["dtype"],
    values: Array.from(await tensor.data()),
  })));
  // The count of iterations is made for the asking; the others are the optimizer's own.
  count.tensor.dispose();
  return { version: stateVersion, optimizer: names(optimizer), weights };
}

/**
 * Gives an optimizer the state that {@linkcode saveOptimizer} saved, so that its next step is the one that would have
 * followed, to the bit on the same backend. The optimizer is one made with the same options.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { restoreOptimizer, saveOptimizer, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * const [first, second] = [tf.train.adam(0.1), tf.train.adam(0.1)];
 * first.minimize(() => tf.square(x), false, [x]);
 * const text = JSON.stringify(await saveOptimizer(first));
 * await restoreOptimizer(second, JSON.parse(text));
 * console.log(second.iterations); // 1
 * ```
 * @throws {Error} If the state is another optimizer's, or another version's, or none.
 */
export async function restoreOptimizer(
  optimizer: tf.Optimizer,
  state: OptimizerState,
): Promise<void> {
  check(optimizer, state);
  const weights = state.weights.map(({ name, shape, dtype, values }) => ({
    name,
    tensor: tf.tensor(values, shape, dtype),
  }));
  try {
    await restoreWeights(optimizer, weights);
  } finally {
    tf.dispose(weights.map((weight) => weight.tensor));
  }
}

function check(optimizer: tf.Optimizer, state: OptimizerState): void {
  const expected = names(optimizer).join(" around ");
  const got = Array.isArray(state?.optimizer)
    ? `the state is of ${state.optimizer.join(" around ")}`
    : "this is no saved state";
  if (got !== `the state is of ${expected}`) {
    throw new Error(
      `Cannot restore ${expected}: ${got}. Restore what saveOptimizer gave for the same optimizer.`,
    );
  }
  if (state.version !== stateVersion) {
    throw new Error(
      `Cannot restore ${expected}: the state has version ${state.version}, expected ${stateVersion}. Save it again with this version.`,
    );
  }
}

function names(optimizer: tf.Optimizer): string[] {
  const { inner } = optimizer as { inner?: tf.Optimizer };
  return [optimizer.getClassName(), ...(inner ? names(inner) : [])];
}
