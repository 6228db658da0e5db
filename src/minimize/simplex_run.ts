/**
 * A whole run of the simplex method: its budget, its progress, and why it ended.
 *
 * @module
 */
import { nelderMead, type Simplex, simplexAround } from "../methods/nelder_mead.ts";
import type { Asking } from "../methods/questions.ts";
import { maxNorm } from "../numeric/norm.ts";
import { Best } from "./best.ts";
import { movedNote, type Run } from "./run.ts";
import type { Progress, Solution } from "./solution.ts";
import { type Status, statusMessages } from "./status.ts";
import { watched } from "./watch.ts";

type Vector = Float64Array;

/** The first simplex's edges, in sizes of the variables. */
const edge = 0.05;
/** How often a new simplex around the best point may find something lower. */
const maxRestarts = 10;
/** A fall by less than this part of f, found by a new simplex, is the same minimum. */
const sameValue = 1e-8;

const converged =
  "Converged: the simplex has shrunk to the tolerance, and a new one around its best point found nothing lower.";

/** Minimizes from a start by forward passes alone. */
export function* simplexRun(start: Vector, run: Run): Asking<Vector, Solution<Vector>> {
  const { cost, tolerances, box } = run;
  const best = new Best(start);
  const history: Progress[] = [];
  let iteration = 0;
  const sizes = sizesOf(start, tolerances.typicalX);
  const steps = sizes.map((size) => edge * size);

  const end = (status: Status, message: string = statusMessages[status]): Solution<Vector> => ({
    ...{ x: best.x, value: best.value, gradientNorm: NaN, status },
    ...{ message: run.isMoved ? message + movedNote : message, iterations: iteration, ...cost },
    ...(run.history ? { history } : {}),
    ...(box ? { activeBounds: Array.from(best.x, (value, i) => box.side(i, value)) } : {}),
  });
  /** Whether the callback stops the run. */
  const report = ([{ x, value }]: Simplex): boolean => {
    const progress = { iteration, value, gradientNorm: NaN, ...cost };
    if (run.history) history.push(progress);
    return iteration > 0 && run.callback({ ...progress, x: x.slice() }) === true;
  };

  const first = yield* watched(simplexAround(start, steps, box), best, run);
  if (typeof first === "string") return end(first);
  if (!Number.isFinite(best.value)) return end("notFiniteStart");
  report(first);
  if (first.every(({ value }) => value === best.value)) return end("flatStart");
  let simplex: Simplex = first;
  let before = Infinity;
  for (let restarts = 0;;) {
    if (isSmall(simplex, sizes, tolerances)) {
      const isLower = before - best.value > sameValue * Math.abs(best.value);
      if (!isLower || restarts++ === maxRestarts) return end("converged", converged);
      before = best.value;
      const renewed = yield* watched(simplexAround(best.x, steps, box), best, run);
      if (typeof renewed === "string") return end(renewed);
      simplex = renewed;
    }
    if (iteration >= run.maxIterations) return end("maxIterations");
    const next: Simplex | Status = yield* watched(nelderMead(simplex, box), best, run);
    if (typeof next === "string") return end(next);
    simplex = next;
    iteration++;
    if (report(simplex)) return end("stopped");
  }
}

/** What a variable's steps are relative to: its size at the start; of one at 0, the largest one's. */
function sizesOf(start: Vector, typicalX: ArrayLike<number> | undefined): Vector {
  const given = Float64Array.from(typicalX ?? start, Math.abs);
  const largest = maxNorm(given) || 1;
  return given.map((size) => size || largest);
}

/** Whether no variable differs between vertices by more than the tolerance, or f does not. */
function isSmall(simplex: Simplex, sizes: Vector, { step, value }: Run["tolerances"]): boolean {
  const [best, worst] = [simplex[0], simplex[simplex.length - 1]];
  const isFlat = worst.value - best.value < value * Math.abs(best.value);
  return isFlat ||
    simplex.every(({ x }) =>
      x.every((entry, i) =>
        Math.abs(entry - best.x[i]) <= step * Math.max(Math.abs(best.x[i]), sizes[i])
      )
    );
}
