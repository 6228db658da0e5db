/**
 * What a claim of the post is, and what the evidence says of it.
 *
 * @module
 */
import type { RaceData } from "../../records/data.ts";

/** What the evidence comes to. "not tested" only if something that it needs is not there. */
export type Verdict = "holds" | "holds with a correction" | "does not hold" | "not tested";

/** A verdict, and the numbers behind it. */
export interface Finding {
  /** Of what, where a claim has several: an edition (published: the post's code to the letter; intended: what its text says), or a task. */
  of?: string;
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
  /** How many rows a task has that a claim makes itself, given how many the post has. */
  rows(full: number): number;
  /** The Python that has scikit-learn, if any has. */
  python: string;
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
