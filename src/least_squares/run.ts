/**
 * A whole fit: its budget, its progress, and why it ended.
 *
 * @module
 */
import type { FitRun } from "./fit_run.ts";
import type { Status } from "../minimize/status.ts";
import type { Box } from "../numeric/box.ts";
import { maxNorm, norm } from "../numeric/norm.ts";
import { measures, type Point, solutionAt } from "./ending.ts";
import {
  type FitState,
  type Fitting,
  isStationary,
  jacobianAt,
  linearModel,
  residualsAt,
} from "./method.ts";
import type { LeastSquaresProgress, LeastSquaresSolution } from "./solution.ts";
import { slopes } from "./triangular.ts";
import { Units } from "./unit.ts";

/** If no step helps any more and the residuals are farther than this from a right angle, it is no minimum. */
const looseCosine = 1e-3;
/** Residuals that have shrunk to this part of the start's are rounding: no angle can be read from them. */
const vanished = 1e-8;

/** Fits from a start, in float64 arrays whatever the reader's residuals are made of: the small linear algebra is done on the host. */
export function* fitting(
  start: Float64Array,
  run: FitRun,
): Fitting<LeastSquaresSolution<Float64Array>> {
  const history: LeastSquaresProgress[] = [];
  let iteration = 0;
  let units = Units.one;
  let box = run.box;
  const end = (status: Status, point: Point) => {
    const solution = solutionAt(point, { status, iteration, run, units, box });
    return run.history ? { ...solution, history } : solution;
  };
  const judge = (state: FitState, startLength: number): Status | undefined => {
    const progress = { iteration, ...measures(state, units, box), ...run.cost };
    if (run.history) history.push(progress);
    const x = units.from(state.x).slice();
    const isStopped = iteration > 0 && run.callback({ ...progress, x }) === true;
    const isFlat = iteration === 0 && maxNorm(slopes(state.triangle)) === 0;
    if (run.isRoot && (isFlat || state.settled && state.settled !== "notFinite")) {
      return run.isRoot(state, startLength) ? "converged" : "noRoot";
    }
    if (isFlat) return "flatStart";
    if (state.settled) return settledStatus(state, startLength, box);
    if (isStopped) return "stopped";
    return iteration >= run.maxIterations ? "maxIterations" : undefined;
  };

  const residuals = yield* unlessAborted(residualsAt(start), run.signal);
  if (!residuals) return end("aborted", { x: start, residuals: new Float64Array() });
  const jacobian = yield* unlessAborted(jacobianAt(start), run.signal);
  if (!jacobian) return end("aborted", { x: start, residuals });
  const found = Units.of(residuals, jacobian);
  const first = linearModel(
    found.to(start),
    found.answer(residuals) as Float64Array,
    found.answer(jacobian) as Float64Array[],
  );
  if (!first) return end("notFiniteStart", { x: start, residuals });
  units = found;
  box = run.box && units.box(run.box);
  let state = run.method.begin(first);
  const startLength = norm(first.residuals);
  for (let status = judge(state, startLength);; status = judge(state, startLength)) {
    if (status) return end(status, state);
    const iterating = units.answering(run.method.iterate(state, run.tolerance, box));
    const next = yield* unlessAborted(iterating, run.signal);
    if (!next) return end("aborted", state);
    state = next;
    iteration++;
  }
}

/** Passes questions and answers through; undefined once the signal has aborted. */
function* unlessAborted<R>(
  asking: Fitting<R>,
  signal: AbortSignal | undefined,
): Fitting<R | undefined> {
  let turn = asking.next();
  while (!turn.done) {
    if (signal?.aborted) return undefined;
    turn = asking.next(yield turn.value);
  }
  return turn.value;
}

function settledStatus(state: FitState, startLength: number, box: Box | undefined): Status {
  if (state.settled === "notFinite") return "notFinite";
  const isMinimum = state.settled !== "still" || isStationary(state, looseCosine, box) ||
    norm(state.residuals) <= vanished * startLength;
  return isMinimum ? "converged" : "noProgress";
}
