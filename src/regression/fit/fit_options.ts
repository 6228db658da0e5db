/**
 * Which values a fit's options may have: on the command line and in code.
 *
 * @module
 */
import { families, type FamilyName } from "../model/families.ts";
import { TableError } from "../model/table_error.ts";

/** The families' names. */
export const familyNames = ["linear", "logistic", "poisson"] as const satisfies FamilyName[];

/** What a number must be, as a test and in words. */
export interface Allowed {
  is(value: number): boolean;
  expected: string;
}

/** The options that are numbers. */
export const allowed = {
  ridge: {
    is: (value) => value >= 0 && Number.isFinite(value),
    expected: "a finite number, 0 or more",
  },
  confidence: { is: (value) => value > 0 && value < 1, expected: "a number between 0 and 1" },
  maxScans: {
    is: (value) => Number.isInteger(value) && value >= 1,
    expected: "a whole number, 1 or more",
  },
} satisfies Record<string, Allowed>;

/** A fit's options, as far as they may be wrong by themselves. */
export interface CheckedOptions extends Record<keyof typeof allowed, number> {
  family: FamilyName;
}

/**
 * Refuses options that no fit can have.
 *
 * @throws {TableError} With what was expected.
 */
export function checkOptions(options: CheckedOptions): void {
  const { family } = options;
  if (!Object.hasOwn(families, family)) {
    throw new TableError(
      `Cannot fit: family is ${shown(family)}. Expected one of ${familyNames.join(", ")}.`,
    );
  }
  for (const name of ["ridge", "confidence", "maxScans"] as const) {
    const value = options[name];
    if (typeof value !== "number" || !allowed[name].is(value)) {
      throw new TableError(
        `Cannot fit: ${name} is ${shown(value)}. Expected ${allowed[name].expected}.`,
      );
    }
  }
}

function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : String(value);
}
