/**
 * A fit's questions after the first, answered from rows in memory, in float64.
 *
 * @module
 */
import { numbers } from "./algebra.ts";
import type { ArrayData } from "./array_data.ts";
import { addSquare, visitRows } from "./array_rows.ts";
import { Sums } from "./array_sums.ts";
import type { Model } from "./model.ts";
import type { Solution } from "./newton_steps.ts";
import type {
  Answer,
  Bin,
  LossesAnswer,
  LossesQuestion,
  PointAnswer,
  PointQuestion,
} from "./questions.ts";
import { type SampledRow, sampleSize } from "./sample.ts";

/** The answer to a question after the first. */
export function answerFromArrays(
  data: ArrayData,
  model: Model,
  question: PointQuestion | LossesQuestion,
): Answer {
  return question.kind === "point"
    ? arrayPoint(data, model, question)
    : arrayLosses(data, model, question);
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function arrayPoint(data: ArrayData, model: Model, question: PointQuestion): PointAnswer {
  const { at, along, bins, columns } = question;
  const { family } = model;
  const size = columns.length;
  const sums = new Sums(2 + size + (question.hessian ? size * (size + 1) / 2 : 0));
  const { current } = sums;
  const margins = { least: Infinity, alongLeast: Infinity, alongMost: -Infinity };
  const binned = Array.from({ length: bins?.count ?? 0 }, (): Bin => (
    { rows: 0, fitted: 0, residual: 0, square: 0 }
  ));
  const used = visitRows(data, model, question, (c, z, w) => {
    const eta = dot(c, at);
    const mean = family.mean(numbers, eta);
    const variance = family.variance(numbers, eta, mean);
    const residual = z - mean;
    current[0] += w * family.loss(numbers, eta, mean, z);
    current[1] += w * residual * residual / variance;
    for (let j = 0; j < size; j++) current[2 + j] += w * residual * c[j];
    if (question.hessian) addSquare(c, w * variance, current, 2 + size);
    sums.next();
    if (along) {
      const [side, zeta] = [2 * z - 1, dot(c, along)];
      margins.least = Math.min(margins.least, side * eta);
      margins.alongLeast = Math.min(margins.alongLeast, side * zeta);
      margins.alongMost = Math.max(margins.alongMost, side * zeta);
    }
    if (bins) {
      const place = Math.floor((eta - bins.low) / bins.width);
      const bin = binned[Math.max(0, Math.min(bins.count - 1, place))];
      bin.rows++;
      bin.fitted += mean;
      bin.residual += residual;
      bin.square += residual * residual;
    }
  });
  const [loss, pearson, ...others] = sums.totals();
  return {
    used,
    loss,
    pearson,
    gradient: others.slice(0, size),
    hessian: question.hessian ? others.slice(size) : undefined,
    margins: along && margins,
    bins: bins && binned.filter(({ rows }) => rows > 0),
  };
}

function arrayLosses(data: ArrayData, model: Model, question: LossesQuestion): LossesAnswer {
  const { from, along, fractions } = question;
  const { family } = model;
  const sums = new Sums(fractions.length);
  const used = visitRows(data, model, question, (c, z, w) => {
    const [start, slope] = [dot(c, from), dot(c, along)];
    fractions.forEach((fraction, k) => {
      const eta = start + fraction * slope;
      sums.current[k] += w * family.loss(numbers, eta, family.mean(numbers, eta), z);
    });
    sums.next();
  });
  return { used, losses: sums.totals() };
}

/** The first rows at a solution, for a picture. */
export function sampleArrays(
  data: ArrayData,
  model: Model,
  { start, coefficients }: Solution,
): SampledRow[] {
  const { scaling } = start.moments;
  const few = { ...data, rows: Math.min(data.rows, sampleSize) };
  const sample: SampledRow[] = [];
  visitRows(few, model, { scaling, columns: start.kept }, (c, z) => {
    const mean = model.family.mean(numbers, dot(c, coefficients));
    sample.push({
      fitted: scaling.targetShift + scaling.targetScale * mean,
      residual: scaling.targetScale * (z - mean),
    });
  });
  return sample;
}
