/**
 * Correct digits on NIST's Statistical Reference Datasets: leastSquares on the nonlinear problems, from both starts, with
 * Jacobians by finite differences; leastSquaresExact on the linear ones.
 *
 * @module
 */
import { leastSquaresExact, polynomial } from "../../src/least_squares/exact.ts";
import { leastSquares } from "../../src/least_squares/least_squares.ts";
import type { LeastSquaresSolution } from "../../src/least_squares/solution.ts";
import type { Bounds } from "../../src/numeric/box.ts";
import { nonlinearResiduals } from "./models.ts";
import {
  fewestDigits,
  linearProblems,
  nonlinearProblems,
  readLinear,
  readNonlinear,
} from "./nist.ts";

/** NIST's certified values of nonlinear problems have 11 digits, those of linear ones 15. */
const [NONLINEAR_CAP, LINEAR_CAP] = [11, 15];

/** The correct digits of a problem's worst parameter, and of its worst standard error. */
export interface NistDigits {
  name: string;
  parameters: number;
  standardErrors: number;
}

/** A fit from one of a nonlinear problem's starts. */
export interface NistFit extends NistDigits {
  start: 1 | 2;
  solution: LeastSquaresSolution<Float64Array>;
}

/** How far bounds are away, in sizes of a parameter: its largest among the starts and the certified value. */
const boxReach = 1e3;

/** Bounds that no parameter should meet. */
function wideBox({ starts, estimates }: ReturnType<typeof readNonlinear>): Bounds {
  const reach = Array.from(
    estimates,
    (value, j) =>
      boxReach * Math.max(Math.abs(value), ...starts.map((start) => Math.abs(start[j]))),
  );
  return { lower: reach.map((size) => -size), upper: reach };
}

/** Fits all 27 nonlinear problems from both starts; within wide bounds if asked to. */
export async function fitNonlinear({ isBounded = false } = {}): Promise<NistFit[]> {
  const fits: NistFit[] = [];
  for (const name of nonlinearProblems) {
    const problem = readNonlinear(name);
    const residuals = nonlinearResiduals(problem);
    for (const start of [1, 2] as const) {
      const bounds = isBounded ? wideBox(problem) : undefined;
      const solution = await leastSquares(residuals, problem.starts[start - 1], { bounds });
      fits.push({
        name,
        start,
        solution,
        parameters: fewestDigits(solution.x, problem.estimates, NONLINEAR_CAP),
        standardErrors: fewestDigits(
          solution.standardErrors,
          problem.standardErrors,
          NONLINEAR_CAP,
        ),
      });
    }
  }
  return fits;
}

/** Fits all 11 linear problems. */
export function fitLinear(): NistDigits[] {
  return linearProblems.map((name) => {
    const { x, y, degree, intercept, estimates, standardErrors } = readLinear(name);
    const columns = degree > 1 ? polynomial(x[0], degree) : x;
    const fit = leastSquaresExact(columns, y, { intercept });
    return {
      name,
      parameters: fewestDigits(fit.coefficients, estimates, LINEAR_CAP),
      standardErrors: fewestDigits(fit.standardErrors, standardErrors, LINEAR_CAP),
    };
  });
}
