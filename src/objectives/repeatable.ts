/**
 * A loss that may be asked more than once within a step, and means the same each time.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";

/**
 * Makes a closure repeatable: calls after the first draw the random numbers that the first one drew, so that dropout
 * and noise layers keep their masks for a whole line search; they leave every variable that is not trainable as they
 * found it, so that a batch enters batch normalisation's moving averages once; and they keep no tensor past the end of
 * `tf.tidy`, as tfjs-layers does with the metrics that its loss closure computes: those of a further call are nobody's,
 * and would leak.
 *
 * tfjs seeds each of its random tensors with a call of Math.random: that is what is recorded and played again, on every
 * backend, while f runs and not after.
 *
 * @param f The loss, of no arguments.
 */
export function repeatable<T>(f: () => T): () => T {
  const draws: number[] = [];
  let isFirst = true;
  return () => {
    if (!isFirst) return withoutEffect(() => replaying(draws, f));
    isFirst = false;
    return replaying(draws, f);
  };
}

/** Calls f while Math.random gives the recorded draws, and records further ones. */
function replaying<T>(draws: number[], f: () => T): T {
  const random = Math.random;
  let i = 0;
  Math.random = () => {
    draws[i] ??= random();
    return draws[i++];
  };
  try {
    return f();
  } finally {
    Math.random = random;
  }
}

/** Calls f, keeps none of its tensors, and gives the variables that are not trainable their values back. */
function withoutEffect<T>(f: () => T): T {
  const variables = Object.values(tf.engine().registeredVariables).filter((v) => !v.trainable);
  const values = variables.map((v) => v.clone());
  const { activeScope } = tf.engine().state;
  const earlier = activeScope?.track.length;
  try {
    return f();
  } finally {
    for (const tensor of activeScope?.track.slice(earlier) ?? []) {
      (tensor as tf.Tensor).kept = false;
    }
    variables.forEach((v, i) => v.dataId !== values[i].dataId && v.assign(values[i]));
    tf.dispose(values);
  }
}
