/**
 * The SQL of a fit, without running it.
 *
 * @module
 */
import type { Statement } from "../sql/dialect.ts";
import { canStream, type Engine } from "../engines/engine.ts";
import type { Input, Model } from "../model/model.ts";
import { levelsStatement, planOf } from "./prepare.ts";
import { peekStatement } from "../rows/queried_rows.ts";
import { type FitRequest, withLevels } from "../model/request.ts";
import { rowsStatement } from "../sql/rows_statement.ts";
import { scanOf } from "../sql/scans.ts";
import type { Place } from "../sql/place.ts";

/** The statements of a fit in order. Only the columns' names and types are asked for; values that earlier scans find are made up. */
export async function explain(engine: Engine, request: FitRequest): Promise<string> {
  const { model: draft, place, design } = await planOf(engine, request);
  const levelsOf = ({ levels, reference = "first level" }: Input) =>
    levels && [reference, "second level", "..."];
  const model = withLevels(draft, draft.inputs.map(levelsOf), design);
  const levels = model.inputs.flatMap(({ column, levels }, i) =>
    levels ? [part(`levels of "${column}"`, levelsStatement(place, model, i))] : []
  );
  const held = !canStream(engine) ? [] : [part(
    "the rows, unless --hold is 0: once, or at every scan if they are too many; the sums below are then taken of them by a kernel",
    rowsStatement(place, model),
  )];
  return [
    ...levels,
    ...held,
    part(
      "a few rows, for a first guess of means and spreads; no scan",
      peekStatement(place, model),
    ),
    ...scans(place, model),
  ].join("\n\n");
}

function scans(place: Place, model: Model): string[] {
  const columns = model.columns.map((_, j) => j);
  const scaled = (j: number) => model.columns[j].input !== undefined;
  const linear = model.family.isLinear;
  const scaling = {
    shift: columns.map((j) => scaled(j) && model.intercept ? 0.5 : 0),
    scale: columns.map((j) => scaled(j) ? 2 : 1),
    targetShift: linear && model.intercept ? 0.5 : 0,
    targetScale: linear ? 2 : 1,
  };
  const at = columns.map(() => 0.25);
  const moments = scanOf(place, model, { kind: "moments", scaling });
  const shared = { scaling, columns };
  const bins = { low: -3, width: 0.25, count: 24 };
  const point = { kind: "point", ...shared, at, hessian: !linear, bins } as const;
  const line = { from: at, along: at, fractions: [0.5, 0.25, 0.125] };
  return [
    part("scan 1: counts, ranges and all products", moments.statement),
    part(
      linear
        ? "scan 2: residuals, and a step that refines the digits"
        : "scan 2 and on, at each point that a step leads to; without the bins until the last",
      scanOf(place, model, point).statement,
    ),
    ...model.path?.folds
      ? [part(
        "and the products once more, fold by fold",
        scanOf(place, model, { kind: "folds", scaling, folds: model.path.folds }).statement,
      )]
      : [],
    ...linear ? [] : [part(
      "only where a full step makes it worse: the losses of shorter ones, here three",
      scanOf(place, model, { kind: "losses", ...shared, ...line }).statement,
    )],
  ];
}

function part(title: string, { text, values }: Statement): string {
  const bound = values.map((value, i) => `$${i + 1} = ${JSON.stringify(value)}`).join(", ");
  return `-- ${title.replaceAll("\n", " ")}\n${text};${
    bound && `\n-- ${bound.replaceAll("\n", " ")}`
  }`;
}
