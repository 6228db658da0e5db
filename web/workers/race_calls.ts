/**
 * What the page asks about training: races, regressions, and networks on real data.
 *
 * @module
 */
import type { Finding } from "../../src/experiments/claims/claim.ts";
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

/** A claim of the post, put to the test at a reader's size. */
export interface ClaimQuestion {
  id: string;
  /** Of each task, at most. */
  rows: number;
  /** Of each optimizer, at most. */
  iterations: number;
  backend: string;
}

/** A network that learns to read digits. */
export interface DigitsQuestion {
  /** A name as `entriesNamed` takes it. */
  pupil: string;
  backend: string;
}

/** A digit of the rows held out that was told wrong. */
export interface WrongDigit {
  /** 8 x 8, row by row, from 0 to 16. */
  pixels: number[];
  is: number;
  told: number;
}

/** How it went. */
export interface DigitsAnswer {
  run: Run;
  /** Images that were trained on, and those held out. */
  trained: number;
  heldOut: number;
  wrong: WrongDigit[];
}

/** By name. */
export type RaceCalls = {
  race: { question: RaceQuestion; answer: RaceData; news: RaceNews };
  digits: { question: DigitsQuestion; answer: DigitsAnswer; news: RaceNews };
  claim: { question: ClaimQuestion; answer: Finding[]; news: { where: string } };
  regression: { question: RegressionQuestion; answer: RaceData; news: { where: string } };
};
