/**
 * The first scan: counts, ranges, X'WX, X'Wy and y'Wy.
 *
 * @module
 */
import type { Model } from "../model/model.ts";
import { PassBuilder } from "./pass_builder.ts";
import type { At, Scan } from "./scan.ts";
import type { MomentsAnswer, MomentsQuestion, Range } from "../model/questions.ts";
import { designOf, each, square, valuesAt, vectorOf } from "./vectors.ts";
import type { Place } from "./place.ts";

/** All rows are read, and those that lack something count as zeros, so that one scan counts and sums. */
export function momentsScan(
  place: Place,
  model: Model,
  { scaling }: MomentsQuestion,
): Scan<MomentsAnswer> {
  const { family, inputs, columns, weights } = model;
  const pass = new PassBuilder(place, model);
  const { dialect, algebra } = pass;
  const [ok, y, w, z] = ["ok", "y", "w", "z"].map((kind) => pass.name(kind));
  const wz = weights === undefined ? z : pass.name("wz");
  const [zero, one] = [dialect.double("0"), dialect.double("1")];
  const raw = inputs.map((_, i) => pass.name("r", i));
  const used = (expression: string, otherwise = zero) =>
    `CASE WHEN ${ok} = 1 THEN ${expression} ELSE ${otherwise} END`;

  pass.keepAsked();
  pass.readColumns();
  const isNumber = (name: string) => !inputs[raw.indexOf(name)]?.levels;
  const read = [...raw, y, ...weights === undefined ? [] : [w]];
  const numeric = read.filter(isNumber);
  const complete = read.map((name) =>
    isNumber(name) ? dialect.isFinite(name) : `${name} IS NOT NULL`
  );
  if (weights !== undefined) complete.push(`${w} > 0`);
  pass.stage({ [ok]: `CASE WHEN ${complete.join(" AND ")} THEN 1 ELSE 0 END` });
  const valid = vectorOf(
    pass,
    "v",
    numeric,
    (name) => `CASE WHEN ${dialect.isNaN(name)} THEN NULL ELSE ${name} END`,
  );
  const design = designOf(pass, columns.map((_, j) => j), scaling, (column) => used(column));
  pass.stage({ [z]: used(pass.moved(y, scaling.targetShift, scaling.targetScale)) });
  const weight = weights === undefined ? undefined : pass.name("f");
  const weighted = (name: string) => weight === undefined ? name : `${weight} * ${name}`;
  if (weight !== undefined) {
    pass.stage({ [weight]: used(w) });
    pass.stage({ [wz]: weighted(z) });
  }

  const rows = pass.output("count(*)");
  const usedRows = pass.output(`sum(${ok})`);
  const counts = each(pass, valid, "count");
  const [lows, highs] = (["min", "max"] as const).map((which) => each(pass, valid, which));
  const range = (name: string) => {
    if (!isNumber(name)) {
      const there = pass.output(`count(${name})`);
      return (at: At): Range => ({ missing: at(rows) - at(there), low: NaN, high: NaN });
    }
    const i = numeric.indexOf(name);
    const missing = (at: At) => at(rows) - at(counts[i]);
    return (at: At): Range => ({ missing: missing(at), low: at(lows[i]), high: at(highs[i]) });
  };
  const ranges = raw.map(range);
  const targetRange = range(y);
  const weightRange = weights === undefined ? undefined : range(w);
  // Of two levels of one column, one is 0 in every row.
  const apart = (i: number, j: number) =>
    i !== j && columns[i].level !== undefined && columns[i].input === columns[j].input;
  const gram = square(pass, design, weight, apart);
  const moment = each(pass, design, "sum", (name) => `${wz} * ${name}`);
  // The intercept's products are the columns' totals.
  const columnTotals = model.intercept
    ? columns.map((_, j) => gram[j * (j + 1) / 2]!)
    : each(pass, design, "sum", weighted);
  const totals = {
    weight: pass.sum(used(weights === undefined ? one : w)),
    target: pass.sum(wz),
    square: pass.sum(`${wz} * ${z}`),
    logWeights: weights === undefined ? undefined : pass.sum(used(dialect.ln(used(w, one)))),
  };
  const own = family.own(algebra, z, weights === undefined ? undefined : w).map((each) =>
    pass.sum(used(weights === undefined ? each : algebra.mul(w, each)))
  );
  const logistic = family.name === "logistic";
  const odd = pass.sum(
    logistic ? used(`CASE WHEN ${y} = 0 OR ${y} = 1 THEN ${zero} ELSE ${one} END`) : zero,
  );
  const rangesWhere = (value: number) =>
    (["min", "max"] as const).map((which) =>
      each(
        pass,
        design,
        which,
        (name) => `CASE WHEN ${ok} = 1 AND ${y} = ${value} THEN ${name} END`,
      )
    );
  const classes = logistic ? [rangesWhere(0), rangesWhere(1)] : undefined;

  return pass.scan((at) => ({
    rows: at(rows),
    used: at(usedRows),
    inputs: ranges.map((each) => each(at)),
    target: targetRange(at),
    weights: weightRange?.(at),
    gram: valuesAt(gram, at),
    moment: moment.map(at),
    columnTotals: columnTotals.map(at),
    totals: {
      weight: at(totals.weight),
      target: at(totals.target),
      square: at(totals.square),
      own: own.map(at),
    },
    logWeights: totals.logWeights === undefined ? 0 : at(totals.logWeights),
    odd: at(odd),
    classes: classes?.map(([lows, highs]) =>
      lows.map((low, j) => ({ low: at(low), high: at(highs[j]) }))
    ),
  }));
}
