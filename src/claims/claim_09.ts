/** C9: the last run is a linear regression, for which Newton is fastest. @module */
import { short } from "../figures/words.ts";
import { costToTarget } from "../race/target.ts";
import type { Claim } from "./claim.ts";

/** "That last run is just a linear regression." */
export const claim09: Claim = {
  id: "C9",
  quote:
    "that last run is just a linear regression. The fastest way to optimise that is to use the hessian trick that we started with.",
  test: "Figure 13: seconds and gradients of every run to a millionth of the first loss.",
  async examine({ figure }) {
    const { runs } = await figure(13);
    const target = runs[0].loss[0] * 1e-6;
    const costs = runs.map((run) => ({ run, ...costToTarget(run, target) }))
      .toSorted((a, b) => a.seconds - b.seconds);
    const newton = costs.find(({ run }) => run.label === "NEWTON");
    const second = costs.find(({ run }) => run.label !== "NEWTON");
    const numbers = Object.fromEntries(
      costs.filter(({ seconds }) => seconds < Infinity).map(({ run, seconds, gradients }) => [
        `${run.label} ${run.edition}: seconds (gradients) to ${short(target)}`,
        `${short(seconds)} (${gradients})`,
      ]),
    );
    const fastest = costs[0] === newton && newton.seconds < Infinity;
    return [{
      verdict: fastest ? "holds" : "does not hold",
      says: newton && second
        ? `Newton is at ${short(target)} after ${
          short(newton.seconds)
        } s and ${newton.gradients} gradient${newton.gradients === 1 ? "" : "s"}; ${
          second.seconds < Infinity
            ? `the next, ${second.run.label} (${second.run.edition}), after ${
              short(second.seconds)
            } s and ${second.gradients}`
            : "no other run gets there"
        }. The other networks without an activation (figures 9, 10, 11) are linear regressions in disguise too.`
        : "Newton did not run.",
      numbers,
    }];
  },
};
