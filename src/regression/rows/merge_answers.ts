/**
 * Answers to one question, for some rows and for others, as the answer for all of them.
 *
 * @module
 */
import type {
  Answer,
  Bin,
  LossesAnswer,
  MomentsAnswer,
  PointAnswer,
  Range,
} from "../model/questions.ts";

/**
 * The answer for both.
 *
 * @throws {TypeError} If they answer different kinds of questions.
 */
export function mergedAnswers(one: Answer, other: Answer): Answer {
  if ("rows" in one && "rows" in other) return mergedMoments(one, other);
  if ("gradient" in one && "gradient" in other) return mergedPoints(one, other);
  if ("losses" in one && "losses" in other) return mergedLosses(one, other);
  if ("meat" in one && "meat" in other) {
    return { used: one.used + other.used, meat: sums(one.meat, other.meat) };
  }
  if ("information" in one && "information" in other) {
    return {
      used: one.used + other.used,
      saturated: one.saturated + other.saturated,
      slope: one.slope + other.slope,
      information: one.information + other.information,
    };
  }
  throw new TypeError("Cannot merge answers to different questions.");
}

function mergedMoments(one: MomentsAnswer, other: MomentsAnswer): MomentsAnswer {
  const { totals } = one;
  return {
    rows: one.rows + other.rows,
    used: one.used + other.used,
    inputs: one.inputs.map((range, i) => mergedRange(range, other.inputs[i])),
    target: mergedRange(one.target, other.target),
    weights: one.weights && other.weights && mergedRange(one.weights, other.weights),
    gram: sums(one.gram, other.gram),
    moment: sums(one.moment, other.moment),
    columnTotals: sums(one.columnTotals, other.columnTotals),
    totals: {
      weight: totals.weight + other.totals.weight,
      target: totals.target + other.totals.target,
      square: totals.square + other.totals.square,
      own: sums(totals.own, other.totals.own),
    },
    logWeights: one.logWeights + other.logWeights,
    odd: one.odd + other.odd,
    classes: one.classes?.map((ranges, value) =>
      ranges.map((range, j) => mergedExtent(range, other.classes![value][j]))
    ),
  };
}

function mergedPoints(one: PointAnswer, other: PointAnswer): PointAnswer {
  const { margins } = one;
  return {
    used: one.used + other.used,
    loss: one.loss + other.loss,
    gradient: sums(one.gradient, other.gradient),
    hessian: one.hessian && sums(one.hessian, other.hessian!),
    pearson: one.pearson + other.pearson,
    margins: margins && {
      least: Math.min(margins.least, other.margins!.least),
      alongLeast: Math.min(margins.alongLeast, other.margins!.alongLeast),
      alongMost: Math.max(margins.alongMost, other.margins!.alongMost),
    },
    bins: one.bins?.map((bin, k) => mergedBin(bin, other.bins![k])),
  };
}

function mergedLosses(one: LossesAnswer, other: LossesAnswer): LossesAnswer {
  return { used: one.used + other.used, losses: sums(one.losses, other.losses) };
}

function mergedRange(one: Range, other: Range): Range {
  return { missing: one.missing + other.missing, ...mergedExtent(one, other) };
}

function mergedExtent(one: Omit<Range, "missing">, other: Omit<Range, "missing">) {
  return { low: Math.min(one.low, other.low), high: Math.max(one.high, other.high) };
}

/** Rows of two bins together. */
export function mergedBin(one: Bin, other: Bin): Bin {
  return {
    rows: one.rows + other.rows,
    fitted: one.fitted + other.fitted,
    residual: one.residual + other.residual,
    square: one.square + other.square,
  };
}

function sums(one: number[], other: number[]): number[] {
  return one.map((value, i) => value + other[i]);
}
