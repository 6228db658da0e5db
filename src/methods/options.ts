/**
 * Checks of the options that methods and searches share.
 *
 * @module
 */

/** @throws {RangeError} If an option is given, and is not a positive, finite number. */
export function checkPositive(maker: string, option: Record<string, number | undefined>): void {
  for (const [name, value] of Object.entries(option)) {
    if (value === undefined || value > 0 && Number.isFinite(value)) continue;
    throw new RangeError(
      `Cannot make ${maker}: ${name} must be a positive, finite number, got ${value}. Leave it out for its default.`,
    );
  }
}
