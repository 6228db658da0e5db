/**
 * A whole fit: its budget, its progress, and why it ended.
 *
 * @module
 */
import type { Status } from "../minimize/status.ts";
import {
  type FitMethod,
  type FitState,
  type Fitting,
  isStationary,
  linearized,
  residualsAt,
} from "./method.ts";
import {
  fitMessage,
  type LeastSquaresCost,
  type LeastSquaresOptions,
  type LeastSquaresProgress,
  type LeastSquaresSolution,
} from "./solution.ts";
import { isSingular, norm, slopes } from "./triangular.ts";
import { linearizedUncertainty, unknownUncertainty } from "./uncertainty.ts";

/** A fit's options, all of them, and what the answers have cost so far. */
export interface FitRun
  extends Required<Omit<LeastSquaresOptions<Float64Array>, "method" | "signal">> {
  method: FitMethod;
  signal?: AbortSignal;
  cost: LeastSquaresCost;
}

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
  const end = (status: Status, point: Point) => {
    const solution = solutionAt(point, status, { ...run.cost, iterations: iteration });
    return run.history ? { ...solution, history } : solution;
  };
  const judge = (state: FitState, startLength: number): Status | undefined => {
    const progress = { iteration, ...measures(state), ...run.cost };
    if (run.history) history.push(progress);
    const isStopped = iteration > 0 && run.callback({ ...progress, x: state.x.slice() });
    if (iteration === 0 && progress.gradientNorm === 0) return "flatStart";
    if (state.settled) return settledStatus(state, startLength);
    if (isStopped) return "stopped";
    return iteration >= run.maxIterations ? "maxIterations" : undefined;
  };

  const residuals = yield* unlessAborted(residualsAt(start), run.signal);
  if (!residuals) return end("aborted", { x: start, residuals: new Float64Array() });
  const first = yield* unlessAborted(linearized(start, residuals), run.signal);
  if (!first) {
    return end(run.signal?.aborted ? "aborted" : "notFiniteStart", { x: start, residuals });
  }
  let state = run.method.begin(first);
  for (let status = judge(state, norm(residuals));; status = judge(state, norm(residuals))) {
    if (status) return end(status, state);
    const next = yield* unlessAborted(run.method.iterate(state, run.tolerance), run.signal);
    if (!next) return end("aborted", state);
    state = next;
    iteration++;
  }
}

/** A point, whether or not its linear model is known. */
type Point = Pick<FitState, "x" | "residuals"> & Partial<FitState>;

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

function settledStatus(state: FitState, startLength: number): Status {
  if (state.settled === "notFinite") return "notFinite";
  const isMinimum = state.settled !== "still" || isStationary(state, looseCosine) ||
    norm(state.residuals) <= vanished * startLength;
  return isMinimum ? "converged" : "noProgress";
}

function measures(
  { residuals, triangle }: Pick<FitState, "residuals" | "triangle">,
): { value: number; gradientNorm: number } {
  const gradient = slopes(triangle).map((slope) => 2 * slope);
  return { value: norm(residuals) ** 2, gradientNorm: Math.max(...gradient.map(Math.abs)) };
}

function solutionAt(
  point: Point,
  status: Status,
  counts: LeastSquaresCost & { iterations: number },
): LeastSquaresSolution<Float64Array> {
  const { x, residuals, triangle, settled } = point;
  const singular = triangle !== undefined && isSingular(triangle);
  const value = residuals.length > 0 ? norm(residuals) ** 2 : NaN;
  return {
    ...(triangle ? measures({ residuals, triangle }) : { value, gradientNorm: NaN }),
    ...{ x, residuals, status, message: fitMessage(status, settled, singular), ...counts },
    ...(triangle && !singular
      ? linearizedUncertainty(triangle, residuals)
      : unknownUncertainty(x.length, residuals)),
  };
}
