/** C2: Newton needs one gradient on a linear regression of any shape. @module */
import { entriesNamed } from "../../race/contestants.ts";
import { linearRegression } from "../../tasks/linear_regression.ts";
import { short } from "../../drawings/words.ts";
import type { Claim } from "./claim.ts";
import { ownRate } from "../engine/experiment.ts";
import { runAll } from "../engine/run.ts";

const shapes: [rows: number, columns: number][] = [
  [1_000, 10],
  [10_000, 50],
  [100_000, 10],
  [1_000_000, 10],
];
/** Fewer rows than columns: X'X is singular. */
const singular = { rows: 8, columns: 10 };

/** "You may only need one gradient calculation." */
export const claim02: Claim = {
  id: "C2",
  quote:
    "for linear regression you may only need one gradient calculation ... this graph always has the same shape, no matter the rows or columns",
  test:
    "Newton's step on linear regressions of several shapes, and on one with fewer rows than columns: the loss after one " +
    "and after two steps, as a share of the first.",
  async examine({ rows }) {
    const numbers: Record<string, number> = {};
    const worst = [0, 0];
    for (const [full, columns] of shapes) {
      const size = { rows: rows(full), columns };
      const [one, two] = await fractions(size);
      numbers[`after one step, ${size.rows} x ${columns}`] = one;
      numbers[`after two steps, ${size.rows} x ${columns}`] = two;
      worst[0] = Math.max(worst[0], one);
      worst[1] = Math.max(worst[1], two);
    }
    const [few] = await fractions(singular);
    numbers[`after one step, ${singular.rows} x ${singular.columns} (singular)`] = few;
    const hit = worst[0] < 1e-6;
    return [{
      verdict: hit ? "holds with a correction" : "does not hold",
      says:
        `One step leaves at most ${short(worst[0])} of the first loss, a second one at most ${
          short(worst[1])
        }: the shape is the same whatever the sizes, as long as there are more rows than columns. With fewer, X'X ` +
        `cannot be inverted, and the post's code fails; damped, the step leaves ${short(few)}.`,
      numbers,
    }];
  },
};

async function fractions(size: { rows: number; columns: number }): Promise<[number, number]> {
  const [{ run: { loss } }] = await runAll({
    workloads: [{ name: "C2", learningRate: 1, make: () => linearRegression(size) }],
    seeds: [undefined],
    entries: entriesNamed("NEWTON"),
    rates: ownRate,
    limit: { iterations: () => 3 },
  });
  return [loss[1] / loss[0], loss[2] / loss[0]];
}
