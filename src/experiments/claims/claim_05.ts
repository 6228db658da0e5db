/** C5: KeepStepping against SGD and Adam. @module */
import { short } from "../../drawings/words.ts";
import { racedFigures } from "../../tasks/post.ts";
import type { Claim, Evidence, Finding } from "./claim.ts";
import { atSameSeconds, lower, runOf } from "../../scores/same_seconds.ts";

const labels = ["KS_10_0", "KS_10_2", "KS_50_0", "KS_50_2"];

/** "Seems to beat SGD and it even gets close to Adam at times." */
export const claim05: Claim = {
  id: "C5",
  quote: "The idea is pretty blunt, but seems to beat SGD and it even gets close to Adam at times.",
  test:
    "Figures 9 to 13, the four KeepSteppings: the loss of each against SGD's and Adam's at the same seconds, when the first of " +
    "the two ends. Beats: by a hundredth or more. Close to Adam: at most ten times its loss, where Adam has at least halved its own.",
  examine: (evidence) =>
    Promise.all([edition("published", evidence), edition("intended", evidence)]),
};

async function edition(which: "published" | "intended", evidence: Evidence): Promise<Finding> {
  const numbers: Record<string, number> = {};
  const count = { races: 0, overSgd: 0, closeToAdam: 0, overAdam: 0 };
  for (const figure of racedFigures) {
    const data = await evidence.figure(figure);
    for (const label of labels) {
      const run = runOf(data, label, which);
      const [one, sgd] = atSameSeconds(run, runOf(data, "SGD", "published"));
      const adamRun = runOf(data, "ADAM", "published");
      const [other, adam] = atSameSeconds(run, adamRun);
      count.races++;
      if (lower(one, sgd)) count.overSgd++;
      if (other <= 10 * adam && adam < adamRun.loss[0] / 2) count.closeToAdam++;
      if (lower(other, adam)) count.overAdam++;
      numbers[`figure ${figure}, ${label}: its loss / SGD's`] = one / sgd;
      numbers[`figure ${figure}, ${label}: its loss / Adam's`] = other / adam;
    }
  }
  const { races, overSgd, closeToAdam, overAdam } = count;
  const beats = overSgd > races / 2;
  const all = overSgd === races;
  const worst = Math.max(...Object.values(numbers));
  return {
    of: which,
    verdict: beats && closeToAdam + overAdam > 0
      ? all ? "holds" : "holds with a correction"
      : "does not hold",
    says:
      `Beats SGD in ${overSgd} of ${races} races, is close to Adam in ${closeToAdam}, ahead of it in ${overAdam}` +
      `${worst > 1 ? ` (at worst ${short(worst)} times the other's loss)` : ""}. ${
        which === "published"
          ? "As published, KS_10_2 and KS_50_2 walk where SGD walks, and pay more for it."
          : "As the text describes it, impatience lengthens the steps, and pays."
      }`,
    numbers,
  };
}
