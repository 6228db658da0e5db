/**
 * From a state along a direction: a line search's questions about phi, put as questions about f.
 *
 * @module
 */
import type { MethodState, Standstill } from "./method.ts";
import { type Asking, type Evaluation, gradientAt, valueAt } from "./questions.ts";
import type { Sample, Search } from "../searches/search.ts";
import { noiseOf } from "./scale.ts";
import type { Space } from "./space.ts";

/** Where a line search ended. */
export interface LineEnd<V> extends Evaluation<V> {
  x: V;
  /** The accepted step; 0 if nothing lower was found, and then the rest is the start's. */
  step: number;
  /** The step that was tried first. */
  first: number;
  /** phi'(0). */
  slope: number;
  standstill?: Standstill;
}

/**
 * Searches along x + t * direction. Costs what the search asks for, and a gradient where it accepts a step by its
 * value alone.
 */
export function* alongLine<V>(
  space: Space<V>,
  state: MethodState<V>,
  direction: V,
  options: { search: Search; first: number; slope?: number },
): Asking<V, LineEnd<V>> {
  const { x, value, gradient } = state;
  const slope = options.slope ?? space.dot(gradient, direction);
  const { first } = options;
  const stay = { x, value, gradient, step: 0, first, slope };
  if (!(slope < 0)) return { ...stay, standstill: "notDescent" };

  const evaluations = new Map<number, Evaluation<V>>();
  const pointAt = (step: number) => space.add(x, step, direction);
  const noise = noiseOf(space, value);
  const line = { start: { step: 0, value, slope }, first, noise };
  const searching = options.search(line);
  let turn = searching.next();
  while (!turn.done) {
    const { step, slope: wantsSlope } = turn.value;
    const at = pointAt(step);
    let sample: Sample;
    if (wantsSlope) {
      const evaluation = yield* gradientAt(at);
      evaluations.set(step, evaluation);
      const slope = space.dot(evaluation.gradient, direction);
      sample = { step, value: evaluation.value, slope };
    } else {
      sample = { step, value: yield* valueAt(at), slope: NaN };
    }
    turn = searching.next(sample);
  }

  const { step } = turn.value;
  // Half the first step's promise is what a quadratic model says that there is to gain.
  const isRounding = -slope * first / 2 <= noise;
  const standstill = isRounding ? "rounding" as const : "noProgress" as const;
  if (step === 0) return { ...stay, standstill };
  const x1 = pointAt(step);
  const end = evaluations.get(step) ?? (yield* gradientAt(x1));
  const isSame = end.value === value &&
    space.maxNorm(space.add(end.gradient, -1, gradient)) === 0;
  return isSame ? { ...stay, standstill } : { x: x1, step, first, slope, ...end };
}
