/**
 * A fit of data in an engine: the steps ask, the engine answers, and every answer is kept.
 *
 * @module
 */
import type { Engine, QueryOptions } from "../engines/engine.ts";
import { checkOptions } from "./fit_options.ts";
import { checkRows } from "./check_rows.ts";
import { type FitRecord, newRecord, type RecordedScan } from "./fit_record.ts";
import type { Model } from "../model/model.ts";
import { drive } from "../newton/drive.ts";
import { fitSteps, type FoundSolution } from "../paths/fit_steps.ts";
import type { CheckPoint } from "../newton/steps_from.ts";
import type { Solution } from "../newton/solution.ts";
import type { DataPlace } from "../rows/open_engine.ts";
import { openRows } from "../rows/open_rows.ts";
import { prepare } from "./prepare.ts";
import { QueriedRows } from "../rows/queried_rows.ts";
import type { Answer, Question } from "../model/questions.ts";
import type { FitRequest } from "../model/request.ts";
import { checkUnchanged } from "../newton/unchanged.ts";
import { Watch } from "./watch.ts";
import { mostHeld, type Rows, type SampledRow } from "../rows/rows.ts";
import { Unanswered } from "../engines/unanswered.ts";
import { ScanError } from "./scan_error.ts";
import { TableError } from "../model/table_error.ts";

/** A fit's other options. */
export interface FitTableOptions extends QueryOptions {
  /** An earlier run's record: its scans are not done again. */
  earlier?: FitRecord;
  /**
   * Rows of an engine in this process are held in memory where their columns take no more bytes; where it is 0 they stay in
   * the engine, which is asked for sums.
   */
  mostHeld?: number;
  /** Told before each scan what it is for. */
  onScan?: (number: number, purpose: string) => void;
  /** Told after each scan, and waited for. */
  onRecord?: (record: FitRecord) => Promise<void>;
}

/** A fit that came to its end. */
export interface TableFit {
  model: Model;
  solution: FoundSolution;
  record: FitRecord;
  /** Whether the rows were held in memory. */
  held: boolean;
  /** Some rows at the solution: all, if they are few. */
  sample: SampledRow[];
  /** What is to be said about the choice of columns, and about the sample. */
  notes: string[];
}

/** What each kind of scan is for. */
export const purposes: Record<Question["kind"], string> = {
  moments: "counts, means and products of all columns",
  point: "loss, gradient and what bends it",
  losses: "a line search: losses at shorter steps",
  scores: "squared residuals, for robust errors",
  folds: "the same products, fold by fold, for cross-validation",
  shape: "how far counts vary beyond Poisson's",
};

/**
 * Fits a table, one scan after another.
 *
 * @throws {TableError} If data or request cannot be fitted.
 * @throws {ScanError} If the engine gives up; the record has the scans before that.
 */
export async function fitTable(
  engine: Engine,
  data: DataPlace,
  request: FitRequest,
  options: FitTableOptions = {},
): Promise<TableFit> {
  const { earlier, onScan, onRecord, mostHeld: most = mostHeld } = options;
  checkOptions(request);
  const prepared = earlier
    ? await (await import("./read_record.ts")).prepareAgain(engine, earlier)
    : await prepare(engine, request, options);
  const { model, place } = prepared;
  const watch = await Watch.over(engine, earlier);
  const queried = new QueriedRows(engine, place, model);
  // Not before they are asked for: an earlier run may have asked all.
  let opened: Rows | undefined;
  const rows = async () => opened ??= await openRows(engine, place, model, most, options);
  try {
    const guess = earlier?.guess ?? await (await rows()).guess(options);
    const record = {
      ...newRecord(engine, data, request, prepared, guess),
      recorded: [] as RecordedScan[],
      stamp: watch.stamp,
    };
    const check: CheckPoint = (start, question, found) => {
      // Rows that this run alone holds cannot have changed.
      if (!opened?.held || earlier) checkUnchanged(model, start, question, found);
    };
    const steps = fitSteps(model, guess, request.maxScans, check);
    let isFirst = true;
    const scanned = async (question: Question): Promise<RecordedScan> => {
      options.signal?.throwIfAborted();
      await watch.before(record, (question) => ask(rows, question, options));
      onScan?.(record.recorded.length + 1, purposes[question.kind]);
      const started = performance.now();
      // Clusters and folds are put together where their names are.
      const isClustered = question.kind === "folds"
        ? question.folds.column !== undefined || !opened?.held
        : question.kind === "scores" && question.clustered;
      const asked = isClustered ? () => Promise.resolve(queried) : rows;
      const answer = await ask(asked, question, options);
      const scan = { question, answer, seconds: (performance.now() - started) / 1000 };
      // What is held was read before this run's first scan.
      if (isFirst || !opened?.held) await watch.after(record);
      isFirst = false;
      await checkRows(engine, place, scan, record);
      return scan;
    };
    let known = earlier?.recorded ?? [];
    const solution = await drive(steps, async (question) => {
      known = usable(known, record.recorded.length, question, earlier?.status);
      const before = known[record.recorded.length];
      const scan = before ?? await scanned(question);
      record.recorded.push(scan);
      if (!before) await onRecord?.(record);
      return scan.answer;
    });
    const { sample, notes } = await sampled(opened ?? queried, solution, options);
    return {
      ...{ model, solution, record, sample },
      notes: [...new Set([...engine.notes ?? [], ...prepared.notes]), ...notes],
      held: opened?.held ?? false,
    };
  } finally {
    opened?.close();
  }
}

/**
 * The recorded scans that answer what is asked now. Where the steps were out of scans, what was asked last was for the report: it is
 * done again.
 *
 * @throws {TableError} If a recorded scan answered something else.
 */
function usable(
  recorded: RecordedScan[],
  at: number,
  question: Question,
  status: string | undefined,
): RecordedScan[] {
  const scan = recorded.at(at);
  if (!scan || JSON.stringify(scan.question) === JSON.stringify(question)) return recorded;
  if (status === "out of scans") return recorded.slice(0, at);
  throw new TableError(
    "Cannot resume: the recorded scans answer different questions. Start again without --resume.",
  );
}

/** Rows for a picture: a fit that is done does not fail for want of them. */
async function sampled(
  rows: Rows,
  solution: Solution,
  options: QueryOptions,
): Promise<{ sample: SampledRow[]; notes: string[] }> {
  try {
    return { sample: await rows.sample(solution, options), notes: [] };
  } catch (error) {
    if (!(error instanceof TableError)) throw error;
    return {
      sample: [],
      notes: [`Individual rows are missing from the pictures: ${error.message}`],
    };
  }
}

async function ask(
  rows: () => Promise<Rows>,
  question: Question,
  options: QueryOptions,
): Promise<Answer> {
  try {
    return await (await rows()).answer(question, options);
  } catch (error) {
    throw error instanceof TableError
      ? new ScanError(error.message, error instanceof Unanswered)
      : error;
  }
}
