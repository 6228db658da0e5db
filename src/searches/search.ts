/**
 * A line search: pure, of phi(t) = f(x + t * direction), with no vectors in it. It is a generator that yields the steps at
 * which it wants phi, is sent samples of it, and returns the sample that it accepts.
 *
 * @module
 */

/** phi at a step. */
export interface Sample {
  /** Where, in lengths of the direction. */
  step: number;
  /** phi(step). */
  value: number;
  /** phi'(step); NaN if it was not asked for. */
  slope: number;
}

/** What a search wants to know: phi at a step, and whether its slope too, which costs a gradient. */
export interface PhiQuestion {
  /** Where. */
  step: number;
  /** Whether phi' is wanted. */
  slope: boolean;
}

/** What is known before a search. */
export interface Line {
  /** phi at step 0, with its slope, which is below 0. */
  start: Sample;
  /** The step to try first. */
  first: number;
  /** Changes of phi below this are rounding. Default 0. */
  noise?: number;
}

/** A search on its way. It returns the start where it found nothing lower. */
export type Searching = Generator<PhiQuestion, Sample, Sample>;

/** A line search. */
export type Search = (line: Line) => Searching;

/** The lowest of some samples; NaN is never lowest. */
export function lowest(samples: Sample[]): Sample {
  return samples.reduce((best, sample) => sample.value < best.value ? sample : best);
}

/** @throws {RangeError} If an option of a search is not between two bounds. */
export function checkBetween(
  search: string,
  option: Record<string, number>,
  [low, high]: [number, number],
): void {
  const [[name, value]] = Object.entries(option);
  if (!(value > low && value < high)) {
    throw new RangeError(
      `Cannot make ${search}: ${name} must be above ${low} and below ${high}, got ${value}. Leave it out for its default.`,
    );
  }
}

/** @throws {RangeError} If an option of a search or a method is not a positive whole number. */
export function checkCount(maker: string, option: Record<string, number>): void {
  for (const [name, value] of Object.entries(option)) {
    if (Number.isInteger(value) && value > 0) continue;
    throw new RangeError(
      `Cannot make ${maker}: ${name} must be a positive whole number, got ${value}. Leave it out for its default.`,
    );
  }
}

/** @throws {TypeError} If the options are no object. */
export function checkObject(maker: string, options: unknown): void {
  if (typeof options === "object" && options !== null) return;
  throw new TypeError(
    `Cannot make ${maker}: the options must be an object, got ${options}. Leave them out for the defaults.`,
  );
}

/** Answers a search's questions: for a phi that needs no vectors, and for tests. */
export function search(searching: Searching, phi: (question: PhiQuestion) => Sample): Sample {
  let turn = searching.next();
  while (!turn.done) turn = searching.next(phi(turn.value));
  return turn.value;
}
