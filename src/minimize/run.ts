/**
 * A whole run of a method: budgets, the best point seen, and why it ended.
 *
 * @module
 */
import { float64Space } from "../methods/float64_space.ts";
import type { Method, MethodState } from "../methods/method.ts";
import { type Asking, gradientAt } from "../methods/questions.ts";
import type { Box } from "../numeric/box.ts";
import type { Differences } from "../numeric/differences.ts";
import { Best } from "./best.ts";
import { lowerNearby } from "./probe.ts";
import type { Progress, Solution } from "./solution.ts";
import { type Status, statusMessages } from "./status.ts";
import {
  convergedMessages,
  type Convergence,
  gradientTolerance,
  isGradientSmall,
  type Point,
  settledBy,
  steepest,
  type Tolerances,
} from "./tolerances.ts";
import { Unit } from "./unit.ts";
import { type Budget, watched } from "./watch.ts";

type Vector = Float64Array;

/** The run's options, all of them, and what the answers have cost so far. */
export interface Run extends Budget {
  method: Method | "nelderMead";
  tolerances: Tolerances;
  maxIterations: number;
  /** Stops the run if it returns true. */
  callback: (progress: Progress & { x: Vector }) => unknown;
  history: boolean;
  /** The relative rounding of f. */
  epsilon: number;
  /** How gradients are taken, if they are differences: then a minimum is looked at twice. */
  differences?: Differences;
  /** Where the variables may be. */
  box?: Box;
  /** Whether the start had to be moved into the box. */
  isMoved?: boolean;
}

/** Added to the message of a run whose start was moved. */
export const movedNote =
  " The start was outside the bounds: it was moved to the nearest point within.";
/** A step shortened to less than this part of what the method would take says nothing by changing little. */
const leastShare = 1e-3;
/** How often a minimum is left that a second look does not find to be one. */
const maxSecondLooks = 10;

/**
 * Minimizes from a start. Its vectors are float64 arrays in every world: gradients of tensors are read once as they
 * come, since the method's decisions need them on the host anyway, and its sums keep their digits there.
 */
export function* running(
  start: Vector,
  run: Run & { method: Method },
): Asking<Vector, Solution<Vector>> {
  const { method, cost, tolerances, differences, box } = run;
  const space = { ...float64Space, epsilon: run.epsilon };
  const best = new Best(start);
  const history: Progress[] = [];
  let iteration = 0;
  let looks = 0;

  const end = (
    status: Status,
    { x, value, gradient }: Partial<Point> & { x: Vector; value: number } = best,
    message: string = statusMessages[status],
  ): Solution<Vector> => ({
    ...{ x, value, gradientNorm: gradient ? space.maxNorm(steepest({ x, gradient }, box)) : NaN },
    ...{ status, message: run.isMoved ? message + movedNote : message },
    ...{ iterations: iteration, ...cost },
    ...(run.history ? { history } : {}),
    ...(box ? { activeBounds: Array.from(x, (value, i) => box.side(i, value)) } : {}),
  });
  const report = (here: Point): Progress => {
    const gradientNorm = space.maxNorm(steepest(here, box));
    const progress = { iteration, value: here.value, gradientNorm, ...cost };
    if (run.history) history.push(progress);
    return progress;
  };

  const first = yield* watched(gradientAt(start), best, run);
  if (typeof first === "string") return end(first);
  const unit = new Unit(first);
  const tolerance = gradientTolerance(
    tolerances,
    space.maxNorm(steepest({ x: start, gradient: first.gradient }, box)),
  );
  const pointOf = (state: MethodState<Vector>): Point => ({ x: state.x, ...unit.from(state) });
  let state = method.begin(space, { x: start, ...unit.to(first) });
  let before: Point | undefined;
  while (true) {
    const here = pointOf(state);
    const progress = report(here);
    const isStopped = iteration > 0 && run.callback({ ...progress, x: here.x.slice() }) === true;
    const isAtStart = iteration === 0;
    if (isAtStart && !Number.isFinite(here.value + progress.gradientNorm)) {
      return end("notFiniteStart");
    }
    const convergence = convergenceOf(state, before, here);
    if (convergence) {
      const lower = differences && looks++ < maxSecondLooks
        ? yield* watched(lowerNearby(here, { differences, tolerance, box }), best, run)
        : undefined;
      if (typeof lower === "string") return end(lower);
      if (!lower && looks > maxSecondLooks) return end("noProgress");
      if (!lower) return settled(convergence, here, isAtStart && progress.gradientNorm === 0);
      const there = yield* watched(gradientAt(lower), best, run);
      if (typeof there === "string") return end(there);
      state = method.begin(space, { x: lower, ...unit.to(there) });
      before = undefined;
    } else {
      if (Number.isNaN(progress.gradientNorm)) return end("notFinite");
      if (state.standstill && state.standstill !== "rounding") {
        return end(best.sawNothingFinite() ? "notFinite" : state.standstill);
      }
      if (isStopped) return end("stopped");
      if (iteration >= run.maxIterations) return end("maxIterations");
      const next = yield* watched(unit.answering(method.iterate(space, state)), best, run);
      if (typeof next === "string") return end(next);
      if (next.x !== state.x) best.forget();
      state = next;
      before = here;
    }
    iteration++;
  }

  function convergenceOf(
    state: MethodState<Vector>,
    before: Point | undefined,
    here: Point,
  ): Convergence | undefined {
    if (isGradientSmall(steepest(here, box), tolerances, tolerance)) return "gradient";
    if (state.standstill === "rounding") return "rounding";
    const isShortened = !((state.share ?? 0) >= leastShare);
    return before && !isShortened ? settledBy(before, here, tolerances) : undefined;
  }

  function settled(convergence: Convergence, here: Point, isFlat: boolean): Solution<Vector> {
    if (isFlat) return end("flatStart", here);
    // The best point of all, unless it is not known to have so small a gradient.
    const isBest = best.gradient &&
      (convergence !== "gradient" ||
        isGradientSmall(
          steepest({ x: best.x, gradient: best.gradient }, box),
          tolerances,
          tolerance,
        ));
    return end("converged", isBest ? best : here, convergedMessages[convergence]);
  }
}
