/** The shared words by which threads agree who does what. */

/** Where each word is; those that threads contend for have a cache line of their own. */
export const control = {
  /** Counts questions; threads without work wait for it to change. */
  sequence: 0,
  /** 1 while the question's units may be taken. */
  open: 16,
  /** How many other threads are taking units. */
  active: 32,
  /** The next unit to take. */
  next: 48,
  /** The question: which module, where its job is, how many units, and the threads' scratch. */
  module: 64,
  job: 65,
  units: 66,
  scratch: 67,
  scratchBytes: 68,
  /** 1 when threads are to end. */
  stop: 69,
  /** How many characters the error of a unit that threw has, and the characters. */
  errorLength: 80,
  error: 81,
  /** How many words there are. */
  length: 512,
} as const;

/** How the words are named in a worker, which cannot import them. */
export type Control = typeof control;
