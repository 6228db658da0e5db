/**
 * A fit of rows in memory: the steps ask, loops and the fused kernel answer.
 *
 * @module
 */
import { type Features, readArrays, type RowValues } from "./array_data.ts";
import { guessArrays } from "./array_guess.ts";
import { kernelSums, suitsKernel } from "./array_kernel.ts";
import { arrayMoments } from "./array_moments.ts";
import { answerFromArrays, sampleArrays } from "./array_scans.ts";
import { families } from "./families.ts";
import type { RegressionOptions } from "./fit_arrays.ts";
import { type FitResult, resultOf } from "./fit_result.ts";
import { designColumns, type Model, unscaled } from "./model.ts";
import { newtonSteps } from "./newton_steps.ts";

/** What fit does. */
export async function fitMemory(
  X: Features,
  y: RowValues,
  options: RegressionOptions,
): Promise<FitResult> {
  const started = performance.now();
  const { family = "linear", intercept = true, ridge = 0, strict = false } = options;
  const { confidence = 0.95, maxScans = 50, names } = options;
  const data = await readArrays(X, y, options.weights);
  const inputs = Array.from({ length: data.inputs }, (_, j) => ({
    column: names?.[j] ?? `x${j + 1}`,
  }));
  const model: Model = {
    family: families[family],
    inputs,
    columns: designColumns(inputs, intercept),
    target: "y",
    weights: data.weights && "weights",
    ...{ intercept, ridge, strict },
  };
  const { scaling, nearCentre } = guessArrays(data, model);
  const known = nearCentre && suitsKernel(data) ? kernelSums(data, intercept) : undefined;
  const steps = newtonSteps(model, known ? unscaled(model.columns.length) : scaling, maxScans);
  let scans = 0;
  let next = steps.next();
  for (; !next.done; scans++) {
    const question = next.value;
    next = steps.next(
      question.kind === "moments"
        ? arrayMoments(data, model, question, known)
        : answerFromArrays(data, model, question),
    );
  }
  const solution = next.value;
  return resultOf({
    ...{ model, solution, confidence, scans, levelScans: 0, notes: [] },
    sample: sampleArrays(data, model, solution),
    data: "memory",
    engine: known ? "least-squares kernel" : "float64",
    seconds: (performance.now() - started) / 1000,
  });
}
