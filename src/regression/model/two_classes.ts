/**
 * A target of two words, as logistic regression takes it.
 *
 * @module
 */
import type { Expression } from "./expression.ts";
import { byNumber } from "./levels.ts";
import { TableError } from "./table_error.ts";

/** A target's number, and which of its words counts as what. */
export interface TwoClasses {
  response: Expression;
  note: string;
}

/**
 * The second of two words, in order, counts as 1, as in R.
 *
 * @param levels The words that the column has; more than two need not be all.
 * @throws {TableError} If they are not two.
 */
export function twoClasses(column: string, levels: readonly string[]): TwoClasses {
  const [zero, one, ...others] = levels.toSorted(byNumber);
  if (one === undefined || others.length > 0) {
    const found = one === undefined
      ? `one value, ${zero ?? "none"}`
      : `more than two values (${[zero, one, others[0]].join(", ")}, ...)`;
    throw new TableError(
      `Cannot fit "${column}": a logistic target has two values, and it has ${found}. Try --formula "(${column} == '${
        zero ?? "word"
      }') ~ ." to tell one from all others.`,
    );
  }
  return {
    response: { text: { column }, is: one },
    note: `"${column}" is text: ${JSON.stringify(one)} counts as 1, ${JSON.stringify(zero)} as 0.`,
  };
}
