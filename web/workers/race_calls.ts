/**
 * What the page asks about training: races, regressions, and networks on real data.
 *
 * @module
 */
import type { RaceData } from "../../src/records/data.ts";
import type { Run } from "../../src/records/run.ts";

/** A race on the task of one of the post's figures. */
export interface RaceQuestion {
  figure: number;
  rows: number;
  /** Of each optimizer. */
  seconds: number;
  backend: string;
  /** Names as `entriesNamed` takes them. */
  racers: readonly string[];
  /** What is finished already, of the same race: it is not run again. */
  known: Run[];
}

/** How a race is going: where it runs, or a run so far. */
export type RaceNews = { where: string } | { run: Run };

/** A linear regression of one's own size, by gradient descent and by Newton. */
export interface RegressionQuestion {
  rows: number;
  columns: number;
  backend: string;
}

/** By name. */
export type RaceCalls = {
  race: { question: RaceQuestion; answer: RaceData; news: RaceNews };
  regression: { question: RegressionQuestion; answer: RaceData; news: { where: string } };
};
