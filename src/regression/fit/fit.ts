/**
 * Regressions of data in memory: tensors, typed arrays, rows of numbers.
 *
 * @module
 */
import type { Features, RowValues } from "../rows/arrays.ts";
import type { FitResult } from "../results/fit_result.ts";
import type { NamedColumns } from "../rows/named_columns.ts";
import type { FormulaOptions, RegressionOptions } from "./options.ts";

export type { Features, RowValues } from "../rows/arrays.ts";
export type { NamedColumns, RowValue } from "../rows/named_columns.ts";

/**
 * Fits a linear, logistic or poisson regression by Newton's method, with standard errors, p values and intervals: the same
 * fit and the same result as scripts/fit.ts, for data in memory. Computes in float64, whatever X is made of.
 *
 * Costs one pass for all products of columns (rows times columns squared), and one for residuals and the last digits; logistic
 * and poisson take four to nine passes in all, by the fused regression kernel, on as many threads as were started. The data
 * are copied once: 8 bytes a value, as columns in the kernels' memory, which are freed when the fit is done.
 *
 * ```ts
 * import { fit } from "./mod.ts";
 * const { coefficients, quality } = await fit([[1], [2], [3], [4]], [1, 3, 2, 5]);
 * const [intercept, slope] = coefficients.map(({ estimate }) => estimate?.toFixed(2));
 * console.log(intercept, slope, quality.rSquared?.toFixed(3)); // 0.00 1.10 0.691
 * ```
 *
 * @param X Features [rows, columns]. Rows with NaN, in X, y or weights, are left out and counted.
 * @param y Targets, one a row.
 * @throws {TableError} If shapes do not go together, or the data have no such regression: a constant target, fewer rows
 * than columns, infinite values, separated classes.
 * @throws {RangeError} If the kernels' memory has no room for the copy.
 */
export async function fit(
  X: Features,
  y: RowValues,
  options?: RegressionOptions,
): Promise<FitResult>;
/**
 * Fits the same regressions by a formula in R's notation, to columns by their names. A column of texts is a category, whose first
 * level in order is the one that the others are compared with; `C(x)` makes one of numbers, and `C(x, ref = "b")` chooses its
 * reference. Products of columns are written with `:` and `*`, arithmetic within `I( )`; see docs/fit.md for all of it.
 *
 * ```ts
 * import { fit } from "./mod.ts";
 * const table = { y: [1, 3, 2, 5], x: [1, 2, 3, 4] };
 * const { coefficients } = await fit(table, { formula: "y ~ log(x)" });
 * console.log(coefficients[1].name, coefficients[1].estimate?.toFixed(3)); // log(x) 2.277
 * ```
 *
 * @param table Columns of the same length: arrays of numbers, texts, truth values or dates, or tensors [rows]. Rows that lack a
 * value that the formula uses are left out and counted.
 * @throws {TableError} If the formula cannot be read (its message marks the place), or the data have no such regression.
 */
export async function fit(table: NamedColumns, options: FormulaOptions): Promise<FitResult>;
export async function fit(
  X: Features | NamedColumns,
  yOrOptions: RowValues | FormulaOptions,
  options: RegressionOptions = {},
): Promise<FitResult> {
  if ("formula" in yOrOptions) {
    const { fitColumns } = await import("./fit_columns.ts");
    return await fitColumns(X as NamedColumns, yOrOptions);
  }
  const [features, y] = [X as Features, yOrOptions];
  const { fitMemory } = await import("./fit_arrays.ts");
  return await fitMemory(features, y, options);
}
