/** C6: a smaller initial step is smoother and slower. @module */
import { costToTarget } from "../../scores/target.ts";
import { short } from "../../drawings/words.ts";
import type { Claim, Finding } from "./claim.ts";
import { rises } from "../../scores/same_seconds.ts";

/** "Same as the previous one but has a much smaller initial step." */
export const claim06: Claim = {
  id: "C6",
  quote:
    "This run was the same as the previous one but has a much smaller initial step [smoother and slower]",
  test:
    "Figure 10 against figure 9, every optimizer in every edition. Smoother: the loss rises in fewer of the iterations. Slower: " +
    "more gradients to a hundredth of the first loss (or never).",
  async examine({ figure }) {
    const [large, small] = [await figure(9), await figure(10)];
    const numbers: Record<string, number | string> = {};
    const count = { runs: 0, slower: 0, rises: [0, 0] };
    const faster: string[] = [];
    for (const run of large.runs) {
      const other = small.runs.find((r) => r.label === run.label && r.edition === run.edition);
      if (!other || run.edition === "beyond") continue;
      const name = `${run.label} ${run.edition}`;
      const target = run.loss[0] / 100;
      const [one, two] = [run, other].map((r) => costToTarget(r, target).gradients);
      count.runs++;
      if (two > one || two === Infinity) count.slower++;
      else faster.push(name);
      count.rises[0] += rises(run);
      count.rises[1] += rises(other);
      numbers[`${name}: gradients to ${short(target)}, figures 9 / 10`] = `${words(one)} / ${
        words(two)
      }`;
      numbers[`${name}: rises of the loss, figures 9 / 10`] = `${rises(run)} / ${rises(other)}`;
    }
    const smoother = count.rises[1] < count.rises[0];
    const finding: Finding = {
      verdict: smoother && count.slower === count.runs
        ? "holds"
        : smoother || count.slower > count.runs / 2
        ? "holds with a correction"
        : "does not hold",
      says: `Slower in ${count.slower} of ${count.runs} runs; the loss rises ${
        count.rises[1]
      } times in all, against ${count.rises[0]} times in figure 9${
        faster.length > 0
          ? `. Not slower: ${faster.join(", ")}, which choose their own step sizes`
          : ""
      }.`,
      numbers,
    };
    return [finding];
  },
};

function words(gradients: number): string {
  return gradients === Infinity ? "never" : String(gradients);
}
