/**
 * A fit of columns in the kernels' memory.
 *
 * @module
 */
import type { Columns } from "../../kernels/regression/columns.ts";
import type { Model } from "../model/model.ts";
import { drive } from "../newton/drive.ts";
import { fitSteps } from "../paths/fit_steps.ts";
import { type FitResult, resultOf } from "../results/fit_result.ts";
import { HeldRows } from "../rows/held_rows.ts";

/** The other options of a fit in memory. */
export interface HeldOptions {
  confidence: number;
  maxScans: number;
  notes: string[];
  /** When it began, by `performance.now()`. */
  started: number;
}

/** Fits a model to columns as a `Batch` has them, and frees them. */
export async function fitHeld(
  columns: Columns,
  model: Model,
  { confidence, maxScans, notes, started }: HeldOptions,
): Promise<FitResult> {
  try {
    const rows = new HeldRows(columns, model);
    const steps = fitSteps(model, await rows.guess(), maxScans);
    let scans = 0;
    const solution = await drive(steps, (question) => {
      scans++;
      return rows.answer(question);
    });
    return resultOf({
      ...{ model, solution, confidence, scans, levelScans: 0, notes },
      sample: await rows.sample(solution),
      data: "memory",
      engine: "regression kernel",
      held: true,
      seconds: (performance.now() - started) / 1000,
    });
  } finally {
    columns.free();
  }
}
