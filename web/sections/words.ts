import { counted } from "../../src/drawings/concept_marks.ts";
import type { AnyWalk } from "../workers/concept_calls.ts";

/** A loss as the page says it. */
export function lossText(loss: number): string {
  return loss === 0 ? "0, to the last digit of 32 bits" : loss.toPrecision(3);
}

/** What a walk cost: "6 gradients and 39 forward passes". */
export function costText({ cost: { gradients, forwardPasses, hessians } }: AnyWalk): string {
  const parts = [
    counted(gradients, "gradient"),
    ...hessians > 0 ? [counted(hessians, "Hessian")] : [],
    ...forwardPasses > 0 ? [`${forwardPasses} forward pass${forwardPasses === 1 ? "" : "es"}`] : [],
  ];
  return new Intl.ListFormat("en").format(parts);
}
