/**
 * A few rows at a solution, for a picture; no scan.
 *
 * @module
 */
import { numbers } from "./algebra.ts";
import type { Engine, QueryOptions } from "./engine.ts";
import type { Model } from "./model.ts";
import type { Solution } from "./newton_steps.ts";
import { PassBuilder, type Place } from "./pass_builder.ts";
import { combination, readDesign } from "./point_scan.ts";

/** A row's fitted value and residual, in the target's units. */
export interface SampledRow {
  /** The mean that the model gives it. */
  fitted: number;
  /** Its target less that. */
  residual: number;
}

/** So many rows are drawn one by one. */
export const sampleSize = 2000;

/** The first complete rows that the engine comes upon: all of them, where they are few. */
export async function sampleRows(
  engine: Engine,
  place: Place,
  model: Model,
  { start, coefficients }: Solution,
  options: QueryOptions,
): Promise<SampledRow[]> {
  const { scaling } = start.moments;
  const pass = new PassBuilder(place, model);
  const columns = readDesign(pass, { scaling, columns: start.kept });
  const eta = pass.name("eta");
  pass.stage({ [eta]: combination(pass, columns, coefficients) });
  pass.output(eta);
  pass.output(pass.name("z"));
  const { text, values } = pass.scan(() => undefined).statement;
  const rows = await engine.query({ text: `${text} LIMIT ${sampleSize}`, values }, options);
  return rows.map(([at, target]) => {
    const mean = model.family.mean(numbers, Number(at));
    return {
      fitted: scaling.targetShift + scaling.targetScale * mean,
      residual: scaling.targetScale * (Number(target) - mean),
    };
  });
}
