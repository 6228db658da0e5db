/**
 * A scan for cross-validation: the first scan's sums in as many groups as there are folds.
 *
 * @module
 */
import { foldOf, hashFactor } from "../model/fold_hash.ts";
import type { Model } from "../model/model.ts";
import type { FoldsAnswer, FoldsQuestion } from "../model/questions.ts";
import { PassBuilder } from "./pass_builder.ts";
import type { Place } from "./place.ts";
import { readDesign } from "./point_scan.ts";
import type { Scan } from "./scan.ts";
import { each, square, valuesAt } from "./vectors.ts";

/** Complete rows only. Of many columns, groups are as many copies of their products. */
export function foldsScan(
  place: Place,
  model: Model,
  { scaling, folds: { count, column } }: FoldsQuestion,
): Scan<FoldsAnswer> {
  const pass = new PassBuilder(place, model);
  const { algebra, dialect } = pass;
  const [z, w, wz, k, sum] = ["z", "w", "wz", "k", "s"].map((kind) => pass.name(kind));
  if (column !== undefined) pass.keep(k, pass.text({ column }));
  const design = readDesign(pass, { scaling, columns: model.columns.map((_, j) => j) });
  const hasWeights = model.weights !== undefined;
  const weighted = (name: string) => hasWeights ? `${w} * ${name}` : name;
  if (column === undefined) {
    const multiplied = [...design.names, z].map((name, j) => algebra.mul(hashFactor(j), name));
    pass.stage({ [sum]: multiplied.reduce((total, each) => algebra.add(total, each)) });
  }
  pass.stage({
    [wz]: weighted(z),
    ...column === undefined ? { [k]: foldOf(algebra, (of) => `floor(${of})`, sum, count) } : {},
  });
  const used = pass.output("count(*)");
  const named = pass.output(`count(${k})`);
  const gram = square(pass, design, hasWeights ? w : undefined);
  const moment = each(pass, design, "sum", (name) => `${wz} * ${name}`);
  const columnTotals = each(pass, design, "sum", weighted);
  const totals = [hasWeights ? w : dialect.double("1"), wz, `${wz} * ${z}`].map((of) =>
    pass.sum(of)
  );
  return pass.scan((at, groups) => ({
    used: at(used),
    apart: at(used) - at(named),
    folds: groups.filter((group) => group.at(named) > 0).map((group) => {
      const [weight, target, squares] = totals.map(group.at);
      return {
        used: group.at(used),
        gram: valuesAt(gram, group.at),
        moment: moment.map(group.at),
        columnTotals: columnTotals.map(group.at),
        totals: { weight, target, square: squares, own: [] },
      };
    }),
  }), k);
}
