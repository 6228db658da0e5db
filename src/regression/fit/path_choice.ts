import type { PathChoice } from "../model/model.ts";
import { TableError } from "../model/table_error.ts";
import type { PathOptions } from "./options.ts";

/**
 * The path that a caller's options mean.
 *
 * @throws {TableError} If folds are named twice.
 */
export function pathChoice(options: PathOptions | undefined): PathChoice | undefined {
  if (options === undefined) return undefined;
  const { cv, folds: column, ...choice } = options;
  if (cv !== undefined && column !== undefined) {
    throw new TableError(
      "Cannot fit: folds has a fold for each row, whose number is cv's. Leave one of them out.",
    );
  }
  const folds = cv === undefined && column === undefined ? undefined : { count: cv ?? 2, column };
  return { ...choice, folds };
}
