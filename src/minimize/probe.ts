/**
 * A second look at a minimum that finite differences claim.
 *
 * @module
 */
import { type Asking, valueAt } from "../methods/questions.ts";
import type { Box } from "../numeric/box.ts";
import type { Differences } from "../numeric/differences.ts";
import type { Point } from "./tolerances.ts";

/** How many times as far as a difference a probe goes. */
const width = 100;
/** Changes below this part of f are rounding. */
const rounding = 16 * Number.EPSILON;

/**
 * The lowest point, if f is lower on either side of x along a variable, by more than a slope within the tolerance
 * explains: then the differences were too narrow to see it, and that variable's are widened. Costs 2 n forward passes.
 */
export function* lowerNearby(
  { x, value }: Point,
  { differences, tolerance, box }: { differences: Differences; tolerance: number; box?: Box },
): Asking<Float64Array, Float64Array | undefined> {
  let lowest: { at: Float64Array; value: number } | undefined;
  for (let i = 0; i < x.length; i++) {
    const step = width * differences.stepOf(i, x[i]);
    const explained = 2 * tolerance * step + rounding * Math.abs(value);
    let isLower = false;
    const sides: Float64Array[] = [x.with(i, x[i] + step), x.with(i, x[i] - step)];
    for (const side of sides) {
      const at = box ? box.project(side) : side;
      if (at[i] === x[i]) continue;
      const found = yield* valueAt(at);
      if (!(value - found > explained)) continue;
      isLower = true;
      if (!lowest || found < lowest.value) lowest = { at, value: found };
    }
    if (isLower) differences.widen(i, x[i], width);
  }
  return lowest?.at;
}
