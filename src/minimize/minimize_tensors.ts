/**
 * Minimizes a function of tensors: loaded only for one.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { boxOf } from "../numeric/box.ts";
import { answerAsync } from "../methods/questions.ts";
import { noCost } from "../objectives/objective.ts";
import { checkOptions, runOf } from "./options.ts";
import { minimizing } from "./starts.ts";
import type { RunOptions, Solution } from "./solution.ts";
import { tensorProblem } from "./tensors.ts";
import type { TensorFunction, TensorStart } from "./start.ts";

/** What is done with tensors; see the function of the same name without them. */
export async function minimizeTensors<X extends TensorStart>(
  f: TensorFunction,
  x0: X,
  options: RunOptions<X>,
): Promise<Solution<X>> {
  checkOptions(options);
  const cost = { ...noCost(), products: 0 };
  const problem = tensorProblem(f, x0, cost);
  try {
    const given = await problem.start();
    const box = options.bounds && boxOf(options.bounds, given.length, "minimize");
    const start = box ? box.project(given) : given;
    const run = runOf<X>(options, {
      ...{ cost, epsilon: 2 ** -23, variables: start.length, tolerance: 1e-4 },
      ...{ box, isMoved: start.some((value, i) => value !== given[i]) },
      gradientsOf: { product: 2, hessian: 2 * start.length },
      convert: problem.toTensors,
      free: (x) => tf.dispose(x),
    });
    const solution = await answerAsync(minimizing(start, run, options), problem.answerer);
    return { ...solution, x: problem.toTensors(solution.x) };
  } finally {
    problem.dispose();
  }
}
