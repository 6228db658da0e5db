/**
 * Any method within a box, by projection.
 *
 * @module
 */
import type { Box } from "../numeric/box.ts";
import type { Method, MethodState } from "./method.ts";
import type { Answer, Asking, Evaluation, Question } from "./questions.ts";
import type { Space } from "./space.ts";

/** A state with the whole gradient, of which the method inside sees what is free. */
interface ProjectedState<V> extends MethodState<V> {
  /** The method's own state: its gradient is 0 for variables that are held at a bound. */
  inside: MethodState<V>;
  /** Which variables were held, "0110". */
  held: string;
}

/**
 * A method that never leaves a box: in each iteration the variables at a bound, whose slope points out of the box, are held; the
 * method inside sees f(P(x)) of the others, with P the projection onto the box, and where its line ends it is projected. Source: Bertsekas
 * (1982), Projected Newton methods for optimization problems with simple constraints, SIAM J. Control 20(2): the held variables
 * are chosen as there.
 */
export function projected(method: Method, box: Box): Method {
  return {
    name: method.name,

    begin<V>(space: Space<V>, start: MethodState<V>): ProjectedState<V> {
      return restarted(space, start);
    },

    *iterate<V>(space: Space<V>, state: MethodState<V>) {
      const last = state as ProjectedState<V>;
      const view = new View(space, box, last);
      const inside = yield* view.answering(method.iterate(space, last.inside));
      const x = view.project(inside.x);
      if (inside.standstill) return { ...last, inside, standstill: inside.standstill };
      // A refused step leaves x where it was.
      const here = view.evaluationAt(x) ?? last;
      const next = restarted(space, { ...here, x });
      // What the method learned holds as long as the same variables are free.
      const { x: at, value, gradient } = next.inside;
      const kept = next.held === last.held ? { ...inside, x: at, value, gradient } : next.inside;
      return { ...next, inside: kept, share: inside.share };
    },
  };

  function restarted<V>(
    space: Space<V>,
    { x, value, gradient }: MethodState<V>,
  ): ProjectedState<V> {
    const [at, slopes] = [space.toArray(x), space.toArray(gradient)];
    const free = box.freeGradient(at, slopes);
    const held = Array.from(slopes, (slope, i) => Number(!box.isFree(i, at[i], slope))).join("");
    const seen = { x, value, gradient: space.fromArray(free, gradient) };
    return { x, value, gradient, held, inside: method.begin(space, seen) };
  }
}

/** f as the method inside sees it in one iteration. */
class View<V> {
  readonly #space: Space<V>;
  readonly #box: Box;
  readonly #held: string;
  readonly #evaluations: { x: Float64Array; evaluation: Evaluation<V> }[] = [];

  constructor(space: Space<V>, box: Box, { held }: ProjectedState<V>) {
    this.#space = space;
    this.#box = box;
    this.#held = held;
  }

  project(x: V): V {
    return this.#space.fromArray(this.#box.project(this.#space.toArray(x)), x);
  }

  /** What f answered at a point of the box. */
  evaluationAt(x: V): Evaluation<V> | undefined {
    const entries = this.#space.toArray(x);
    return this.#evaluations.find(({ x }) => x.every((value, i) => value === entries[i]))
      ?.evaluation;
  }

  /** Passes questions through, at projected points and along free variables, and masks what is answered. */
  *answering<R>(asking: Asking<V, R>): Asking<V, R> {
    let turn = asking.next();
    while (!turn.done) {
      const { ask, at, along } = turn.value;
      const inBox = this.project(at);
      const question: Question<V> = along === undefined
        ? { ask, at: inBox }
        : { ask, at: inBox, along: this.#masked(along) };
      turn = asking.next(this.#seen(yield question, at, inBox));
    }
    return turn.value;
  }

  #seen(answer: Answer<V>, at: V, inBox: V): Answer<V> {
    if (typeof answer === "number") return answer;
    if (answer instanceof Float64Array && answer.length > this.#held.length) {
      return this.#maskedHessian(answer);
    }
    if (typeof answer === "object" && answer !== null && "gradient" in answer) {
      const evaluation = answer as Evaluation<V>;
      this.#evaluations.push({ x: this.#space.toArray(inBox).slice(), evaluation });
      // Beyond a bound f(P(x)) does not change.
      const [wanted, got] = [this.#space.toArray(at), this.#space.toArray(inBox)];
      const slopes = this.#space.toArray(evaluation.gradient).map((slope, i) =>
        this.#held[i] === "1" || wanted[i] !== got[i] ? 0 : slope
      );
      return { ...evaluation, gradient: this.#space.fromArray(slopes, evaluation.gradient) };
    }
    return this.#masked(answer as V);
  }

  #masked(vector: V): V {
    const entries = this.#space.toArray(vector).map((value, i) =>
      this.#held[i] === "1" ? 0 : value
    );
    return this.#space.fromArray(entries, vector);
  }

  /** Rows and columns of held variables are those of the unit matrix. */
  #maskedHessian(hessian: Float64Array): Float64Array {
    const n = this.#held.length;
    return hessian.map((value, k) => {
      const [i, j] = [Math.floor(k / n), k % n];
      return this.#held[i] === "1" || this.#held[j] === "1" ? Number(i === j) : value;
    });
  }
}
