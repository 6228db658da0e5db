/** C7: impatience with 50 steps beats Adam. @module */
import { short } from "../../drawings/words.ts";
import { racedFigures } from "../../tasks/post.ts";
import type { Claim, Evidence, Finding } from "./claim.ts";
import { atSameSeconds, lower, runOf } from "../../scores/same_seconds.ts";

/** "The impatient approach with a max step of 50 is beating Adam." */
export const claim07: Claim = {
  id: "C7",
  quote:
    "It seems the impatient approach with a max step of 50 is beating Adam when it comes to convergence speed.",
  test:
    "Figures 9 to 13: KS_50_2's loss against Adam's at the same seconds, at the post's learning rates, which starve Adam " +
    "(figure-NN-fair shows both at their best).",
  examine: (evidence) =>
    Promise.all([edition("published", evidence), edition("intended", evidence)]),
};

async function edition(which: "published" | "intended", evidence: Evidence): Promise<Finding> {
  const numbers: Record<string, number | string> = {};
  const won: number[] = [];
  const lost: number[] = [];
  for (const figure of racedFigures) {
    const data = await evidence.figure(figure);
    const [one, adam] = atSameSeconds(
      runOf(data, "KS_50_2", which),
      runOf(data, "ADAM", "published"),
    );
    numbers[`figure ${figure}: loss, KS_50_2 / Adam, at the same seconds`] = `${short(one)} / ${
      short(adam)
    }`;
    if (lower(one, adam)) won.push(figure);
    else lost.push(figure);
  }
  return {
    of: which,
    verdict: lost.length === 0
      ? "holds"
      : won.length > lost.length
      ? "holds with a correction"
      : "does not hold",
    says: `Ahead of Adam in ${figures(won)}, not in ${figures(lost)}. ${
      which === "published"
        ? "The code as printed subtracts its impatience from the step, so that the post's pictures cannot have come from it."
        : "That is at learning rates which are too small for Adam: tuned, it is another race."
    }`,
    numbers,
  };
}

function figures(numbers: number[]): string {
  return numbers.length === 0
    ? "none"
    : `figure${numbers.length > 1 ? "s" : ""} ${numbers.join(", ")}`;
}
