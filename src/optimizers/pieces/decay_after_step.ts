/**
 * A decay that follows a step.
 *
 * @module
 */
import { connected } from "../../calculus/tape.ts";
import * as tf from "../../deps/tf.ts";

/** Remembers weights before a step, and decays by a part of them after it. */
export class DecayAfterStep {
  readonly #variables: readonly tf.Variable[];
  readonly #rate: number;
  readonly #before: tf.Tensor[];
  #reached?: ReadonlySet<tf.Variable>;

  constructor(variables: readonly tf.Variable[], rate: number) {
    this.#variables = variables;
    this.#rate = rate;
    this.#before = variables.map((variable) => tf.keep(variable.clone()));
  }

  /** The loss, which on its way shows which variables it depends on. */
  noting(f: () => tf.Scalar): () => tf.Scalar {
    return () => {
      const loss = f();
      if (loss instanceof tf.Tensor && !this.#reached) {
        const reached = connected(this.#variables, loss);
        if (reached) this.#reached = new Set(reached);
      }
      return loss;
    };
  }

  /** w <- w - rate * (w before the step), if the step moved anything; nothing is read back. */
  apply(): void {
    tf.tidy(() => {
      const moves = this.#variables.map((v, i) => tf.max(tf.abs(tf.sub(v, this.#before[i]))));
      if (moves.length === 0) return;
      const rate = tf.mul(this.#rate, tf.cast(tf.greater(tf.max(tf.stack(moves)), 0), "float32"));
      this.#variables.forEach((variable, i) => {
        if (this.#reached?.has(variable) === false) return;
        variable.assign(tf.sub(variable, tf.mul(rate, this.#before[i])));
      });
    });
  }

  /** Frees the weights that were remembered. */
  dispose(): void {
    tf.dispose(this.#before);
  }
}

/** Takes a step, and decays after it; not if it throws. */
export function decaying<T>(decay: DecayAfterStep, step: (decay: DecayAfterStep) => T): T {
  try {
    const result = step(decay);
    decay.apply();
    return result;
  } finally {
    decay.dispose();
  }
}

/** The same, awaited. */
export async function decayingAsync<T>(
  decay: DecayAfterStep,
  step: (decay: DecayAfterStep) => Promise<T>,
): Promise<T> {
  try {
    const result = await step(decay);
    decay.apply();
    return result;
  } finally {
    decay.dispose();
  }
}
