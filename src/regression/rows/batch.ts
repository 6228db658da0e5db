/**
 * Rows in the kernels' memory: a scan of them is a call of the fused regression kernel.
 *
 * @module
 */
import type { Columns } from "../../kernels/regression/columns.ts";
import {
  inspect,
  type Inspection,
  losses,
  moments,
  point,
  type RegressionRows,
} from "../../kernels/regression/regression.ts";
import { numbers } from "../model/algebra.ts";
import type { Model, Scaling } from "../model/model.ts";
import { foldsOf } from "./folds.ts";
import { scoresOf } from "./scores.ts";
import { shapeOf } from "./shape.ts";
import type { Answer, MomentsAnswer, Question } from "../model/questions.ts";

/** How many columns a batch of a model's rows has. */
export function batchColumns({ inputs, weights }: Model): number {
  return inputs.length + (weights === undefined ? 1 : 2);
}

/** Adds the rows of a chunk. */
export function append(columns: Columns, chunk: Float64Array[]): void {
  columns.append(
    chunk[0].length,
    (column, first, to) => to.set(chunk[column].subarray(first, first + to.length)),
  );
}

/** Rows whose columns are a model's: its inputs in order, levels as their place in the list, then target, then weights. */
export class Batch {
  readonly #columns: Columns;
  readonly #model: Model;
  /** Before those that lack something were dropped. */
  readonly #total: number;
  readonly #found: Inspection;

  /** Rows that lack something leave the columns. */
  constructor(columns: Columns, model: Model) {
    this.#columns = columns;
    this.#model = model;
    this.#total = columns.rows;
    const weights = model.weights === undefined ? undefined : columns.count - 1;
    this.#found = inspect(columns, weights);
    if (this.#found.complete < columns.rows) {
      columns.keep((strip, row) =>
        strip.every((values) => Number.isFinite(values[row])) &&
        (weights === undefined || strip[weights][row] > 0)
      );
    }
  }

  /** One scan; bins without rows are among the bins. */
  answer(question: Question): Answer {
    if (question.kind === "moments") return this.#moments(question.scaling);
    if (question.kind === "folds") {
      const rows = this.designed(question.scaling, this.#model.columns.map((_, j) => j));
      return foldsOf(rows, this.#columns, question, this.#model.path?.folds?.input);
    }
    const rows = this.designed(question.scaling, question.columns, question.shape);
    if (question.kind === "shape") {
      return shapeOf(rows, this.#columns, this.#model.family, question);
    }
    if (question.kind === "scores") {
      const cluster = question.clustered ? this.#model.cluster?.input : undefined;
      return scoresOf(rows, this.#columns, this.#model.family, question, cluster);
    }
    const { rows: used } = this.#columns;
    return question.kind === "point"
      ? { used, ...point(rows, question) }
      : { used, losses: losses(rows, question) };
  }

  /** The kernel's view of some of the design's columns. */
  designed(
    { shift, scale, targetShift, targetScale }: Scaling,
    columns: number[],
    shape?: number,
  ): RegressionRows {
    const { inputs, columns: all, family, weights } = this.#model;
    return {
      columns: this.#columns,
      design: columns.map((j) => {
        const { input, level } = all[j];
        const place = level === undefined ? undefined : inputs[input!].levels!.indexOf(level);
        return { column: input, level: place, shift: shift[j], scale: scale[j] };
      }),
      target: { column: inputs.length, shift: targetShift, scale: targetScale },
      weights: weights === undefined ? undefined : inputs.length + 1,
      family: { name: family.name, link: family.link, shape },
    };
  }

  #moments(scaling: Scaling): MomentsAnswer {
    const { inputs, columns, family, weights } = this.#model;
    const { ranges } = this.#found;
    const all = columns.map((_, j) => j);
    const { totals, ...sums } = moments(this.designed(scaling, all));
    const own = (y: number, weight?: number) => family.own(numbers, y, weight);
    return {
      ...sums,
      rows: this.#total,
      used: this.#columns.rows,
      inputs: inputs.map(({ levels }, i) =>
        levels === undefined ? ranges[i] : { ...ranges[i], low: NaN, high: NaN }
      ),
      target: ranges[inputs.length],
      weights: weights === undefined ? undefined : ranges[inputs.length + 1],
      totals: { ...totals, own: this.#sums(inputs.length, own, weights !== undefined) },
      logWeights: weights === undefined
        ? 0
        : this.#sums(inputs.length + 1, (weight) => [Math.log(weight)], false)[0],
    };
  }

  /** Sums over all rows of a few numbers that a column's value gives, times the row's weight or not. */
  #sums(
    column: number,
    of: (value: number, weight?: number) => number[],
    weighted: boolean,
  ): number[] {
    const sums = of(1, weighted ? 1 : undefined).map(() => 0);
    if (sums.length === 0) return sums;
    const weights: Float64Array[] = [];
    if (weighted) this.#columns.visit(this.#columns.count - 1, (strip) => weights.push(strip));
    // Counts recur, and most are small.
    const known: number[][] = [];
    const termsOf = (value: number) =>
      Number.isInteger(value) && value >= 0 && value < 1024
        ? known[value] ??= of(value)
        : of(value);
    let strips = 0;
    this.#columns.visit(column, (values) => {
      const weight = weights[strips++];
      // A strip's sums are taken apart, so that the digits do not suffer from the number of rows.
      const part = sums.map(() => 0);
      for (let i = 0; i < values.length; i++) {
        const terms = weight ? of(values[i], weight[i]) : termsOf(values[i]);
        for (let k = 0; k < part.length; k++) part[k] += (weight ? weight[i] : 1) * terms[k];
      }
      part.forEach((each, k) => sums[k] += each);
    });
    return sums;
  }

  /** Some rows, by their number in ascending order, column by column. */
  rowsAt(places: ArrayLike<number>): Float64Array[] {
    return Array.from({ length: this.#columns.count }, (_, column) => {
      const values = new Float64Array(places.length);
      let next = 0;
      this.#columns.visit(column, (strip, first) => {
        while (next < places.length && places[next] < first + strip.length) {
          values[next] = strip[places[next] - first];
          next++;
        }
      });
      return values;
    });
  }

  /** How many rows there are. */
  get rows(): number {
    return this.#columns.rows;
  }

  /** The first rows, column by column. */
  first(count: number): Float64Array[] {
    return Array.from({ length: this.#columns.count }, (_, column) => {
      const values = new Float64Array(Math.min(count, this.#columns.rows));
      this.#columns.visit(column, (strip, first) => {
        if (first < values.length) values.set(strip.subarray(0, values.length - first), first);
      });
      return values;
    });
  }
}
