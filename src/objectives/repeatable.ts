/**
 * A loss that may be asked more than once within a step, and means the same each time.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { StatefulLayers } from "./stateful_layers.ts";

/** A closure that can be called again. */
export interface Repeatable<T> {
  (): T;
  /** Frees what the calls had to remember. */
  end(): void;
}

/**
 * Makes a closure repeatable: calls after the first draw the random numbers that the first one drew, so that dropout
 * and noise layers keep their masks for a whole line search; they begin with the states that stateful recurrent layers
 * had then; they leave those states and every variable that is not trainable as they found them, so that a batch enters
 * batch normalisation's moving averages once; and they keep no tensor past the end of `tf.tidy`, and list none, as
 * tfjs-layers does with the metrics that its loss closure computes: those of a further call are nobody's.
 *
 * tfjs seeds each of its random tensors with a call of Math.random: that is what is recorded and played again, on every
 * backend, while f runs and not after.
 *
 * @param f The loss, of no arguments.
 * @param afterFirst Called with the first call's result, and a further call to compare it with.
 */
export function repeatable<T>(
  f: () => T,
  afterFirst?: (first: T, again: () => T) => void,
): Repeatable<T> {
  const draws: number[] = [];
  const layers = new StatefulLayers();
  let isFirst = true;
  const again = () => withoutEffect(() => layers.replaying(() => replaying(draws, f)));
  const call = () => {
    if (!isFirst) return again();
    isFirst = false;
    const first = layers.watching(() => replaying(draws, f));
    afterFirst?.(first, again);
    return first;
  };
  return Object.assign(call, { end: () => layers.dispose() });
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
    return withoutLists(f);
  } finally {
    for (const tensor of activeScope?.track.slice(earlier) ?? []) {
      (tensor as tf.Tensor).kept = false;
    }
    variables.forEach((v, i) => v.dataId !== values[i].dataId && v.assign(values[i]));
    tf.dispose(values);
  }
}

/**
 * Calls f, and takes no notice of a tensor that it keeps and then adds to a list: so tfjs-layers collects its metrics in
 * a list that only its closure can see, and trainOnBatch reads them all.
 */
function withoutLists<T>(f: () => T): T {
  const engine = tf.engine();
  const { keep } = engine;
  const { push } = Array.prototype;
  engine.keep = (tensor) => {
    const kept = keep.call(engine, tensor) as typeof tensor;
    // Inside an operation it is tfjs that keeps what the way back needs.
    if (engine.state.kernelDepth === 0) leaveOutOfNextList(kept);
    return kept;
  };
  const leaveOutOfNextList = (tensor: unknown) => {
    Array.prototype.push = function (...items) {
      Array.prototype.push = push;
      return items.length === 1 && items[0] === tensor ? this.length : push.apply(this, items);
    };
  };
  try {
    return f();
  } finally {
    engine.keep = keep;
    Array.prototype.push = push;
  }
}
