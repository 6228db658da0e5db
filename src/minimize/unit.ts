/**
 * A unit of f in which no square overflows or underflows.
 *
 * @module
 */
import { float64Space } from "../methods/float64_space.ts";
import type { Answer, Asking, Evaluation } from "../methods/questions.ts";
import { powerOf2 } from "../numeric/norm.ts";

type Vector = Float64Array;

/** Between these, squares and sums of them are far from the ends of float64. */
const [least, most] = [1e-100, 1e100];

/** A power of 2, so that no digit is lost; 1 for a function of ordinary size. */
export class Unit {
  readonly #unit: number;

  /** The unit for a function with this value and gradient at the start. */
  constructor({ value, gradient }: Evaluation<Vector>) {
    const size = Math.max(Math.abs(value), float64Space.maxNorm(gradient));
    const isOrdinary = !(size > 0 && size < Infinity) || size > least && size < most;
    this.#unit = isOrdinary ? 1 : powerOf2(size);
  }

  /** In this unit. */
  to({ value, gradient }: Evaluation<Vector>): Evaluation<Vector> {
    return { value: value / this.#unit, gradient: this.#divided(gradient) };
  }

  /** As f has it. */
  from({ value, gradient }: Evaluation<Vector>): Evaluation<Vector> {
    if (this.#unit === 1) return { value, gradient };
    return { value: value * this.#unit, gradient: gradient.map((slope) => slope * this.#unit) };
  }

  /** Passes questions through, and answers in this unit. */
  *answering<R>(asking: Asking<Vector, R>): Asking<Vector, R> {
    if (this.#unit === 1) return yield* asking;
    let turn = asking.next();
    while (!turn.done) turn = asking.next(this.#answer(yield turn.value));
    return turn.value;
  }

  #answer(answer: Answer<Vector>): Answer<Vector> {
    if (typeof answer === "number") return answer / this.#unit;
    return answer instanceof Float64Array ? this.#divided(answer) : this.to(answer);
  }

  #divided(vector: Vector): Vector {
    return this.#unit === 1 ? vector : vector.map((entry) => entry / this.#unit);
  }
}
