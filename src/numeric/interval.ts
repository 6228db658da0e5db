/**
 * Checks of what a search within an interval takes.
 *
 * @module
 */

/**
 * The interval.
 *
 * @param doing What is done, for the error: "minimize".
 * @throws {RangeError} If it is not two finite numbers, the lower one first.
 */
export function checkInterval(doing: string, interval: unknown): [number, number] {
  const [left, right] = Array.isArray(interval) ? interval : [];
  if (Number.isFinite(left) && Number.isFinite(right) && left < right) return [left, right];
  throw new RangeError(
    `Cannot ${doing}: the interval must be two finite numbers, the lower one first, got ${
      Array.isArray(interval) ? `[${interval}]` : typeof interval
    }. Try [0, 1].`,
  );
}

/** @throws {RangeError} If the tolerance is negative, or the iterations are no positive whole number. */
export function checkNumber(
  doing: string,
  { tolerance, maxIterations }: { tolerance: number; maxIterations: number },
): void {
  if (!(tolerance >= 0)) {
    throw new RangeError(`Cannot ${doing}: tolerance is ${tolerance}. Expected 0 or more.`);
  }
  if (maxIterations === Infinity || Number.isInteger(maxIterations) && maxIterations > 0) return;
  throw new RangeError(
    `Cannot ${doing}: maxIterations is ${maxIterations}. Expected a positive whole number or Infinity.`,
  );
}
