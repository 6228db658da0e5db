/**
 * Tables of the correct digits on NIST's problems.
 *
 *     deno run --allow-read bench/judge/nist.ts
 *
 * @module
 */
import { table } from "../../src/process/cli.ts";
import { fitLinear, fitNonlinear, type NistFit } from "../../problems/nist/fits.ts";
import { nonlinearProblems } from "../../problems/nist/nist.ts";

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
  const bounded = (await fitNonlinear({ isBounded: true })).filter((fit) => fit.parameters >= 6);
  const exact = linear.filter((fit) => fit.parameters >= 12).length;
  console.log(
    `6 digits or more: ${solved(1)} of 27 from start 1 (24 wanted), ${
      solved(2)
    } of 27 from start 2 (27 wanted); within wide bounds ${bounded.length} of 54 from both (54 wanted); 12 digits or more: ${exact} of 11 linear (11 wanted)`,
  );
  return solved(1) >= 24 && solved(2) === 27 && bounded.length === 54 && exact === 11;
}

if (import.meta.main && !(await judgeNist())) Deno.exit(1);
