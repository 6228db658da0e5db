/**
 * A fit of rows that a caller has in memory.
 *
 * @module
 */
import { type Features, readArrays, type RowValues } from "../rows/arrays.ts";
import { checkOptions } from "./fit_options.ts";
import { type FitResult, resultOf } from "../results/fit_result.ts";
import { HeldRows } from "../rows/held_rows.ts";
import { modelOf } from "../model/model.ts";
import { drive } from "../newton/drive.ts";
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
  const model = modelOf({
    ...{ family, inputs, intercept, ridge, strict },
    ...{ target: "y", weights: weights && "weights" },
  });
  try {
    const rows = new HeldRows(columns, model);
    const steps = newtonSteps(model, await rows.guess(), maxScans);
    let scans = 0;
    const solution = await drive(steps, (question) => {
      scans++;
      return rows.answer(question);
    });
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
