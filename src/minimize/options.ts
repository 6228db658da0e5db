/**
 * A run's options: their defaults and their checks.
 *
 * @module
 */
import type { Method } from "../methods/method.ts";
import { projected } from "../methods/projected.ts";
import type { Box } from "../numeric/box.ts";
import { methodNamed } from "./methods.ts";
import type { Run } from "./run.ts";
import { describe } from "./start.ts";
import type { RunOptions } from "./solution.ts";
import type { Budget } from "./watch.ts";

/** What a world of numbers or tensors brings to its runs. */
export interface World<X>
  extends
    Pick<Run, "epsilon" | "differences" | "box" | "isMoved">,
    Pick<Budget, "cost" | "gradientsOf"> {
  /** How many variables there are. */
  variables: number;
  /** The default tolerance of the gradient. */
  tolerance: number;
  /** What the callback gets of x. */
  convert: (x: Float64Array) => X;
  /** Frees that. */
  free: (x: X) => void;
}

/**
 * The options with their defaults.
 *
 * @throws {RangeError} If one is out of its range.
 */
export function runOf<X>(
  options: RunOptions<X>,
  { variables, tolerance: defaultTolerance, convert, free, ...world }: World<X>,
): Run {
  const { method = "lbfgs", tolerance, callback, signal, typicalX, typicalF = 1 } = options;
  const isSimplex = method === "nelderMead";
  const { maxIterations = isSimplex ? 1000 * variables : 1000 } = options;
  const { maxGradients = Infinity, history = false } = options;
  const { functionTolerance = world.epsilon } = options;
  const { stepTolerance = isSimplex ? Math.sqrt(world.epsilon) : world.epsilon } = options;
  for (const [name, value] of Object.entries({ tolerance, functionTolerance, stepTolerance })) {
    if (value === undefined || value >= 0) continue;
    throw new RangeError(
      `Cannot minimize: ${
        name === "tolerance" ? "the tolerance" : name
      } must be 0 or more, got ${value}. Try ${
        name === "tolerance" ? defaultTolerance : world.epsilon
      }.`,
    );
  }
  checkBudget("maxIterations", maxIterations);
  checkBudget("maxGradients", maxGradients);
  checkTypical("typicalF", [typicalF], 1);
  if (typicalX) checkTypical("typicalX", typicalX, variables);
  return {
    ...{
      method: isSimplex ? method : bounded(methodNamed(method), world.box),
      maxIterations,
      maxGradients,
      history,
      signal,
    },
    tolerances: {
      ...{ gradient: tolerance ?? defaultTolerance, isDefault: tolerance === undefined },
      ...{ value: functionTolerance, step: stepTolerance, typicalX, typicalF },
    },
    ...world,
    callback(progress) {
      if (!callback) return;
      const x = convert(progress.x);
      try {
        return callback({ ...progress, x });
      } finally {
        free(x);
      }
    },
  };
}

/** @throws {TypeError} If they are no object. */
export function checkOptions(options: unknown): void {
  if (typeof options === "object" && options !== null) return;
  throw new TypeError(
    `Cannot minimize: the options must be an object, got ${options}. Leave them out for the defaults.`,
  );
}

/** @throws {TypeError} If f, or a derivative that was given, is no function. */
export function checkFunctions(f: unknown, derivatives: object): void {
  const { gradient, hessian, hessianVectorProduct } = derivatives as Record<string, unknown>;
  const given = Object.entries({ gradient, hessian, hessianVectorProduct });
  for (const [name, value] of [["f", f], ...given.filter(([, value]) => value !== undefined)]) {
    if (typeof value === "function") continue;
    throw new TypeError(
      `Cannot minimize: ${name} must be a function of x, got ${describe(value)}.`,
    );
  }
}

function bounded(method: Method, box: Box | undefined): Method {
  if (!box) return method;
  return method.within?.(box) ?? projected(method, box);
}

function checkTypical(name: string, sizes: ArrayLike<number>, expected: number): void {
  const isGood = sizes.length === expected &&
    Array.from(sizes).every((size) => Math.abs(size) > 0 && Number.isFinite(size));
  if (isGood) return;
  throw new RangeError(
    `Cannot minimize: ${name} must be ${
      expected === 1 ? "a finite number" : `${expected} finite numbers, one a variable,`
    } other than 0, got ${Array.from(sizes)}.`,
  );
}

function checkBudget(name: string, value: number): void {
  if (value === Infinity || Number.isInteger(value) && value > 0) return;
  throw new RangeError(
    `Cannot minimize: ${name} must be a positive whole number or Infinity, got ${value}. Try 1000.`,
  );
}
