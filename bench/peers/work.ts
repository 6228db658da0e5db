/**
 * A piece of work that is done here and by the peers.
 *
 * @module
 */
import type { Outcome } from "./process.ts";

/** A piece of work that can be timed. */
export interface Work {
  name: string;
  /** What the peers are asked, and on which data. */
  ask: string;
  task: Record<string, unknown>;
  /** Who else does it, and how many times as fast it is meant to be here; null if nothing is said. */
  peers: Record<string, number | null>;
  /** Does it once here. */
  ours(): Promise<Outcome> | Outcome;
}

/** Works on one set of data, which is made when they are wanted. */
export interface Group {
  names: string[];
  /** Makes the data; rows is the share of the whole task's, at most 1. */
  make(rows: number): Promise<{ works: Work[]; dispose(): void }>;
}
