/**
 * Rows that are too many to be held: every scan streams them through the kernels' memory, some at a time.
 *
 * @module
 */
import { Columns, stripRows } from "../../kernels/regression/columns.ts";
import { append, Batch, batchColumns } from "./batch.ts";
import type { QueryOptions, StreamingEngine } from "../engines/engine.ts";
import { mergedAnswers } from "./merge_answers.ts";
import type { Model, Scaling } from "../model/model.ts";
import type { Solution } from "../newton/solution.ts";
import { QueriedRows } from "./queried_rows.ts";
import { type Answer, type Question, withoutEmptyBins } from "../model/questions.ts";
import type { Rows, SampledRow } from "./rows.ts";
import { rowsStatement } from "../sql/rows_statement.ts";
import type { Place } from "../sql/place.ts";

/** Bytes of a batch: no more than a cache holds. */
const cached = 2 ** 23;

/** Rows of an engine that hands them over. */
export class StreamedRows implements Rows {
  readonly held = false;
  readonly #engine: StreamingEngine;
  readonly #place: Place;
  readonly #model: Model;
  readonly #batchBytes: number;
  /** For the few rows that are looked at one by one. */
  readonly #queried: QueriedRows;

  /** Of a place in an engine. */
  constructor(engine: StreamingEngine, place: Place, model: Model, batchBytes: number = cached) {
    this.#engine = engine;
    this.#place = place;
    this.#model = model;
    this.#batchBytes = batchBytes;
    this.#queried = new QueriedRows(engine, place, model);
  }

  guess(options?: QueryOptions): Promise<Scaling> {
    return this.#queried.guess(options);
  }

  async answer(question: Question, options?: QueryOptions): Promise<Answer> {
    const count = batchColumns(this.#model);
    const rows = Math.max(1, Math.floor(this.#batchBytes / (8 * count * stripRows))) * stripRows;
    const columns = new Columns(count);
    let sum: Answer | undefined;
    const scan = () => {
      const answer = new Batch(columns, this.#model).answer(question);
      sum = sum === undefined ? answer : mergedAnswers(sum, answer);
      columns.clear();
    };
    try {
      await this.#engine.stream(rowsStatement(this.#place, this.#model), (chunk) => {
        append(columns, chunk);
        if (columns.rows >= rows) scan();
      }, options);
      if (columns.rows > 0 || sum === undefined) scan();
      return withoutEmptyBins(sum!);
    } finally {
      columns.free();
    }
  }

  sample(solution: Solution, options?: QueryOptions): Promise<SampledRow[]> {
    return this.#queried.sample(solution, options);
  }

  /** Nothing is kept between scans. */
  close(): void {}
}
