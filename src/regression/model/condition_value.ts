/**
 * The value that a column is compared with, as what the column holds.
 *
 * @module
 */
import type { Comparison, Operator } from "./condition_types.ts";
import { TableError } from "./table_error.ts";
import type { Column } from "./column.ts";

const truths: Record<string, number> = {
  ...{ true: 1, yes: 1, t: 1, y: 1 },
  ...{ false: 0, no: 0, f: 0, n: 0 },
};
const isTime = /\b(date|time)|^timestamp/i;
const isWhole = /int/i;
const moment = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(:\d{2})?(\.\d{1,6})?)?$/;

/**
 * A comparison of a column with what was written.
 *
 * @throws {TableError} If the column holds something else.
 */
export function comparisonOf(
  { name, kind, type }: Column,
  operator: Operator,
  written: string,
  condition: string,
): Comparison {
  const value = /^(['"]).*\1$/s.test(written) ? written.slice(1, -1) : written;
  const fault = (what: string) =>
    new TableError(`Cannot read the condition "${condition}": ${what}.`);
  if (kind === "number") {
    if (isWhole.test(type) && /^[+-]?\d+$/.test(value) && !Number.isSafeInteger(Number(value))) {
      return { column: name, operator, value, as: "integer" };
    }
    const truth = /bool/i.test(type) ? truths[value.toLowerCase()] : undefined;
    const number = truth ?? { true: 1, false: 0 }[value.toLowerCase()] ?? Number(value);
    if (value.trim() !== "" && Number.isFinite(number)) {
      return { column: name, operator, value: number };
    }
    throw fault(`"${name}" holds numbers (${type}), and "${value}" is not a number`);
  }
  if (kind === "other" && isTime.test(type)) {
    const [, day, clock = "00:00", seconds = ":00", fraction = ""] = moment.exec(value) ?? [];
    if (day === undefined || Number.isNaN(Date.parse(`${day}T${clock}${seconds}Z`))) {
      throw fault(
        `"${name}" holds dates or times (${type}), and "${value}" is none. Write 2020-12-31 or "2020-12-31 23:59:00"`,
      );
    }
    return { column: name, operator, value: `${day} ${clock}${seconds}${fraction}`, as: "time" };
  }
  const isOrder = operator !== "=" && operator !== "<>";
  if (isOrder && value.trim() !== "" && Number.isFinite(Number(value))) {
    throw fault(
      `"${name}" holds text (${type}), and ${operator} ${value} would compare its letters. Use = or !=, or make numbers of the column`,
    );
  }
  return { column: name, operator, value };
}
