/**
 * A fit of rows that a caller has in memory.
 *
 * @module
 */
import { type Features, readArrays, type RowValues } from "../rows/arrays.ts";
import { fitHeld } from "./fit_held.ts";
import { pathChoice } from "./path_choice.ts";
import { checkOptions } from "./fit_options.ts";
import type { FitResult } from "../results/fit_result.ts";
import { TableError } from "../model/table_error.ts";
import { modelOf } from "../model/model.ts";
import type { RegressionOptions } from "./options.ts";

/** What fit does. */
export async function fitMemory(
  X: Features,
  y: RowValues,
  options: RegressionOptions,
): Promise<FitResult> {
  const started = performance.now();
  const { family = "linear", intercept = true, ridge = 0, strict = false } = options;
  const { confidence = 0.95, maxScans = 50, names, weights, errors, link } = options;
  const path = pathChoice(options.path);
  checkOptions({ family, link, path, intercept, ridge, confidence, maxScans, errors });
  const columns = await readArrays(X, y, weights);
  const features = columns.count - (weights ? 2 : 1);
  if (names && names.length !== features) {
    columns.free();
    throw new TableError(
      `Cannot fit: there are ${names.length} names for ${features} columns of X. Expected one for each.`,
    );
  }
  const inputs = Array.from({ length: features }, (_, j) => ({
    column: names?.[j] ?? `x${j + 1}`,
  }));
  const model = modelOf({
    ...{ family, link, inputs, intercept, ridge, strict },
    ...{ target: "y", weights: weights && "weights", errors, path },
  });
  return await fitHeld(columns, model, { confidence, maxScans, notes: [], started });
}
