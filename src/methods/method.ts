/**
 * What a method is: a state, and one iteration from a state to the next.
 *
 * @module
 */
import type { Box } from "../numeric/box.ts";
import type { Asking, Evaluation } from "./questions.ts";
import type { Space } from "./space.ts";

/**
 * Why a method cannot go on from a state: nothing lower was found, the direction does not descend, values are not finite
 * wherever a step leads, or what f could still fall by is less than its rounding.
 */
export type Standstill = "noProgress" | "notDescent" | "notFinite" | "rounding";

/**
 * Where a method is: all that its next iteration depends on. It is plain data (numbers, vectors, lists and records of them),
 * so that it can be saved and a run resumed to the bit. Methods add what else they need to know.
 */
export interface MethodState<V> extends Evaluation<V> {
  /** The point at which value and gradient are. */
  x: V;
  /** Set if the last iteration found no way on. */
  standstill?: Standstill;
  /**
   * The last step, relative to the longest that the method would take here: a small change says something about f only if
   * the step was not shortened to nothing.
   */
  share?: number;
}

/** A method that minimizes. */
export interface Method {
  /** Its name. */
  readonly name: string;
  /** The state at a start. */
  begin<V>(space: Space<V>, start: MethodState<V>): MethodState<V>;
  /** One iteration: from a state that this method made to the next. */
  iterate<V>(space: Space<V>, state: MethodState<V>): Asking<V, MethodState<V>>;
  /** The method within a box; without it, it is projected. */
  within?(box: Box): Method;
}
