/**
 * What standard errors are computed from: the model's own variance, the residuals themselves, or those of whole clusters.
 *
 * @module
 */

/**
 * How standard errors are found: by the model ("model"); by squared residuals, as White has it ("HC0"), for n / (n - k) of them
 * ("HC1"), over 1 - leverage ("HC2") or its square ("HC3"; MacKinnon and White, 1985); or by the model's variance times Pearson's
 * chi squared over the degrees of freedom ("quasi").
 */
export type ErrorKind = "model" | "HC0" | "HC1" | "HC2" | "HC3" | "quasi";

/** All of them. */
export const errorKinds: readonly ErrorKind[] = ["model", "HC0", "HC1", "HC2", "HC3", "quasi"];

/** The power of 1 - leverage that a squared residual is divided by. */
export const leveragePowers: Partial<Record<ErrorKind, number>> = {
  ...{ HC0: 0, HC1: 0, HC2: 1, HC3: 2 },
};

/** What quasi families' errors are called. */
export const quasi = "the model's, times the root of the dispersion";

/** What standard errors are to be, and what a report calls them. */
export function errorsTitle(errors: ErrorKind, cluster?: string): string | undefined {
  if (cluster !== undefined) return `clustered by "${cluster}"`;
  if (errors === "model") return undefined;
  return errors === "quasi" ? quasi : `robust (${errors})`;
}
