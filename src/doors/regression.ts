/**
 * Linear, logistic and Poisson regression of data in memory, with the statistics that R prints.
 *
 * @example
 * ```ts
 * import { fit } from "./regression";
 *
 * const { coefficients } = await fit([[1], [2], [3], [4]], [1, 3, 2, 5]);
 * console.log(coefficients.map(({ estimate }) => estimate?.toFixed(2))); // [ "0.00", "1.10" ]
 * ```
 *
 * @module
 */
export {
  type Features,
  fit,
  type NamedColumns,
  type RowValue,
  type RowValues,
} from "../regression/fit/fit.ts";
export type { FormulaOptions, PathOptions, RegressionOptions } from "../regression/fit/options.ts";
export type { ErrorKind } from "../regression/model/errors.ts";
export type { FamilyName, LinkName } from "../regression/model/families.ts";
export type { FitResult, ResidualBin } from "../regression/results/fit_result.ts";
export type { Comparison } from "../regression/results/comparison.ts";
export type { FoundPath } from "../regression/paths/path_steps.ts";
export type { PathPoint } from "../regression/paths/path.ts";
export type { CrossValidation } from "../regression/paths/cross_validation.ts";
export type { FitStatus } from "../regression/newton/solution.ts";
export type { SampledRow } from "../regression/rows/rows.ts";
export type { Coefficient, FitSummary, Quality } from "../regression/results/fit_summary.ts";
export type { TermTest } from "../regression/results/term_tests.ts";
export { TableError } from "../regression/model/table_error.ts";
