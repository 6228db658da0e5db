/**
 * Minimizes a function of tensors: loaded only for one.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { answerAsync } from "../methods/questions.ts";
import { noCost } from "../objectives/objective.ts";
import { runOf } from "./options.ts";
import { running } from "./run.ts";
import type { RunOptions, Solution } from "./solution.ts";
import { tensorProblem } from "./tensors.ts";
import type { TensorFunction, TensorStart } from "./start.ts";

/** What is done with tensors; see the function of the same name without them. */
export async function minimizeTensors<X extends TensorStart>(
  f: TensorFunction,
  x0: X,
  options: RunOptions<X>,
): Promise<Solution<X>> {
  const cost = { ...noCost(), products: 0 };
  const problem = tensorProblem(f, x0, cost);
  try {
    const run = runOf<X>(options, {
      cost,
      tolerance: 1e-4,
      convert: problem.toTensors,
      free: (x) => tf.dispose(x),
    });
    const solution = await answerAsync(running(await problem.start(), run), problem.answerer);
    return { ...solution, x: problem.toTensors(solution.x) };
  } finally {
    problem.dispose();
  }
}
