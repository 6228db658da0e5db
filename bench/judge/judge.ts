/**
 * How many of the 35 Moré-Garbow-Hillstrom problems the methods solve, and in how many evaluations, beside SciPy; the same for
 * Andrei's and Schittkowski's functions and for problems with bounds; whether units matter; and the correct digits of the NIST
 * problems.
 *
 *   deno task judge
 *
 * @module
 */
import { runScript, table, wholeNumber } from "../../src/process/cli.ts";
import { Command } from "../../src/deps/command.ts";
import { quantile } from "../../src/deps/statistics.ts";
import { problems } from "../../problems/more_garbow_hillstrom.ts";
import {
  type Contestant,
  type Outcome,
  outcomesOf,
  solvedCount,
  solver,
  workOf,
} from "../../problems/contest/contest.ts";
import { judgeCollections } from "./collections.ts";
import { judgeNist } from "./nist.ts";
import { Scipy } from "./scipy.ts";
import { judgeSweep } from "./sweep.ts";

/** Each method, the peers it is held against, and how many problems it is to solve. */
const contests: { name: Contestant; peers: string[]; target?: number }[] = [
  { name: "lbfgs", peers: ["L-BFGS-B"], target: 33 },
  { name: "newtonCg", peers: ["trust-ncg", "trust-exact"], target: 33 },
  { name: "newton", peers: ["trust-exact"] },
  { name: "levenbergMarquardt", peers: ["lm"], target: 33 },
  { name: "conjugateGradient", peers: ["CG"] },
];

const command = new Command("judge")
  .description("Hold the methods against published test problems, and SciPy.")
  .option(
    "--python <command>",
    "a Python that has SciPy; without it, Debian's or the first on the path",
  )
  .option("--each", "a row a problem too")
  .option(
    "--largest <n>",
    "Andrei's functions of 10, 100 and 1000 variables up to this; 0 leaves out all collections",
    wholeNumber(0),
    1000,
  );

await runScript(async () => {
  const { python, each, largest } = command.parse(Deno.args, { from: "user" }).opts();
  const scipy = await Scipy.start(python ? [python] : ["/usr/bin/python3", "python3"]);
  console.log(
    scipy
      ? `SciPy ${scipy.version}. Work is values and gradients until a point that solves, each 1, summed over what both solve.`
      : "SciPy is not there (Debian: python3-scipy): this suite's methods alone.",
  );
  const rows: (string | number)[][] = [];
  let isGood = true;
  for (const { name, peers, target } of contests) {
    const ours = await outcomesOf(solver(name));
    isGood &&= solvedCount(ours) >= (target ?? 0);
    const solved = `${solvedCount(ours)}${target ? ` (${target})` : ""}`;
    if (!scipy) rows.push([name, solved, unsolved(ours), ...Array<string>(6).fill("-")]);
    for (const peer of scipy ? peers : []) {
      const theirs = await outcomesOf((counted) => scipy!.solve(peer, counted));
      rows.push([
        name,
        solved,
        unsolved(ours),
        peer,
        solvedCount(theirs),
        ...compared(ours, theirs),
      ]);
      if (each) console.log(eachProblem(name, ours, peer, theirs));
    }
  }
  const head = ["method", "solves (target)", "not", "peer", "solves"];
  console.log(table([...head, "our work", "its work", "ratio", "median ratio"], rows));
  if (largest > 0) isGood = await judgeCollections(scipy, { largest, each }) && isGood;
  await scipy?.end();
  isGood = judgeSweep() && isGood;
  isGood = await judgeNist() && isGood;
  if (!isGood) throw new Error("A target is missed: see the tables.");
});

/** The numbers of the problems that were not solved. */
function unsolved(outcomes: Outcome[]): string {
  return outcomes.filter(({ isSolved }) => !isSolved).map(({ problem }) => problem.number).join();
}

/** Work summed over the problems that both solve, its ratio, and the median of the problems' ratios. */
function compared(ours: Outcome[], theirs: Outcome[]): [number, number, string, string] {
  const both = ours.map((_, i) => i).filter((i) => ours[i].isSolved && theirs[i].isSolved);
  const pairs = both.map((i) => [workOf(ours[i]), workOf(theirs[i])]);
  const [mine, its] = [0, 1].map((side) => pairs.reduce((sum, pair) => sum + pair[side], 0));
  const ratios = pairs.map(([one, other]) => one / other).toSorted((a, b) => a - b);
  return [mine, its, (mine / its).toFixed(2), quantile(ratios, 0.5).toFixed(2)];
}

function eachProblem(name: string, ours: Outcome[], peer: string, theirs: Outcome[]): string {
  const work = (outcome: Outcome) =>
    outcome.isSolved ? workOf(outcome) : `not in ${workOf(outcome)}`;
  return table(
    ["problem", name, "products", peer, "products"],
    problems.map((problem, i) => [
      `${problem.number} ${problem.name}`,
      ...[ours[i], theirs[i]].flatMap((outcome) => [
        work(outcome),
        (outcome.solvedAfter ?? outcome.asked).products,
      ]),
    ]),
  );
}
