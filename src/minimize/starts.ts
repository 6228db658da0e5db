/**
 * A run from one start, or from several.
 *
 * @module
 */
import type { Asking } from "../methods/questions.ts";
import type { Box } from "../numeric/box.ts";
import { MersenneTwister } from "../random/mersenne_twister.ts";
import { type Run, running } from "./run.ts";
import { simplexRun } from "./simplex_run.ts";
import type { Solution, StartChoices } from "./solution.ts";
import type { Status } from "./status.ts";

type Vector = Float64Array;

/** A run by its method, from x0 and from what else was asked for. */
export function minimizing(
  x0: Vector,
  run: Run,
  { starts = 1, seed = 0 }: StartChoices,
): Asking<Vector, Solution<Vector>> {
  if (!Number.isInteger(starts) || starts < 1) {
    throw new RangeError(
      `Cannot minimize: starts is ${starts}. Expected a whole number, 1 or more.`,
    );
  }
  const { method } = run;
  const from = (start: Vector) =>
    method === "nelderMead" ? simplexRun(start, run) : running(start, { ...run, method });
  if (starts === 1) return from(x0);
  return bestOf([x0, ...drawn(starts - 1, seed, finite(run.box))], from);
}

/** These end all runs, not one alone. */
const final: Status[] = ["aborted", "stopped", "maxGradients", "unbounded"];

function* bestOf(
  starts: Vector[],
  from: (start: Vector) => Asking<Vector, Solution<Vector>>,
): Asking<Vector, Solution<Vector>> {
  let best: Solution<Vector> | undefined;
  let iterations = 0;
  let done = 0;
  for (const start of starts) {
    const found = yield* from(start);
    done++;
    iterations += found.iterations;
    const { forwardPasses, gradients, hessians, products, status } = found;
    // What has been asked so far is counted in every later run.
    const cost = { forwardPasses, gradients, hessians, products };
    const isBetter = !best || rank(found) < rank(best) ||
      rank(found) === rank(best) && found.value < best.value;
    best = { ...(isBetter ? found : best!), ...cost, iterations };
    if (final.includes(status)) {
      best = { ...best, status, message: found.message };
      break;
    }
  }
  return { ...best!, message: `${best!.message} The best of ${done} starts.` };
}

/** What is not finite is no solution. */
function rank({ value }: Solution<Vector>): number {
  return Number.isFinite(value) || value === -Infinity ? 0 : 1;
}

function finite(box: Box | undefined): Box {
  if (box && [...box.lower, ...box.upper].every(Number.isFinite)) return box;
  throw new RangeError(
    "Cannot minimize: starts are drawn from the bounds, and not all of them are finite. Give bounds: { lower, upper }.",
  );
}

function drawn(count: number, seed: number, { lower, upper }: Box): Vector[] {
  const generator = new MersenneTwister(seed);
  return Array.from(
    { length: count },
    () => lower.map((low, i) => low + (upper[i] - low) * generator.double()),
  );
}
