/** C9: the last run is a linear regression, for which Newton is fastest. @module */
import { short } from "../../drawings/words.ts";
import { costToTarget } from "../../scores/target.ts";
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
    if (!newton) throw new Error("Cannot examine: figure 13's data has no Newton.");
    const others = costs.filter((cost) => cost !== newton);
    const numbers = Object.fromEntries(
      costs.filter(({ seconds }) => seconds < Infinity).map(({ run, seconds, gradients }) => [
        `${run.label} ${run.edition}: seconds (gradients) to ${short(target)}`,
        `${short(seconds)} (${gradients})`,
      ]),
    );
    const reached = newton.seconds < Infinity;
    const fewest = others.every(({ gradients }) => newton.gradients < gradients);
    const [next] = others;
    return [{
      verdict: !reached || !fewest
        ? "does not hold"
        : costs[0] === newton
        ? "holds"
        : "holds with a correction",
      says: `Newton ${
        reached
          ? `is at ${short(target)} after ${newton.gradients} gradient and a Hessian, ${
            short(newton.seconds)
          } s`
          : "does not get there"
      }; ${
        next.seconds < Infinity
          ? `of the others ${next.run.label} (${next.run.edition}) is first, after ${next.gradients} gradients and ${
            short(next.seconds)
          } s`
          : "none of the others gets there"
      }. ${
        next.seconds < newton.seconds
          ? "Newton needs the fewest gradients, but a walk along one costs next to nothing here, and X'X does not. "
          : ""
      }The other networks without an activation (figures 9, 10, 11) are linear regressions in disguise too.`,
      numbers,
    }];
  },
};
