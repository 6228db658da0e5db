/**
 * A run's options, and what it returns.
 *
 * @module
 */
import type { Bounds, Side } from "../numeric/box.ts";
import type { Method } from "../methods/method.ts";
import type { Cost } from "../objectives/objective.ts";
import type { Status } from "./status.ts";

/** The methods that go by a name. */
export type MethodName =
  | "lbfgs"
  | "conjugateGradient"
  | "gradientDescent"
  | "newton"
  | "newtonCg"
  | "nelderMead";

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

/** From how many starts, and which. */
export interface StartChoices {
  /**
   * From this many starts: x0, and others drawn from the bounds, which must then all be finite. The best solution is returned,
   * with the cost of all. Default 1.
   */
  starts?: number;
  /** The seed of the starts that are drawn, a whole number: they are those of NumPy's `RandomState(seed).uniform`. Default 0. */
  seed?: number;
}

/** What a run takes; each has a default. X is what the reader's function takes. */
export interface RunOptions<X> extends StartChoices {
  /**
   * By name, with its defaults, or made with options of its own, as `lbfgs({ memory: 20 })`. Default `lbfgs`; without derivatives, for
   * functions with jumps, kinks or noise, `nelderMead`.
   */
  method?: MethodName | Method;
  /**
   * It has converged if no entry of the gradient is larger. Default 1e-6, and for tensors, whose digits are fewer, 1e-4;
   * of the largest entry at the start, if that is below 1. With typicalX or typicalF, the tolerance of an entry times its
   * variable's typical size, beside f's.
   */
  tolerance?: number;
  /** It has converged if an iteration lowers f by no larger part of itself. Default: f's rounding, 2^-52; 2^-23 for tensors. */
  functionTolerance?: number;
  /**
   * It has converged if an iteration moves no variable by a larger part of itself. Default: as functionTolerance. For nelderMead: the
   * simplex's size, relative to x; default 1.5e-8 and for tensors 3.5e-4, the square root of f's rounding.
   */
  stepTolerance?: number;
  /** The typical size of each variable, one number a variable, other than 0. Default: its size at the start. */
  typicalX?: ArrayLike<number>;
  /** The typical size of f. Default 1. */
  typicalF?: number;
  /**
   * Bounds of the variables: f is asked within them alone, and the gradient that has to be small is P(x - g) - x, with P the
   * projection onto them. lbfgs is then L-BFGS-B; the other methods are projected. A start outside is moved in.
   */
  bounds?: Bounds;
  /** Default 1000; 1000 a variable for nelderMead. */
  maxIterations?: number;
  /** At most about this many gradients: a Hessian-vector product counts as two, a Hessian of n variables as n products. Default Infinity. */
  maxGradients?: number;
  /** Called after each iteration; the run stops if it returns `true` itself. Tensors in x are freed after the call. */
  callback?: (progress: Progress & { x: X }) => unknown;
  /** The run stops if it aborts. */
  signal?: AbortSignal;
  /** Whether the solution tells of every iteration. Default false. */
  history?: boolean;
}

/** How a run ended. */
export interface Solution<X> extends RunCost {
  /**
   * The best point that the method asked about (finite differences look around it; their points do not count), and if
   * it has converged, one that has. The caller disposes tensors.
   */
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
  /** With bounds: for each variable -1 at its lower bound, 1 at its upper one, 0 between them. */
  activeBounds?: Side[];
}
