/**
 * The states of tfjs's stateful recurrent layers, which a forward pass moves on.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";

/** What a stateful layer has inside, under TypeScript's `private`. */
interface StatefulLayer {
  states_: tf.Tensor[];
  keptStates: tf.Tensor[][];
}

/** tfjs-layers' classes that reset states each in their own way: those of them that are loaded. */
const classNames = ["RNN", "ConvLSTM2D"];

/**
 * What the first call of a loss begins with and leaves behind, so that further calls begin with the same states, and
 * leave those that the first one left.
 */
export class StatefulLayers {
  readonly #starts = new Map<StatefulLayer, tf.Tensor[]>();

  /** The first call: notes with which states each layer begins. */
  watching<T>(f: () => T): T {
    const undo = prototypes().map((prototype) => {
      const { resetStates } = prototype;
      const starts = this.#starts;
      prototype.resetStates = function (this: StatefulLayer, states?: unknown, training?: boolean) {
        if (states !== undefined && !starts.has(this)) starts.set(this, copies(this.states_));
        resetStates.call(this, states, training);
      };
      return () => prototype.resetStates = resetStates;
    });
    try {
      return f();
    } finally {
      undo.forEach((putBack) => putBack());
    }
  }

  /** A further call: from the same states as the first, and none the wiser afterwards. */
  replaying<T>(f: () => T): T {
    const ends = [...this.#starts].map(([layer, starts]) => {
      const [states, kept] = [layer.states_, layer.keptStates.length];
      layer.states_ = copies(starts);
      return () => {
        tf.dispose([layer.states_, layer.keptStates.splice(kept)]);
        layer.states_ = states;
      };
    });
    try {
      return f();
    } finally {
      ends.forEach((end) => end());
    }
  }

  /** Frees what was noted. */
  dispose(): void {
    tf.dispose([...this.#starts.values()]);
    this.#starts.clear();
  }
}

function copies(states: tf.Tensor[]): tf.Tensor[] {
  return states.map((state) => tf.keep(state.clone()));
}

interface Resetting {
  resetStates(this: StatefulLayer, states?: unknown, training?: boolean): void;
}

/** The prototypes with a resetStates of their own. */
function prototypes(): Resetting[] {
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  const found = classNames.filter((name) => name in classNameMap).map((name) => {
    let prototype = classNameMap[name][0].prototype as object;
    while (!Object.hasOwn(prototype, "resetStates")) prototype = Object.getPrototypeOf(prototype);
    return prototype as Resetting;
  });
  return [...new Set(found)];
}
