/**
 * The rows of a fit one by one, as a file: fitted values, residuals, leverages and Cook's distances.
 *
 * @module
 */
import { extname } from "../../deps/path.ts";
import { inverse, root } from "../../numeric/symmetric.ts";
import { unfinishedPath } from "../../process/files.ts";
import type { DuckDBEngine } from "../engines/duckdb/engine.ts";
import { withShape } from "../model/families.ts";
import type { Model } from "../model/model.ts";
import { TableError } from "../model/table_error.ts";
import type { Solution } from "../newton/solution.ts";
import { dispersionOf } from "../results/standard_errors.ts";
import { literal } from "../sql/dialects/duckdb.ts";
import type { Statement } from "../sql/dialect.ts";
import { PassBuilder } from "../sql/pass_builder.ts";
import type { Place } from "../sql/place.ts";
import { combination, readDesign } from "../sql/point_scan.ts";

const formats: Record<string, string> = { ".csv": "csv, HEADER", ".parquet": "parquet" };

/**
 * Refuses names that say no format, before anything is fitted.
 *
 * @throws {TableError} If the name ends otherwise than in .csv or .parquet.
 */
export function checkRowsPath(path: string): void {
  if (Object.hasOwn(formats, extname(path))) return;
  throw new TableError(
    `Cannot write rows to "${path}": a name that ends in .parquet or .csv says what to write.`,
  );
}

/**
 * Writes the complete rows, in their order, with more columns: "fitted", "residual" (target less fitted), "leverage" (the hat matrix's
 * diagonal), "standardised" (Pearson's residual over its standard deviation, leverage included) and "cook" (Cook, 1977), as R's
 * fitted, residuals, hatvalues, rstandard of type "pearson" and cooks.distance have them. Costs two passes over the file.
 *
 * @throws {TableError} If the file cannot be written, or the fit has no information to tell leverages by.
 */
export async function writeRows(
  engine: DuckDBEngine,
  place: Place,
  { model, solution }: { model: Model; solution: Solution },
  path: string,
): Promise<void> {
  const columns = (await engine.describe()).map(({ name }) => name);
  const { text, values } = rowsSql(place, model, solution, columns);
  const temporary = unfinishedPath(path);
  try {
    await engine.keepOrder();
    const format = formats[extname(path)];
    await engine.query({
      text: `COPY (${text}) TO ${literal(temporary)} (FORMAT ${format})`,
      values,
    });
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw error;
  }
}

function rowsSql(place: Place, model: Model, solution: Solution, columns: string[]): Statement {
  const { start, coefficients, shape } = solution;
  const { scaling } = start.moments;
  const information = inverse(solution.hessian);
  const square = information && root(information);
  if (square === undefined) {
    throw new TableError(
      "Cannot write rows: this fit's information is singular, so that there are no leverages.",
    );
  }
  const family = withShape(model.family, shape?.theta);
  const pass = new PassBuilder(place, model);
  const { algebra, dialect } = pass;
  const kept = columns.map((column, i) => ({ column, name: pass.name("s", i) }));
  for (const { column, name } of kept) pass.keep(name, dialect.identifier(column));
  const [z, w, eta, mean, bend, distance, h, pearson, offset] = [
    ...["z", "w", "eta", "m", "v", "u", "h", "p", "o"].map((kind) => pass.name(kind)),
  ];
  // A linear family's offset was taken from the target.
  const isMoved = model.family.isLinear && model.offset !== undefined;
  if (isMoved) pass.keep(offset, pass.number(model.offset!));
  const c = readDesign(pass, { scaling, columns: start.columns });
  pass.stage({ [eta]: combination(pass, c, [...coefficients, ...start.fixed]) });
  pass.stage({ [mean]: family.mean(algebra, eta) });
  const dots = square.map((_, m) =>
    combination(pass, c, [
      ...square.map((row) => row[m]),
      ...start.fixed.map(() => 0),
    ])
  );
  const weight = model.weights === undefined ? "1" : w;
  pass.stage({
    [bend]: family.bend(algebra, eta, mean),
    [distance]: dots.map((dot) => `power(${dot}, 2)`).join(" + "),
    [pearson]: `(${z} - ${mean}) * sqrt(${weight} / ${family.variance(algebra, eta, mean)})`,
  });
  pass.stage({ [h]: `${weight} * ${bend} * ${distance}` });
  const df = start.answer.used - start.kept.length;
  const dispersion = pass.value(dispersionOf(model, solution, df));
  const scale = pass.value(scaling.targetScale);
  const fitted = `${pass.value(scaling.targetShift)} + ${scale} * ${mean}`;
  const computed = {
    fitted: isMoved ? `${fitted} + ${offset}` : fitted,
    residual: `${scale} * (${z} - ${mean})`,
    leverage: h,
    standardised: `${pearson} / sqrt(${dispersion} * (1 - ${h}))`,
    cook: `power(${pearson} / (1 - ${h}), 2) * ${h} / (${dispersion} * ${
      pass.value(start.kept.length)
    })`,
  };
  for (const { column, name } of kept) pass.output(`${name} AS ${dialect.identifier(column)}`);
  const taken = new Set(columns.map((column) => column.toLowerCase()));
  for (const [name, expression] of Object.entries(computed)) {
    let own = name;
    while (taken.has(own)) own += "_";
    pass.output(`${expression} AS ${own}`);
  }
  return pass.scan(() => undefined).statement;
}
