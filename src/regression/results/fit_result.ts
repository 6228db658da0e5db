/**
 * What a fit of a table leaves: numbers for a reader, in the data's units.
 *
 * @module
 */
import { errorsTitle } from "../model/errors.ts";
import type { FoundSolution } from "../paths/fit_steps.ts";
import type { FoundPath } from "../paths/path_steps.ts";
import type { Comparison } from "./comparison.ts";
import { missingValues } from "../newton/checks.ts";
import { mergedBin } from "../rows/merge_answers.ts";
import type { Model } from "../model/model.ts";
import type { Solution } from "../newton/solution.ts";
import type { Bin } from "../model/questions.ts";
import { notesOf } from "./fit_notes.ts";
import type { SampledRow } from "../rows/rows.ts";
import type { FitSummary } from "./fit_summary.ts";
import { leastLoss } from "./standard_errors.ts";
import { estimated, summarise } from "./statistics.ts";

/** Residuals of the rows whose fitted values lie together. */
export interface ResidualBin {
  /** How many they are. */
  rows: number;
  /** Mean fitted value. */
  fitted: number;
  /** Mean residual. */
  residual: number;
  /** Its standard error. */
  error: number;
}

/** Everything that the report and the pictures say. */
export interface FitResult extends FitSummary {
  /** The data's name. */
  data: string;
  /** What computed the sums. */
  engine: string;
  /** Whether there is a constant term. */
  intercept: boolean;
  /** Of each category the level that the others are compared with, as name = level. */
  references: string[];
  /** The penalty's lambda. */
  ridge: number;
  /** What standard errors are, if not the model's own. */
  errors?: string;
  /** Of the intervals. */
  confidence: number;
  /** Rows there are, those that were used, and those that lack a value or have weight 0; how many lack each column. */
  rows: { total: number; used: number; dropped: number; missing: Record<string, number> };
  /** Scans of sums. */
  scans: number;
  /** Whether they were of rows held in memory, which were read once. */
  held: boolean;
  /** Scans of one column each, for the levels of categories. */
  levelScans: number;
  /** Of the whole fit. */
  seconds: number;
  /** Deviance after each scan; the first is the constant's. */
  losses: { scans: number; deviance: number }[];
  /** Standard deviation of each design column, for coefficients that can be compared; null if there is no coefficient. */
  deviations: (number | null)[];
  /** None if the scans ended before residuals were looked at. */
  residuals?: ResidualBin[];
  /** Rows one by one: all, if they are few. */
  sample: SampledRow[];
  /** The lasso's or elastic net's path, of which the coefficients are one point. */
  path?: FoundPath;
  /** This fit against another, if one was named. */
  comparison?: Comparison;
  /** What a reader should know before believing the numbers. */
  notes: string[];
}

/** A fit that came to its end, and what there is to say about it. */
export interface FinishedFit {
  model: Model;
  solution: FoundSolution;
  sample: SampledRow[];
  confidence: number;
  scans: number;
  held: boolean;
  levelScans: number;
  seconds: number;
  data: string;
  engine: string;
  notes: string[];
}

/** A fit's result. */
export function resultOf(fit: FinishedFit): FitResult {
  const { model, solution, confidence } = fit;
  const { answer, moments, kept } = solution.start;
  const unit = moments.scaling.targetScale;
  const summary = summarise(model, solution, confidence);
  const least = leastLoss(model, moments.totals);
  const { scans, held, levelScans, seconds, data, engine, sample } = fit;
  return {
    ...summary,
    data,
    engine,
    intercept: model.intercept,
    references: model.inputs.flatMap(({ column, levels }, i) => {
      const columns = model.columns.filter(({ input }) => input === i);
      // Without an intercept the first category has a coefficient for each level; within a product it has no own.
      return levels === undefined || columns.length === 0 ||
          columns.some(({ level }) => level === levels[0])
        ? []
        : [`${column} = ${levels[0]}`];
    }),
    ridge: model.ridge,
    errors: errorsTitle(model.errors ?? "model", model.cluster?.label),
    confidence,
    rows: {
      total: answer.rows,
      used: answer.used,
      dropped: answer.rows - answer.used,
      missing: Object.fromEntries(missingValues(model, answer)),
    },
    scans,
    held,
    levelScans,
    seconds,
    losses: solution.losses
      .map(({ scans, loss }) => ({ scans, deviance: 2 * (loss - least) * unit * unit })),
    deviations: estimated(model).map((j) =>
      model.columns[j].input === undefined || !kept.includes(j) ? null : moments.scaling.scale[j]
    ),
    residuals: residualBins(model, solution),
    path: solution.path,
    sample,
    notes: [...fit.notes, ...notesOf(summary, solution, model)],
  };
}

function residualBins(
  { family, weights }: Model,
  { residuals, start }: Solution,
): ResidualBin[] | undefined {
  const { targetShift, targetScale } = start.moments.scaling;
  return residuals && together(residuals.binned).map(({ rows, fitted, residual, square }) => {
    const mean = residual / rows;
    const p = fitted / rows;
    // Of 0s and 1s the model itself says how they vary: a bin of nothing but 0s is no certainty.
    const variance = family.name === "logistic" && weights === undefined
      ? p * (1 - p) / rows
      : Math.max(0, square / rows - mean ** 2) / Math.max(1, rows - 1);
    return {
      rows,
      fitted: targetShift + targetScale * p,
      residual: targetScale * mean,
      error: targetScale * Math.sqrt(variance),
    };
  });
}

/** Neighbours together, until each bin has rows enough for a mean that says something. */
function together(bins: Bin[]): Bin[] {
  const all = bins.reduce((sum, { rows }) => sum + rows, 0);
  const least = Math.min(10, all / 6);
  const joined: Bin[] = [];
  for (const bin of bins) {
    const last = joined.at(-1);
    if (last === undefined || last.rows >= least) joined.push(bin);
    else joined[joined.length - 1] = mergedBin(last, bin);
  }
  if (joined.length > 1 && joined[joined.length - 1].rows < least) {
    const last = joined.pop()!;
    joined[joined.length - 1] = mergedBin(joined[joined.length - 1], last);
  }
  return joined;
}
