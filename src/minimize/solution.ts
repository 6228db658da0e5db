/**
 * A run's options, and what it returns.
 *
 * @module
 */
import type { Method } from "../methods/method.ts";
import type { Cost } from "../objectives/objective.ts";
import type { Status } from "./status.ts";

/** The methods that go by a name. */
export type MethodName =
  | "lbfgs"
  | "conjugateGradient"
  | "gradientDescent"
  | "newton"
  | "newtonCg";

/** What a run has cost. */
export interface RunCost extends Cost {
  /**
   * Products of the Hessian with a vector, each about two gradients: where they are made of gradients, those are
   * counted too.
   */
  products: number;
}

/** Where a run is after an iteration. */
export interface Progress extends RunCost {
  /** Iterations done; 0 is the start. */
  iteration: number;
  /** The function. */
  value: number;
  /** The largest size of an entry of the gradient. */
  gradientNorm: number;
}

/** What a run takes; each has a default. X is what the reader's function takes. */
export interface RunOptions<X> {
  /** By name, with its defaults, or made with options of its own, as `lbfgs({ memory: 20 })`. Default `lbfgs`. */
  method?: MethodName | Method;
  /**
   * It has converged where no entry of the gradient is larger. Default 1e-6, and for tensors, whose digits are fewer,
   * 1e-4.
   */
  tolerance?: number;
  /** Default 1000. */
  maxIterations?: number;
  /** At most about this many gradients, where a Hessian-vector product counts as two. Default Infinity. */
  maxGradients?: number;
  /** Called after each iteration; the run stops if it returns true. Tensors in x are freed after the call. */
  callback?: (progress: Progress & { x: X }) => boolean | void;
  /** The run stops if it aborts. */
  signal?: AbortSignal;
  /** Whether the solution tells of every iteration. Default false. */
  history?: boolean;
}

/** How a run ended. */
export interface Solution<X> extends RunCost {
  /** The best point seen; the caller disposes tensors. */
  x: X;
  /** The function there. */
  value: number;
  /** The largest size of an entry of the gradient there; NaN if the run was stopped before it was asked for. */
  gradientNorm: number;
  /** How the run ended. */
  status: Status;
  /** The status in words, and what can be done. */
  message: string;
  /** Iterations done. */
  iterations: number;
  /** Where the run was at the start and after each iteration, if `history` was asked for. */
  history?: Progress[];
}
