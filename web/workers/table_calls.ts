/**
 * What the page asks about a reader's own file.
 *
 * @module
 */
import type { Run } from "../../src/records/run.ts";
import type { FamilyName } from "../../src/regression/model/families.ts";
import type { FitResult } from "../../src/regression/results/fit_result.ts";
import type { ColumnInfo } from "../table/columns.ts";

/** A table as the page shows it. */
export interface TableInfo {
  name: string;
  rows: number;
  columns: ColumnInfo[];
  notes: string[];
}

/** What is predicted, and from which columns. */
export interface TargetQuestion {
  target: string;
  features: string[];
}

/** The race's answer. */
export interface TableVerdict {
  sentence: string;
  head: string[];
  rows: string[][];
  runs: Run[];
  notes: string[];
  where: string;
}

/** By name. The table that was read last is kept. */
export type TableCalls = {
  read: { question: File; answer: TableInfo; news: never };
  fit: {
    question: { formula: string; family: FamilyName };
    answer: FitResult;
    news: never;
  };
  race: { question: TargetQuestion; answer: TableVerdict; news: { run: Run } };
};
