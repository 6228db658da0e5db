/**
 * Looks at every answer on its way: ends a computation when its budget does.
 *
 * @module
 */
import type { Asking, Evaluation } from "../methods/questions.ts";
import type { Best } from "./best.ts";
import type { RunCost } from "./solution.ts";
import type { Status } from "./status.ts";

type Vector = Float64Array;

/** What a run may spend, and what it has. */
export interface Budget {
  maxGradients: number;
  signal?: AbortSignal;
  cost: RunCost;
  /** Gradients that a product of the Hessian, or a Hessian, costs beside those that are counted. */
  gradientsOf: { product: number; hessian: number };
}

/** Passes questions and answers through, and shows them to `best`; returns the result, or the status that ended it. */
export function* watched<R extends object | undefined>(
  asking: Asking<Vector, R>,
  best: Best,
  budget: Budget,
): Asking<Vector, R | Status> {
  let turn = asking.next();
  while (!turn.done) {
    if (budget.signal?.aborted) return "aborted";
    if (gradientsSpent(budget) >= budget.maxGradients) return "maxGradients";
    const { ask, at } = turn.value;
    const answer = yield turn.value;
    if (ask === "value") best.see(at, answer as number);
    if (ask === "gradient") {
      const { value, gradient } = answer as Evaluation<Vector>;
      best.see(at, value, gradient);
      if (value === -Infinity) return "unbounded";
    }
    if (answer === -Infinity) return "unbounded";
    turn = asking.next(answer);
  }
  return turn.value;
}

function gradientsSpent({ cost, gradientsOf }: Budget): number {
  const { gradients, products, hessians } = cost;
  return gradients + gradientsOf.product * products + gradientsOf.hessian * hessians;
}
