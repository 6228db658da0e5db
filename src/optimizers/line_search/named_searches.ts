/**
 * Line searches by name, so that they serialise with their optimizer.
 *
 * @module
 */
import { hagerZhang } from "../../searches/hager_zhang.ts";
import type { Search } from "../../searches/search.ts";
import { strongWolfe } from "../../searches/strong_wolfe.ts";
import { checkChoice } from "../options.ts";
import { backtrackingMachine } from "../../searches/machines/backtracking.ts";
import { forwardTrackingMachine } from "../../searches/machines/forward_tracking.ts";
import { parabolicMachine } from "../../searches/machines/parabolic.ts";
import type { LineSearch } from "../../searches/machines/line_search.ts";

/**
 * - `strongWolfe`, `hagerZhang`: a gradient a sample, seldom more than two samples. On webgpu, if nothing can be
 *   read back, `forwardTracking` takes their place, and in L-BFGS `backtracking`.
 * - `backtracking`: Armijo's, at most 12 halvings, a forward pass each.
 * - `forwardTracking`, `parabolic`: KeepStepping's (edition beyond) and KeepVaulting's, a forward pass a sample.
 */
export type SearchName =
  | "strongWolfe"
  | "hagerZhang"
  | "backtracking"
  | "forwardTracking"
  | "parabolic";

const names = ["strongWolfe", "hagerZhang", "backtracking", "forwardTracking", "parabolic"];

/** On the device each candidate costs a forward pass, wanted or not. */
const maxCandidates = 12;

/**
 * The search of that name, where it asks for gradients.
 *
 * @param c2 How much of the start's slope a strong Wolfe search may leave.
 * @throws {RangeError} If there is none of that name.
 */
export function gradientSearch(
  optimizer: string,
  name: SearchName,
  c2: number,
): Search | undefined {
  checkChoice(optimizer, "search", name, names);
  if (name === "strongWolfe") return strongWolfe({ c2 });
  return name === "hagerZhang" ? hagerZhang() : undefined;
}

/**
 * The search of that name where it asks for losses alone, else what stands in for it. It begins from the walk's
 * `lastStep`.
 */
export function searchByLosses(
  name: SearchName,
  standIn: "forwardTracking" | "backtracking",
): LineSearch {
  switch (name) {
    case "backtracking":
      return backtrackingMachine({
        firstStep: 1,
        maxStep: Infinity,
        growth: 1,
        sufficientDecrease: 1e-4,
        shrinkage: 0.5,
        maxBacktracks: maxCandidates - 1,
      });
    case "forwardTracking":
      return forwardTrackingMachine({ learningRate: 1, maxSteps: maxCandidates - 2 });
    case "parabolic":
      return parabolicMachine({ learningRate: 1e-4, maxSteps: maxCandidates - 1 });
    default:
      return searchByLosses(standIn, standIn);
  }
}
