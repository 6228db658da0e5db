/**
 * Options that KeepStepping and KeepVaulting share, and their checks.
 *
 * @module
 */

/**
 * @throws {RangeError} Where the learning rate is no positive, finite number.
 */
export function checkLearningRate(optimizer: string, learningRate: number): void {
  if (!(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new RangeError(
      `Cannot make ${optimizer}: the learning rate must be a positive, finite number, got ${learningRate}. Try 1e-3.`,
    );
  }
}

/**
 * @throws {RangeError} Where the count of steps is no positive whole number.
 */
export function checkMaxSteps(optimizer: string, maxSteps: number): void {
  if (!(Number.isInteger(maxSteps) && maxSteps > 0)) {
    throw new RangeError(
      `Cannot make ${optimizer}: maxSteps must be a positive whole number, got ${maxSteps}. Try 50.`,
    );
  }
}

/**
 * @throws {RangeError} Where the edition is none of those offered.
 */
export function checkEdition(optimizer: string, edition: string, known: readonly string[]): void {
  if (!known.includes(edition)) {
    throw new RangeError(
      `Cannot make ${optimizer}: the edition must be one of ${known.join(", ")}, got "${edition}".`,
    );
  }
}
