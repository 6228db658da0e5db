/**
 * Rows brought into memory where they are few enough: they are read once, whatever the number of scans.
 *
 * @module
 */
import { Columns } from "../kernels/regression/columns.ts";
import { startThreads } from "../kernels/threads.ts";
import type { Statement } from "./dialect.ts";
import type { Engine, QueryOptions } from "./engine.ts";
import { HeldRows } from "./held_rows.ts";
import type { Model } from "./model.ts";
import { PassBuilder, type Place } from "./pass_builder.ts";

/** From so many values on, more threads than one are worth their start; a linear fit scans only twice. */
const worthThreads = { linear: 30_000_000, logistic: 2_000_000, poisson: 2_000_000 };

/**
 * Reads the rows that satisfy the conditions, of an engine in this process. Undefined where there is none, and where their
 * columns take more bytes than `most`; what was read until that showed is let go.
 *
 * @throws {TableError} Where they cannot be read.
 */
export async function holdRows(
  engine: Engine,
  place: Place,
  model: Model,
  most: number,
  options: QueryOptions,
): Promise<HeldRows | undefined> {
  const count = HeldRows.columnsOf(model);
  const mostRows = most / (8 * count);
  if (engine.stream === undefined || mostRows < 1) return undefined;
  // How many a condition leaves is not known before.
  const least = place.conditions.length > 0 ? 0 : await engine.leastRows?.() ?? 0;
  if (least > mostRows) return undefined;
  const columns = new Columns(count);
  let fits = true;
  const take = (chunk: Float64Array[]) => {
    fits = appended(columns, chunk) && columns.rows <= mostRows;
    if (columns.rows * count > worthThreads[model.family.name]) startThreads();
    return fits;
  };
  try {
    await engine.stream(rowsStatement(place, model), take, options);
    if (fits) return new HeldRows(columns, model);
    columns.free();
  } catch (error) {
    columns.free();
    throw error;
  }
}

/** Adds rows, if there is memory for them. */
function appended(columns: Columns, chunk: Float64Array[]): boolean {
  try {
    columns.append(
      chunk[0].length,
      (column, first, to) => to.set(chunk[column].subarray(first, first + to.length)),
    );
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The columns of {@linkcode HeldRows}: NaN for what is not there, -1 for a level that no complete row has. */
export function rowsStatement(place: Place, model: Model): Statement {
  const pass = new PassBuilder(place, model);
  const { dialect } = pass;
  pass.keepAsked();
  pass.readColumns();
  const nothing = dialect.double("'NaN'");
  const double = (value: number) => dialect.double(String(value));
  model.inputs.forEach(({ levels }, i) => {
    const name = pass.name("r", i);
    const cases = levels?.map((level, k) =>
      `WHEN ${name} = ${pass.value(level)} THEN ${double(k)}`
    );
    const there = cases ? `${cases.join(" ")} ELSE ${double(-1)}` : `ELSE ${name}`;
    pass.output(`CASE WHEN ${name} IS NULL THEN ${nothing} ${there} END`);
  });
  for (
    const name of ["y", ...model.weights === undefined ? [] : ["w"]].map((kind) => pass.name(kind))
  ) {
    pass.output(`CASE WHEN ${name} IS NULL THEN ${nothing} ELSE ${name} END`);
  }
  return pass.scan(() => undefined).statement;
}
