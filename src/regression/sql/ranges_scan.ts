/**
 * Ranges alone, for an engine that refuses sums which overflow: by them the first scan's columns are scaled.
 *
 * @module
 */
import { numbers } from "../model/algebra.ts";
import type { Model } from "../model/model.ts";
import { PassBuilder } from "./pass_builder.ts";
import type { Scan } from "./scan.ts";
import type { MomentsAnswer } from "../model/questions.ts";
import type { Place } from "./place.ts";

/** The complete rows' count and ranges; all sums are NaN. */
export function rangesScan(place: Place, model: Model): Scan<MomentsAnswer> {
  const { inputs, columns } = model;
  const pass = new PassBuilder(place, model);
  pass.keepComplete();
  pass.readColumns();
  const used = pass.output("count(*)");
  const range = (name: string) => {
    const [low, high] = [`min(${name})`, `max(${name})`].map((each) => pass.output(each));
    return { low, high };
  };
  const ranges = inputs.map(({ levels }, i) =>
    levels === undefined ? range(pass.name("r", i)) : undefined
  );
  const target = range(pass.name("y"));
  const unknown = columns.map(() => NaN);
  return pass.scan((at) => ({
    rows: at(used),
    used: at(used),
    inputs: ranges.map((each) => ({
      missing: 0,
      low: each === undefined ? NaN : at(each.low),
      high: each === undefined ? NaN : at(each.high),
    })),
    target: { missing: 0, low: at(target.low), high: at(target.high) },
    gram: columns.flatMap((_, i) => unknown.slice(0, i + 1)),
    moment: unknown,
    columnTotals: unknown,
    totals: {
      weight: NaN,
      target: NaN,
      square: NaN,
      own: model.family.own(numbers, 1).map(() => NaN),
    },
    logWeights: NaN,
    odd: 0,
  }));
}
