/**
 * Rows held in memory, all of them.
 *
 * @module
 */
import { MersenneTwister } from "../../random/mersenne_twister.ts";
import type { Columns } from "../../kernels/regression/columns.ts";
import { Batch } from "./batch.ts";
import { scaled } from "./each_row.ts";
import { guessOf } from "../newton/guess.ts";
import type { Model, Scaling } from "../model/model.ts";
import type { Solution } from "../newton/solution.ts";
import { type Answer, type Question, withoutEmptyBins } from "../model/questions.ts";
import { peekSize, type Rows, type SampledRow, sampledRow, sampleSize } from "./rows.ts";

/** Rows that were read once; scans are of the kernels' memory. */
export class HeldRows implements Rows {
  readonly held = true;
  readonly #columns: Columns;
  readonly #model: Model;
  readonly #batch: Batch;

  /** Takes over columns as a {@linkcode Batch} has them; they are freed by `close`. */
  constructor(columns: Columns, model: Model) {
    this.#columns = columns;
    this.#model = model;
    this.#batch = new Batch(columns, model);
  }

  guess(): Promise<Scaling> {
    const first = this.#batch.first(peekSize);
    return Promise.resolve(guessOf(this.#model, first, first[this.#model.inputs.length]));
  }

  answer(question: Question): Promise<Answer> {
    return Promise.resolve(withoutEmptyBins(this.#batch.answer(question)));
  }

  sample(solution: Solution): Promise<SampledRow[]> {
    const { start, coefficients } = solution;
    const { design, target } = this.#batch.designed(start.moments.scaling, start.columns);
    const at = [...coefficients, ...start.fixed];
    const drawn = this.#batch.rowsAt(drawnRows(this.#batch.rows, sampleSize));
    const sampled = Array.from(drawn[target.column!], (_, row) => {
      const eta = design.reduce((sum, each, k) => sum + at[k] * scaled(each, drawn, row), 0);
      return sampledRow(this.#model, solution, eta, scaled(target, drawn, row));
    });
    return Promise.resolve(sampled);
  }

  close(): void {
    this.#columns.free();
  }
}

/** Rows drawn at random, in ascending order: all, if they are few. Always the same of as many. */
function drawnRows(rows: number, count: number): number[] {
  if (rows <= count) return Array.from({ length: rows }, (_, row) => row);
  const generator = new MersenneTwister(0);
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(Math.floor(generator.next() / 2 ** 32 * rows));
  return [...drawn].sort((a, b) => a - b);
}
