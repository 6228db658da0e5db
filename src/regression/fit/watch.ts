/**
 * All scans of a fit are to be of the same rows.
 *
 * @module
 */
import type { Engine } from "../engines/engine.ts";
import type { FitRecord } from "./fit_record.ts";
import type { Answer, Question } from "../model/questions.ts";
import { checkRepeated } from "../newton/unchanged.ts";
import { TableError } from "../model/table_error.ts";

/** Looks whether files are changed, between scans and between a stop and a resumed fit. */
export class Watch {
  readonly #engine: Engine;
  readonly #earlier?: FitRecord;
  /** As this run found the data. */
  readonly #stamp?: string;
  /** Whether the record cannot tell, so that its first scan is done again before any other. */
  #repeats: boolean;

  private constructor(engine: Engine, stamp?: string, earlier?: FitRecord) {
    this.#engine = engine;
    this.#earlier = earlier;
    this.#stamp = stamp;
    this.#repeats = earlier !== undefined && earlier.stamp === undefined && stamp !== undefined;
  }

  /** From now on, or from an earlier run's start. */
  static async over(engine: Engine, earlier?: FitRecord): Promise<Watch> {
    return new Watch(engine, await engine.stamp?.(), earlier);
  }

  /** What a record keeps. */
  get stamp(): string | undefined {
    return this.#earlier?.stamp ?? this.#stamp;
  }

  /**
   * Before a scan that an earlier run left.
   *
   * @throws {TableError} If files were changed since that run's first scan.
   */
  async before(
    { recorded }: FitRecord,
    answer: (question: Question) => Promise<Answer>,
  ): Promise<void> {
    if (recorded.length === 0) return;
    if (this.stamp !== this.#stamp && this.#stamp !== undefined) {
      throw new TableError(
        `Cannot resume: "${this.#engine.label}" was changed since the first scan, by its size or time of change. Start again without --resume.`,
      );
    }
    if (!this.#repeats) return;
    this.#repeats = false;
    const first = recorded.findLast(({ answer }) => "rows" in answer);
    if (first === undefined || !("rows" in first.answer)) return;
    const again = await answer(first.question);
    if ("rows" in again) checkRepeated(first.answer, again);
  }

  /**
   * After a scan of data that were read for it.
   *
   * @throws {TableError} If files were changed meanwhile.
   */
  async after({ recorded }: FitRecord): Promise<void> {
    if (await this.#engine.stamp?.() === this.#stamp) return;
    throw new TableError(
      `Cannot trust scan ${
        recorded.length + 1
      }: "${this.#engine.label}" was changed meanwhile. Start again when it is whole.`,
    );
  }
}
