/** How a training step moves the weights. */
import type { updateNumbers } from "./layout.ts";

/** How a step moves the weights. */
export interface Update {
  kind: Exclude<keyof typeof updateNumbers, "none">;
  rate: number;
  /** What momentum keeps, or Adam of the mean gradient. */
  keep1?: number;
  /** What Adam keeps of the mean square. */
  keep2?: number;
  /** What Adam's means are divided by: 1 - keep^t. */
  correction1?: number;
  correction2?: number;
  epsilon?: number;
  /** Times the rate and the weights, before the step. */
  decay?: number;
  decaysBiases?: boolean;
  isNesterov?: boolean;
}
