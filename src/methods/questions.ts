/**
 * Reverse communication: a method is a generator that yields questions about its function and is sent the answers, so that
 * one text serves float64 arrays, awaited tensors, and tensors in a synchronous step.
 *
 * @module
 */

/** What a method may ask about its function f. */
export interface Question<V> {
  /**
   * - `value`: f(at).
   * - `gradient`: f and its gradient at `at`.
   * - `product`: the Hessian at `at` times `along`.
   * - `hessian`: the whole Hessian at `at`.
   */
  readonly ask: "value" | "gradient" | "product" | "hessian";
  /** Where. */
  readonly at: V;
  /** The direction of a `product`. */
  readonly along?: V;
}

/** A value and the gradient that belongs to it. */
export interface Evaluation<V> {
  /** f there. */
  value: number;
  /** Its gradient there. */
  gradient: V;
}

/** What the questions are answered with, by kind. */
export interface Answers<V> {
  /** f. */
  value: number;
  /** f and its gradient. */
  gradient: Evaluation<V>;
  /** The Hessian times the direction. */
  product: V;
  /** The Hessian, row after row. */
  hessian: Float64Array;
}

/** The answer to some question. */
export type Answer<V> = Answers<V>[keyof Answers<V>];

/** A computation that asks on its way to a result `R`. */
export type Asking<V, R> = Generator<Question<V>, R, Answer<V>>;

/** Asks for f(at). */
export function* valueAt<V>(at: V): Asking<V, number> {
  return (yield { ask: "value", at }) as number;
}

/** Asks for f and its gradient. */
export function* gradientAt<V>(at: V): Asking<V, Evaluation<V>> {
  return (yield { ask: "gradient", at }) as Evaluation<V>;
}

/** Asks for the Hessian times a direction. */
export function* productAt<V>(at: V, along: V): Asking<V, V> {
  return (yield { ask: "product", at, along }) as V;
}

/** Asks for the Hessian. */
export function* hessianAt<V>(at: V): Asking<V, Float64Array> {
  return (yield { ask: "hessian", at }) as Float64Array;
}

/** Answers, and says what it would cost: kinds of questions are answered each by its own function. */
export type Answerer<V> = { [Kind in keyof Answers<V>]: (at: V, along: V) => Answers<V>[Kind] };

/** The same, awaited. */
export type AsyncAnswerer<V> = {
  [Kind in keyof Answers<V>]: (at: V, along: V) => Promise<Answers<V>[Kind]>;
};

/** Carries a computation through, answering at once. *
 * @example A method by hand, an iteration at a time
 * ```ts
 * import { methods } from "./mod.ts";
 *
 * const gradient = (x: Float64Array) => ({ value: x[0] ** 2, gradient: x.map((v) => 2 * v) });
 * const other = () => {
 *   throw new Error("L-BFGS asks for gradients alone.");
 * };
 * const answerer = { gradient, value: other, product: other, hessian: other };
 * const [method, space, x] = [methods.lbfgs(), methods.float64Space, Float64Array.of(3)];
 * let state = method.begin(space, { x, ...gradient(x) });
 * for (let i = 0; i < 3; i++) state = methods.answer(method.iterate(space, state), answerer);
 * console.log(Math.abs(state.x[0]) < 1e-6); // true
 * ```
 */
export function answer<V, R>(asking: Asking<V, R>, answerer: Answerer<V>): R {
  let turn = asking.next();
  while (!turn.done) {
    const { ask, at, along } = turn.value;
    turn = asking.next(answerer[ask](at, along ?? at));
  }
  return turn.value;
}

/** Carries a computation through, awaiting each answer. */
export async function answerAsync<V, R>(
  asking: Asking<V, R>,
  answerer: AsyncAnswerer<V>,
): Promise<R> {
  let turn = asking.next();
  while (!turn.done) {
    const { ask, at, along } = turn.value;
    turn = asking.next(await answerer[ask](at, along ?? at));
  }
  return turn.value;
}
