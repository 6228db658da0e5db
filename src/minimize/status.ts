/**
 * How a run can end, and what to do about it.
 *
 * @module
 */

/** How a run can end: each with its message. */
export const statusMessages = {
  /** The gradient is as small as was asked for, or the function can fall no further; the solution's message says which. */
  converged: "Converged: no entry of the gradient is larger than the tolerance.",
  /** The gradient is 0 at the start. */
  flatStart:
    "The gradient is 0 at the start: it is a minimum already, or the function is flat there. Check that the function depends on x, or start elsewhere.",
  /** The function or its gradient is NaN or infinite at the start. */
  notFiniteStart:
    "The function or its gradient is not finite at the start. Start where both are finite.",
  /** The function or its gradient turned NaN or infinite, wherever the method went on. */
  notFinite:
    "The function or its gradient turned NaN or infinite, and so near to x that no shorter step helps. Look at the function near x, or start elsewhere.",
  /** Nothing lower was found along any direction. */
  noProgress:
    "No step lowers the function any more. Near a minimum this is rounding: accept x, or loosen the tolerance. Else check the gradient, and scale the variables to similar size.",
  /** Of a system of equations: |f| has a minimum, and it is not 0. */
  noRoot:
    "No root: the sum of squares has a minimum here that is not 0. Start elsewhere, or look whether the equations contradict each other.",
  /** The direction does not descend. */
  notDescent:
    "The method's direction does not lead downhill. Check that the gradient and the Hessian belong to the function.",
  /** The function falls without end. */
  unbounded: "The function reached minus infinity: it has no minimum. Bound or penalize it.",
  /** The budget of iterations is spent. */
  maxIterations: "Stopped after maxIterations. Allow more, loosen the tolerance, or go on from x.",
  /** The budget of gradients is spent. */
  maxGradients: "Stopped after maxGradients. Allow more, loosen the tolerance, or go on from x.",
  /** The signal aborted. */
  aborted: "Stopped by the signal. To go on, start from x.",
  /** The callback returned true. */
  stopped: "Stopped by the callback. To go on, start from x.",
} as const;

/** How a run ended: a key of {@linkcode statusMessages}. */
export type Status = keyof typeof statusMessages;
