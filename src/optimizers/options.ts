/**
 * The checks of optimizers' options.
 *
 * @module
 */

/**
 * @throws {RangeError} If the learning rate is no positive, finite number.
 */
export function checkLearningRate(optimizer: string, learningRate: number): void {
  if (!(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new RangeError(
      `Cannot make ${optimizer}: the learning rate must be a positive, finite number, got ${learningRate}. Try 1e-3.`,
    );
  }
}

/**
 * @throws {RangeError} If the count of steps is no positive whole number.
 */
export function checkMaxSteps(optimizer: string, maxSteps: number): void {
  if (!(Number.isInteger(maxSteps) && maxSteps > 0)) {
    throw new RangeError(
      `Cannot make ${optimizer}: maxSteps must be a positive whole number, got ${maxSteps}. Try 50.`,
    );
  }
}

/**
 * @throws {RangeError} If the choice is none of those offered.
 */
export function checkChoice(
  optimizer: string,
  option: string,
  choice: string,
  known: readonly string[],
): void {
  if (!known.includes(choice)) {
    throw new RangeError(
      `Cannot make ${optimizer}: ${option} must be one of ${known.join(", ")}, got "${choice}".`,
    );
  }
}

/**
 * @param expected What the option must be, in words, with an example to try: "a number above 0. Try 1".
 * @throws {RangeError} If it is not.
 */
export function checkOption(
  optimizer: string,
  option: string,
  value: number | undefined,
  isValid: (value: number) => boolean,
  expected: string,
): void {
  if (typeof value !== "number" || !isValid(value)) {
    throw new RangeError(`Cannot make ${optimizer}: ${option} must be ${expected}; got ${value}.`);
  }
}

/**
 * Options that all have to be of one kind.
 *
 * @throws {RangeError} If one is not.
 */
export function checkOptions(
  optimizer: string,
  isValid: (value: number) => boolean,
  options: Record<string, number>,
): void {
  const expected = new Map([
    [isPositive, "a number above 0"],
    [isShare, "0 or more, and below 1"],
    [isFraction, "between 0 and 1"],
  ]).get(isValid) ?? "a number above 1";
  for (const [name, value] of Object.entries(options)) {
    checkOption(optimizer, name, value, isValid, expected);
  }
}

/**
 * Options, each from its default where it was not given. Others are left out: tfjs adds one of its own when it
 * deserialises.
 */
export function withDefaults<T extends object>(defaults: T, options: Partial<T>): T {
  checkObject(options);
  const keys = Object.keys(defaults) as (keyof T)[];
  return Object.fromEntries(keys.map((key) => [key, options[key] ?? defaults[key]])) as T;
}

/**
 * @throws {TypeError} If the options are no object.
 */
export function checkObject(options: unknown): void {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(
      `Cannot make the optimizer: its options must be an object, got ${options}. Leave them out for the defaults.`,
    );
  }
}

/** A positive, finite number. */
export const isPositive = (value: number): boolean => value > 0 && Number.isFinite(value);
/** Above 0 and below 1. */
export const isFraction = (value: number): boolean => value > 0 && value < 1;
/** A positive whole number. */
export const isCount = (value: number): boolean => Number.isInteger(value) && value > 0;
/** 0 or more, and below 1. */
export const isShare = (value: number): boolean => value >= 0 && value < 1;
