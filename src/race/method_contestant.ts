/**
 * A method of `minimize` in a race: one iteration a step, on all the data, so that the gradient at a step's end is the next
 * one's at its start.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { float64Space } from "../methods/float64_space.ts";
import type { Method, MethodState } from "../methods/method.ts";
import { answerAsync } from "../methods/questions.ts";
import { asyncAnswererOf, entriesOf, moveTo, toFlat, toVector } from "../optimizers/flat.ts";
import type { Contestant } from "./contestant.ts";

/** Its vectors are float64 on the host, as `minimize`'s are. Where it finds no way on it stays where it is. */
export function methodContestant(label: string, method: Method): Contestant {
  let state: MethodState<Float64Array> | undefined;
  return {
    label,
    edition: "beyond",
    async step(objective) {
      const { variables } = objective;
      const answerer = asyncAnswererOf(objective);
      if (!state) {
        const x = await entriesOf(tf.tidy(() => toVector(variables)));
        state = method.begin(float64Space, { x, ...await answerer.gradient(x, x) });
      }
      const loss = tf.scalar(state.value);
      if (!state.standstill) {
        const end = await answerAsync(method.iterate(float64Space, state), answerer);
        tf.tidy(() => moveTo(variables, toFlat(end.x)));
        state = end;
      }
      return loss;
    },
    dispose() {},
  };
}
