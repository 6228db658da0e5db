/**
 * Minimize a function from a start: of float64 arrays in plain TypeScript, or of tensors.
 *
 * @module
 */
import { answer, answerAsync, type Answerer, type AsyncAnswerer } from "../methods/questions.ts";
import { noCost } from "../objectives/objective.ts";
import { boxOf } from "../numeric/box.ts";
import { breather } from "./breather.ts";
import { float64Answerer, type Float64Derivatives, type Float64Function } from "./float64.ts";
import { checkFunctions, checkOptions, runOf } from "./options.ts";
import { minimizing } from "./starts.ts";
import type { RunOptions, Solution } from "./solution.ts";
import { describe, isNumeric, type TensorFunction, type TensorStart } from "./start.ts";

/** What `minimize` takes about a function of a float64 array. */
export interface Float64Options extends RunOptions<Float64Array>, Float64Derivatives {}

/**
 * Minimizes a function of a float64 array, written in plain TypeScript.
 *
 * @example The narrow valley of Rosenbrock's function
 * ```ts
 * import { minimize } from "./mod.ts";
 * const rosenbrock = ([a, b]: Float64Array) => (1 - a) ** 2 + 100 * (b - a ** 2) ** 2;
 * const { x, status } = await minimize(rosenbrock, [-1.2, 1]);
 * console.log(status, x.map((value) => Math.round(value))); // converged [1, 1]
 * ```
 * @param f The function.
 * @param x0 The start; it is left as it is.
 * @param options The method, its budget, f's derivatives if they are known.
 * @returns The best point seen, whatever ended the run: look at `status`.
 * @throws {Error} If the start is empty or an option out of its range; what f throws.
 */
export function minimize(
  f: Float64Function,
  x0: Float64Array | number[],
  options?: Float64Options,
): Promise<Solution<Float64Array>>;
/**
 * Minimizes a function of tensors, on any backend; what it reads it awaits, one read a gradient. Gradients are tfjs's
 * own, Hessian-vector products and Hessians this suite's.
 *
 * @example A line through points, on any backend
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { minimize, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const [t, y] = [tf.tensor1d([0, 1, 2]), tf.tensor1d([1, 3, 5])];
 * const loss = (slope: tf.Scalar, intercept: tf.Scalar) =>
 *   tf.mean(tf.square(tf.sub(tf.add(tf.mul(t, slope), intercept), y)));
 * const { x: [slope, intercept] } = await minimize(loss, [tf.scalar(0), tf.scalar(0)]);
 * slope.print(); // 2
 * intercept.print(); // 1
 * ```
 * @param f The function: of as many tensors as the start has, to a scalar.
 * @param x0 A float32 tensor, or a list of them; they are left as they are.
 * @param options The method and its budget.
 * @returns The best point seen, in tensors that the caller disposes.
 * @throws {Error} If f does not return a scalar, or does not depend on a tensor of the start.
 */
export function minimize<X extends TensorStart>(
  f: TensorFunction,
  x0: X,
  options?: RunOptions<X>,
): Promise<Solution<X>>;
export async function minimize<X extends TensorStart>(
  f: Float64Function | TensorFunction,
  x0: Float64Array | number[] | X,
  options: Float64Options | RunOptions<X> = {},
): Promise<Solution<Float64Array> | Solution<X>> {
  if (isNumeric(x0)) {
    const { asking, answerer } = float64Run(f as Float64Function, x0, options as Float64Options);
    return await answerAsync(asking, breathing(answerer));
  }
  // Only now: functions of arrays need no tfjs.
  const { minimizeTensors } = await import("./minimize_tensors.ts");
  return await minimizeTensors(f as TensorFunction, x0, options as RunOptions<X>);
}

/**
 * What {@linkcode minimize} is for float64 arrays, at once instead of awaited.
 *
 * @example With the gradient, which saves 2 n forward passes each time
 * ```ts
 * import { minimizeSync } from "./mod.ts";
 *
 * const gradient = ([a, b]: Float64Array) => [2 * (a - 1), 20 * (b + 2)];
 * const f = ([a, b]: Float64Array) => (a - 1) ** 2 + 10 * (b + 2) ** 2;
 * const { x, forwardPasses } = minimizeSync(f, [0, 0], { gradient });
 * console.log(x.map((value) => Math.round(value)), forwardPasses); // [1, -2] 0
 * ```
 * @throws {Error} As {@linkcode minimize}.
 */
export function minimizeSync(
  f: Float64Function,
  x0: Float64Array | number[],
  options: Float64Options = {},
): Solution<Float64Array> {
  const { asking, answerer } = float64Run(f, x0, options);
  return answer(asking, answerer);
}

function float64Run(f: Float64Function, x0: ArrayLike<number>, options: Float64Options) {
  checkOptions(options);
  checkFunctions(f, options);
  if (!isNumeric(x0)) {
    throw new TypeError(
      `Cannot minimize: the start must be a list of numbers, got ${
        describe(x0)
      }. Try [0, 0]; for tensors, await minimize.`,
    );
  }
  if (x0.length === 0) {
    throw new Error("Cannot minimize: the start is empty. Give it at least one value.");
  }
  const cost = { ...noCost(), products: 0 };
  const given = Float64Array.from(x0);
  const box = options.bounds && boxOf(options.bounds, given.length, "minimize");
  const start = box ? box.project(given) : given;
  const isMoved = start.some((value, i) => value !== given[i]);
  const { hessianVectorProduct, hessian } = options;
  const { answerer, differences } = float64Answerer(f, options, cost, { start, box });
  const run = runOf<Float64Array>(options, {
    cost,
    // What is made of differences of gradients has counted those.
    gradientsOf: { product: hessianVectorProduct ? 2 : 0, hessian: hessian ? 2 * start.length : 0 },
    ...{ box, isMoved },
    ...{ differences, epsilon: Number.EPSILON, variables: start.length, tolerance: 1e-6 },
    convert: (x) => x,
    free: () => {},
  });
  return { asking: minimizing(start, run, options), answerer };
}

/** Lets timers and signals have their turn now and then. */
function breathing<V>({ value, gradient, product, hessian }: Answerer<V>): AsyncAnswerer<V> {
  const breathe = breather();
  return {
    value: (at, along) => breathe().then(() => value(at, along)),
    gradient: (at, along) => breathe().then(() => gradient(at, along)),
    product: (at, along) => breathe().then(() => product(at, along)),
    hessian: (at, along) => breathe().then(() => hessian(at, along)),
  };
}
