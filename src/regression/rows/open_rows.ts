/**
 * Where a fit's rows are while it lasts: in memory if they are few enough, in a stream, or in their engine.
 *
 * @module
 */
import { Columns } from "../../kernels/regression/columns.ts";
import { startThreads } from "../../kernels/threads/threads.ts";
import { append, batchColumns } from "./batch.ts";
import {
  canStream,
  type Engine,
  type QueryOptions,
  type StreamingEngine,
} from "../engines/engine.ts";
import { HeldRows } from "./held_rows.ts";
import type { Model } from "../model/model.ts";
import { QueriedRows } from "./queried_rows.ts";
import type { Rows } from "./rows.ts";
import { rowsStatement } from "../sql/rows_statement.ts";
import { StreamedRows } from "./streamed_rows.ts";
import type { Place } from "../sql/place.ts";

/** From this many values on, starting threads pays; a linear fit scans only twice. */
const worthThreads = { once: 30_000_000, often: 2_000_000 };

/**
 * The rows that satisfy the conditions. Of an engine in this process they are held in memory if their columns take no more
 * bytes than `most`, and else streamed at every scan. They stay where they are if `most` is 0, and in every other engine.
 *
 * @throws {TableError} If they cannot be read.
 */
export async function openRows(
  engine: Engine,
  place: Place,
  model: Model,
  most: number,
  options: QueryOptions = {},
): Promise<Rows> {
  if (!canStream(engine) || most === 0) return new QueriedRows(engine, place, model);
  const mostRows = most / (8 * batchColumns(model));
  // How many a condition leaves is not known before.
  const rough = place.conditions.length > 0 ? 0 : await engine.roughRows();
  const held = rough <= mostRows && await hold(engine, place, model, mostRows, options);
  if (held) return held;
  startThreads();
  return new StreamedRows(engine, place, model);
}

/** Reads all rows; undefined if they are too many, or memory has no room: what was read is freed. */
async function hold(
  engine: StreamingEngine,
  place: Place,
  model: Model,
  mostRows: number,
  options: QueryOptions,
): Promise<HeldRows | undefined> {
  const columns = new Columns(batchColumns(model));
  let fits = true;
  const take = (chunk: Float64Array[]) => {
    try {
      append(columns, chunk);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      fits = false;
    }
    fits &&= columns.rows <= mostRows;
    if (columns.rows * columns.count > worthThreads[model.family.isLinear ? "once" : "often"]) {
      startThreads();
    }
    return fits;
  };
  try {
    await engine.stream(rowsStatement(place, model), take, options);
    if (fits) return new HeldRows(columns, model);
  } catch (error) {
    columns.free();
    throw error;
  }
  columns.free();
}
