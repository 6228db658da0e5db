/**
 * Rows that stay in their engine: each scan is one query, and a few numbers come back.
 *
 * @module
 */
import type { Statement } from "../sql/dialect.ts";
import type { Engine, QueryOptions } from "../engines/engine.ts";
import { guessOf } from "../newton/guess.ts";
import type { Model, Scaling } from "../model/model.ts";
import type { Solution } from "../newton/solution.ts";
import { PassBuilder } from "../sql/pass_builder.ts";
import type { Scan } from "../sql/scan.ts";
import { combination, readDesign } from "../sql/point_scan.ts";
import type { Answer, Question } from "../model/questions.ts";
import { rangesScan } from "../sql/ranges_scan.ts";
import { peekSize, type Rows, type SampledRow, sampledRow, sampleSize } from "./rows.ts";
import { scanOf } from "../sql/scans.ts";
import { OutOfRange } from "../model/table_error.ts";
import type { Place } from "../sql/place.ts";

/** An engine's rows, by SQL. */
export class QueriedRows implements Rows {
  readonly held = false;
  readonly #engine: Engine;
  #place: Place;
  readonly #model: Model;
  /** Whether ranges were given instead of sums that overflow. */
  #rescaled = false;

  /** Of a place in an engine. */
  constructor(engine: Engine, place: Place, model: Model) {
    this.#engine = engine;
    this.#place = place;
    this.#model = model;
  }

  async guess(options?: QueryOptions): Promise<Scaling> {
    const rows = await this.#engine.query(peekStatement(this.#place, this.#model), options);
    const column = (i: number) => rows.map((row) => Number(row[i]));
    const { inputs } = this.#model;
    return guessOf(this.#model, inputs.map((_, i) => column(i)), column(inputs.length));
  }

  async answer(question: Question, options?: QueryOptions): Promise<Answer> {
    const ask = async <T>({ statement, read }: Scan<T>) =>
      read(await this.#engine.query(statement, options));
    try {
      return await ask(scanOf(this.#place, this.#model, question));
    } catch (error) {
      if (!(error instanceof OutOfRange)) throw error;
      // From now on: other scans would be refused as well.
      if (!this.#place.flush) {
        this.#place = { ...this.#place, flush: true };
        return await this.answer(question, options);
      }
      if (question.kind !== "moments" || this.#rescaled) throw error;
      this.#rescaled = true;
      return await ask(rangesScan(this.#place, this.#model));
    }
  }

  async sample(solution: Solution, options?: QueryOptions): Promise<SampledRow[]> {
    const { start, coefficients } = solution;
    const { scaling } = start.moments;
    const pass = new PassBuilder(this.#place, this.#model);
    // Somewhat fewer than are wanted: the limit would cut off the last of them.
    const share = 0.95 * sampleSize / start.answer.used;
    if (share < 1) pass.keepShare(share);
    const columns = readDesign(pass, { scaling, columns: start.columns });
    const eta = pass.name("eta");
    pass.stage({ [eta]: combination(pass, columns, [...coefficients, ...start.fixed]) });
    pass.output(eta);
    pass.output(pass.name("z"));
    const { text, values } = pass.scan(() => undefined).statement;
    const few = { text: `${text} LIMIT ${sampleSize}`, values };
    const rows = await this.#engine.query(few, options);
    return rows.map(([at, target]) =>
      sampledRow(this.#model, solution, Number(at), Number(target))
    );
  }

  /** The engine is someone else's. */
  close(): void {}
}

/** A few complete rows: the inputs in order, 0 for categories, and the target. */
export function peekStatement(place: Place, model: Model): Statement {
  const pass = new PassBuilder(place, model);
  pass.keepComplete();
  pass.readColumns();
  model.inputs.forEach(({ levels }, i) =>
    pass.output(levels === undefined ? pass.name("r", i) : pass.dialect.double("0"))
  );
  pass.output(pass.name("y"));
  const { text, values } = pass.scan(() => undefined).statement;
  return { text: `${text} LIMIT ${peekSize}`, values };
}
