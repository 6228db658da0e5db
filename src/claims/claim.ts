/**
 * What a claim of the post is, and what the evidence says of it.
 *
 * @module
 */
import type { RaceData } from "../figures/data.ts";
import type { RunEdition } from "../race/run.ts";

/** What the evidence comes to. "not tested" only where something that it needs is not there. */
export type Verdict = "holds" | "holds with a correction" | "does not hold" | "not tested";

/** A verdict, and the numbers behind it. */
export interface Finding {
  /** Whose code: the post's to the letter, or what its text says. Left out where there is no difference. */
  edition?: RunEdition;
  verdict: Verdict;
  /** One or two sentences: why. */
  says: string;
  /** Names with units, and what was measured; a text where it is no number. */
  numbers: Record<string, number | string>;
}

/** Where a claim's evidence comes from. */
export interface Evidence {
  /** The data of a figure's races, run now or before. */
  figure(figure: number): Promise<RaceData>;
  /** What changes the rows of a task that a claim makes itself. */
  rows(full: number): number;
}

/** A claim of the post. */
export interface Claim {
  id: string;
  /** What the post says. */
  quote: string;
  /** How it is put to the test. */
  test: string;
  /** Runs the evidence. */
  examine(evidence: Evidence): Promise<Finding[]>;
}
