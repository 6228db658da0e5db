/**
 * Which values a fit's options may have: on the command line and in code.
 *
 * @module
 */
import { type ErrorKind, errorKinds } from "../model/errors.ts";
import { type FamilyName, familyOf, type LinkName, linksOf } from "../model/families.ts";
import type { PathChoice } from "../model/model.ts";
import { TableError } from "../model/table_error.ts";

/** The families' names. */
export const familyNames = [
  ...["linear", "logistic", "poisson", "gamma"] as const,
  ...["inverse-gaussian", "negative-binomial"] as const,
] satisfies FamilyName[];

/** The links' names. */
export const linkNames: readonly LinkName[] = [...new Set(Object.values(linksOf).flat())];

/** Names that R has for families, and what they mean here. */
export const otherFamilies = {
  gaussian: { family: "linear", errors: undefined },
  binomial: { family: "logistic", errors: undefined },
  quasibinomial: { family: "logistic", errors: "quasi" },
  quasipoisson: { family: "poisson", errors: "quasi" },
} as const;

/** One of them. */
export type OtherFamily = keyof typeof otherFamilies;

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
  alpha: { is: (value) => value >= 0 && value <= 1, expected: "a number from 0 to 1" },
  folds: {
    is: (value) => Number.isInteger(value) && value >= 2 && value <= 100,
    expected: "a whole number from 2 to 100",
  },
  confidence: { is: (value) => value > 0 && value < 1, expected: "a number between 0 and 1" },
  skip: {
    is: (value) => Number.isInteger(value) && value >= 0,
    expected: "a whole number, 0 or more",
  },
  maxScans: {
    is: (value) => Number.isInteger(value) && value >= 1,
    expected: "a whole number, 1 or more",
  },
} satisfies Record<string, Allowed>;

/** A fit's options, as far as they may be wrong by themselves. */
export interface CheckedOptions extends Record<"ridge" | "confidence" | "maxScans", number> {
  family: FamilyName;
  link?: LinkName;
  errors?: ErrorKind;
  cluster?: string;
  path?: PathChoice;
  intercept?: boolean;
}

/**
 * Refuses options that no fit can have.
 *
 * @throws {TableError} With what was expected.
 */
export function checkOptions(options: CheckedOptions): void {
  const { family, link } = options;
  if (!Object.hasOwn(linksOf, family)) {
    throw new TableError(
      `Cannot fit: family is ${shown(family)}. Expected one of ${familyNames.join(", ")}.`,
    );
  }
  if (link !== undefined && !linksOf[family].includes(link)) {
    throw new TableError(
      `Cannot fit: link is ${shown(link)}. Expected one of ${
        linksOf[family].join(", ")
      } for the ${family} family.`,
    );
  }
  checkErrors(options);
  checkPath(options);
  for (const name of ["ridge", "confidence", "maxScans"] as const) {
    const value = options[name];
    if (typeof value !== "number" || !allowed[name].is(value)) {
      throw new TableError(
        `Cannot fit: ${name} is ${shown(value)}. Expected ${allowed[name].expected}.`,
      );
    }
  }
}

/** Paths are of least squares, with an intercept, and have no errors. */
function checkPath(
  { family, link, ridge, errors = "model", cluster, intercept = true, path }: CheckedOptions,
): void {
  if (path === undefined) return;
  const { alpha, lambdas = [], lambda, folds } = path;
  const refuse = (why: string) => {
    throw new TableError(`Cannot fit a lasso or an elastic net: ${why}`);
  };
  if (!familyOf(family, link).isLinear) refuse("only the linear family has paths of them.");
  if (ridge > 0) refuse("--ridge is another penalty. Leave it out, or try --elastic-net 0.5.");
  if (errors !== "model" || cluster !== undefined) refuse("it has no errors to be robust.");
  if (!intercept) refuse("it is of a model with an intercept.");
  if (!(alpha >= 0 && alpha <= 1)) refuse(`alpha is ${alpha}. Expected a number from 0 to 1.`);
  const penalties = [...lambdas, ...typeof lambda === "number" ? [lambda] : []];
  if (!penalties.every((each) => each >= 0 && each < Infinity)) {
    refuse("a lambda must be a finite number, 0 or more.");
  }
  if (typeof lambda === "string" && folds === undefined) {
    refuse(`lambda "${lambda}" is of cross-validation. Try --cv 10.`);
  }
  const count = folds?.column === undefined ? folds?.count ?? 2 : 2;
  if (!(Number.isInteger(count) && count >= 2 && count <= 100)) {
    refuse(`there are ${count} folds. Expected a whole number from 2 to 100.`);
  }
}

/** Errors that go together with the other options. */
function checkErrors({ family, ridge, errors = "model", cluster }: CheckedOptions): void {
  if (!errorKinds.includes(errors)) {
    throw new TableError(
      `Cannot fit: errors is ${shown(errors)}. Expected one of ${errorKinds.join(", ")}.`,
    );
  }
  const kind = cluster === undefined ? errors : "clustered";
  if (cluster !== undefined && errors !== "model") {
    throw new TableError(
      `Cannot fit: --errors ${errors} and --cluster are different errors. Leave one of them out.`,
    );
  }
  if (kind === "model") return;
  if (ridge > 0) {
    throw new TableError(`Cannot fit: a ridge leaves no errors to be ${kind}. Leave out --ridge.`);
  }
  if (kind === "quasi" && familyOf(family).hasDispersion) {
    throw new TableError(
      `Cannot fit: a ${family} family's errors have its own dispersion already. Leave out --errors quasi.`,
    );
  }
}

function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : String(value);
}
