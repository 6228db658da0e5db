/**
 * Tables of the collections of test functions: Andrei's, Schittkowski's, and problems within bounds, against SciPy.
 *
 * @module
 */
import { andrei } from "../../problems/andrei.ts";
import { bounded } from "../../problems/bounded.ts";
import { minimizer, type Result, resultsOn } from "../../problems/contest/collections.ts";
import { schittkowski } from "../../problems/schittkowski.ts";
import type { TestFunction } from "../../problems/test_function.ts";
import type { MethodName } from "../../src/minimize/solution.ts";
import { table } from "../../src/process/cli.ts";
import type { Scipy } from "./scipy.ts";

/** A method, its peer, and how much of the peer's work it may need. */
interface Contest {
  method: MethodName;
  peer: string;
  target: number;
}

/** Ours and the peer's on each function of a set. */
type Pairs = { name: string; ours: Result; theirs?: Result }[];

const contests: Contest[] = [
  { method: "lbfgs", peer: "L-BFGS-B", target: 1.05 },
  { method: "conjugateGradient", peer: "CG", target: 1 },
  { method: "newtonCg", peer: "trust-ncg", target: 0.75 },
];
const withinBounds: Contest[] = [{ method: "lbfgs", peer: "L-BFGS-B", target: 1.1 }];

/** Prints how many functions are solved, and in how much work; false if a peer solves more, or in less than the targets allow. */
export async function judgeCollections(
  scipy: Scipy | undefined,
  { largest, each }: { largest: number; each?: boolean },
): Promise<boolean> {
  const sets: [string, readonly TestFunction[]][] = [
    ...[10, 100, 1000].filter((n) => n <= largest).map((n): [string, TestFunction[]] => [
      `Andrei, n = ${n.toLocaleString("en")}`,
      andrei(n),
    ]),
    ["Schittkowski", schittkowski],
  ];
  const free = new Map<string, Pairs[]>();
  for (const [name, problems] of sets) free.set(name, await run(problems, contests, scipy, each));
  const boxed = await run(bounded, withinBounds, scipy, each);

  const all = contests.map((_, k) => [...free.values()].flatMap((pairs) => pairs[k]));
  const rows = contests.flatMap((contest, k) => [
    ...[...free].map(([name, pairs]) => row(name, contest, pairs[k])),
    row("all", contest, all[k], true),
  ]);
  rows.push(row("bounds", withinBounds[0], boxed[0], true));
  console.log("Test functions: our work to the peer's, geometric means over what both solve");
  const head = ["functions", "", "method", "solves", "peer", "solves", "work (target)", "products"];
  console.log(table(head, rows));
  for (const [k, { method, peer }] of contests.entries()) {
    console.log(`Not solved by ${method}: ${unsolved(all[k], "ours")}`);
    if (scipy) console.log(`Not solved by ${peer}: ${unsolved(all[k], "theirs")}`);
  }
  return !scipy || contests.every((contest, k) => isWon(contest, all[k])) &&
      isWon(withinBounds[0], boxed[0]);
}

/** One list of pairs a contest. */
async function run(
  problems: readonly TestFunction[],
  contests: Contest[],
  scipy: Scipy | undefined,
  each = false,
): Promise<Pairs[]> {
  const pairs: Pairs[] = contests.map(() => []);
  for (const problem of problems) {
    const name = `${problem.name} (${problem.n})`;
    const results = await resultsOn(problem, [
      ...contests.map(({ method }) => minimizer(method)),
      ...scipy ? contests.map(({ peer }) => scipy.solve.bind(scipy, peer)) : [],
    ]);
    pairs.forEach((list, k) =>
      list.push({ name, ours: results[k], theirs: results[contests.length + k] })
    );
    if (each) console.log(name, ...pairs.map((list) => short(list.at(-1)!)));
  }
  return pairs;
}

function row(
  name: string,
  { method, peer, target }: Contest,
  pairs: Pairs,
  isJudged = false,
): (string | number)[] {
  const solved = (side: "ours" | "theirs") => pairs.filter((pair) => pair[side]?.isSolved).length;
  const isCompared = pairs.some(({ theirs }) => theirs);
  return [
    ...[name, pairs.length, method, solved("ours")],
    ...isCompared ? [peer, solved("theirs")] : ["-", "-"],
    isCompared ? `${meanRatio(pairs, "work").toFixed(2)}${isJudged ? ` (${target})` : ""}` : "-",
    isCompared && method === "newtonCg" ? meanRatio(pairs, "products").toFixed(2) : "-",
  ];
}

function isWon({ target }: Contest, pairs: Pairs): boolean {
  const count = (side: "ours" | "theirs") => pairs.filter((pair) => pair[side]?.isSolved).length;
  return count("ours") >= count("theirs") && meanRatio(pairs, "work") <= target;
}

/** The geometric mean of our work, or Hessian products, over the peer's, where both solve. */
function meanRatio(pairs: Pairs, of: "work" | "products"): number {
  const logs = pairs.filter(({ ours, theirs }) => ours.isSolved && theirs?.isSolved)
    .map(({ ours, theirs }) => Math.log(ours[of] / theirs![of]));
  return Math.exp(logs.reduce((sum, value) => sum + value, 0) / logs.length);
}

function unsolved(pairs: Pairs, side: "ours" | "theirs"): string {
  return pairs.filter((pair) => !pair[side]?.isSolved).map(({ name }) => name).join(", ") || "none";
}

/** Both sides' work, "not" where they do not solve. */
function short({ ours, theirs }: Pairs[number]): string {
  const work = (result?: Result) => result ? `${result.isSolved ? "" : "not "}${result.work}` : "-";
  return `${work(ours)} : ${work(theirs)}`;
}
