/**
 * A whole run of a method: budgets, the best point seen, and why it ended.
 *
 * @module
 */
import { float64Space } from "../methods/float64_space.ts";
import type { Method, MethodState } from "../methods/method.ts";
import { type Asking, type Evaluation, gradientAt } from "../methods/questions.ts";
import type { Progress, RunCost, Solution } from "./solution.ts";
import { type Status, statusMessages } from "./status.ts";

type Vector = Float64Array;

/** The run's options, all of them, and what the answers have cost so far. */
export interface Run {
  method: Method;
  tolerance: number;
  maxIterations: number;
  maxGradients: number;
  callback: (progress: Progress & { x: Vector }) => boolean | void;
  history: boolean;
  signal?: AbortSignal;
  cost: RunCost;
}

/**
 * Minimizes from a start. Its vectors are float64 arrays in every world: gradients of tensors are read once as they
 * come, since the method's decisions need them on the host anyway, and its sums keep their digits there.
 */
export function* running(start: Vector, run: Run): Asking<Vector, Solution<Vector>> {
  const { method, cost, tolerance } = run;
  const space = float64Space;
  const watch = new Watch(start, run);
  const history: Progress[] = [];
  let iteration = 0;

  const at = (state: Evaluation<Vector>): Progress => {
    const gradientNorm = space.maxNorm(state.gradient);
    return { iteration, value: state.value, gradientNorm, ...cost };
  };
  /** The status after an iteration, if that was the last. */
  const judge = (state: MethodState<Vector>): Status | undefined => {
    const progress = at(state);
    if (run.history) history.push(progress);
    const isStopped = iteration > 0 && run.callback({ ...progress, x: state.x.slice() });
    const { gradientNorm } = progress;
    if (iteration === 0) {
      if (!Number.isFinite(state.value + gradientNorm)) return "notFiniteStart";
      if (gradientNorm === 0) return "flatStart";
    }
    if (gradientNorm <= tolerance) return "converged";
    if (Number.isNaN(gradientNorm)) return "notFinite";
    if (state.standstill) return watch.sawNothingFinite() ? "notFinite" : state.standstill;
    if (isStopped) return "stopped";
    return iteration >= run.maxIterations ? "maxIterations" : undefined;
  };
  const end = (status: Status, state?: MethodState<Vector>): Solution<Vector> => {
    const isFinal = status === "converged" || status === "flatStart";
    const best = isFinal && state ? state : watch.best;
    const gradientNorm = best.gradient ? space.maxNorm(best.gradient) : NaN;
    const solution: Solution<Vector> = {
      ...{ x: best.x, value: best.value, gradientNorm },
      ...{ status, message: statusMessages[status], iterations: iteration, ...cost },
    };
    return run.history ? { ...solution, history } : solution;
  };

  const first = yield* watch.over(gradientAt(start));
  if (typeof first === "string") return end(first);
  let state = method.begin(space, { x: start, ...first });
  for (let status = judge(state);; status = judge(state)) {
    if (status) return end(status, state);
    const next = yield* watch.over(method.iterate(space, state));
    if (typeof next === "string") return end(next);
    state = next;
    iteration++;
  }
}

/** Looks at every answer on its way: remembers the best point, and ends a computation when its budget does. */
class Watch {
  best: { x: Vector; value: number; gradient?: Vector };
  #isFiniteElsewhere = true;

  readonly #run: Run;

  constructor(start: Vector, run: Run) {
    this.#run = run;
    this.best = { x: start, value: NaN };
  }

  /** Since the last computation began, f was finite at no point but the best. */
  sawNothingFinite(): boolean {
    return !this.#isFiniteElsewhere;
  }

  /** Passes questions and answers through; returns the result, or the status that ended it. */
  *over<R extends object>(asking: Asking<Vector, R>): Asking<Vector, R | Status> {
    this.#isFiniteElsewhere = false;
    let turn = asking.next();
    while (!turn.done) {
      const { signal, cost, maxGradients } = this.#run;
      if (signal?.aborted) return "aborted";
      if (cost.gradients + 2 * cost.products >= maxGradients) return "maxGradients";
      const { ask, at } = turn.value;
      const answer = yield turn.value;
      if (ask === "value") this.#see(at, answer as number);
      if (ask === "gradient") {
        const { value, gradient } = answer as Evaluation<Vector>;
        this.#see(at, value, gradient);
        if (value === -Infinity) return "unbounded";
      }
      if (answer === -Infinity) return "unbounded";
      turn = asking.next(answer);
    }
    return turn.value;
  }

  #see(x: Vector, value: number, gradient?: Vector): void {
    const { best } = this;
    this.#isFiniteElsewhere ||= Number.isFinite(value) && x.some((v, i) => v !== best.x[i]);
    const isFirst = Number.isNaN(best.value) && best.gradient === undefined;
    const isGradientOfBest = gradient && value === best.value;
    if (isFirst || isGradientOfBest || value < best.value && value !== -Infinity) {
      this.best = { x, value, gradient };
    }
  }
}
