/**
 * A fit of rows that a caller has in memory.
 *
 * @module
 */
import { type Features, readArrays, type RowValues } from "../rows/arrays.ts";
import { families } from "../model/families.ts";
import { checkOptions } from "./fit_options.ts";
import { type FitResult, resultOf } from "../results/fit_result.ts";
import { HeldRows } from "../rows/held_rows.ts";
import { designColumns, type Model } from "../model/model.ts";
import { newtonSteps } from "../newton/newton_steps.ts";
import type { RegressionOptions } from "./options.ts";

/** What fit does. */
export async function fitMemory(
  X: Features,
  y: RowValues,
  options: RegressionOptions,
): Promise<FitResult> {
  const started = performance.now();
  const { family = "linear", intercept = true, ridge = 0, strict = false } = options;
  const { confidence = 0.95, maxScans = 50, names, weights } = options;
  checkOptions({ family, ridge, confidence, maxScans });
  const columns = await readArrays(X, y, weights);
  const inputs = Array.from({ length: columns.count - (weights ? 2 : 1) }, (_, j) => ({
    column: names?.[j] ?? `x${j + 1}`,
  }));
  const model: Model = {
    family: families[family],
    inputs,
    columns: designColumns(inputs, intercept),
    target: "y",
    weights: weights && "weights",
    ...{ intercept, ridge, strict },
  };
  try {
    const rows = new HeldRows(columns, model);
    const steps = newtonSteps(model, await rows.guess(), maxScans);
    let scans = 0;
    let next = steps.next();
    for (; !next.done; scans++) next = steps.next(await rows.answer(next.value));
    const solution = next.value;
    return resultOf({
      ...{ model, solution, confidence, scans, levelScans: 0, notes: [] },
      sample: await rows.sample(solution),
      data: "memory",
      engine: "regression kernel",
      held: true,
      seconds: (performance.now() - started) / 1000,
    });
  } finally {
    columns.free();
  }
}
