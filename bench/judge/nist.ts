/**
 * Correct digits on NIST's Statistical Reference Datasets: leastSquares on the nonlinear problems, from both starts, with Jacobians by
 * finite differences; leastSquaresExact on the linear ones.
 *
 *     deno run --allow-read bench/judge/nist.ts
 *
 * @module
 */
import { table } from "../../src/process/cli.ts";
import { leastSquaresExact, polynomial } from "../../src/least_squares/exact.ts";
import { leastSquares } from "../../src/least_squares/least_squares.ts";
import type { LeastSquaresSolution } from "../../src/least_squares/solution.ts";
import {
  fewestDigits,
  linearProblems,
  nonlinearProblems,
  readLinear,
  readNonlinear,
} from "../../tests/least_squares/nist.ts";
import { nonlinearResiduals } from "../../tests/least_squares/nist_models.ts";

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

/** Fits all 27 nonlinear problems from both starts. */
export async function fitNonlinear(): Promise<NistFit[]> {
  const fits: NistFit[] = [];
  for (const name of nonlinearProblems) {
    const problem = readNonlinear(name);
    const residuals = nonlinearResiduals(problem);
    for (const start of [1, 2] as const) {
      const solution = await leastSquares(residuals, problem.starts[start - 1]);
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

/** Prints both tables, and how many problems reach the digits asked for; false if they are too few. */
export async function judgeNist(): Promise<boolean> {
  const fits = await fitNonlinear();
  const cells = (fit: NistFit) => [
    fit.parameters.toFixed(1),
    fit.standardErrors.toFixed(1),
    fit.solution.iterations,
    fit.solution.status,
  ];
  console.log("NIST StRD, nonlinear: leastSquares, correct digits of the worst parameter (of 11)");
  console.log(table(
    ["problem", ...[1, 2].flatMap((i) => [`start ${i}`, "std. errors", "iterations", "status"])],
    nonlinearProblems.map((name) => [
      name,
      ...fits.filter((fit) => fit.name === name).flatMap(cells),
    ]),
  ));
  const linear = fitLinear();
  console.log(
    "NIST StRD, linear: leastSquaresExact, correct digits of the worst coefficient (of 15)",
  );
  console.log(table(
    ["problem", "coefficients", "std. errors"],
    linear.map((fit) => [fit.name, fit.parameters.toFixed(1), fit.standardErrors.toFixed(1)]),
  ));
  const solved = (start: number) =>
    fits.filter((fit) => fit.start === start && fit.parameters >= 6).length;
  const exact = linear.filter((fit) => fit.parameters >= 12).length;
  console.log(
    `6 digits or more: ${solved(1)} of 27 from start 1 (24 wanted), ${
      solved(2)
    } of 27 from start 2 (27 wanted); 12 digits or more: ${exact} of 11 linear (11 wanted)`,
  );
  return solved(1) >= 24 && solved(2) === 27 && exact === 11;
}

if (import.meta.main && !(await judgeNist())) Deno.exit(1);
