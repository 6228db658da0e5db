/**
 * Passes over a table, put together from a model's columns.
 *
 * @module
 */
import type { Algebra } from "../model/algebra.ts";
import type { Dialect, Named, Statement } from "./dialect.ts";
import type { Model } from "../model/model.ts";
import type { Cell, Value } from "../model/column.ts";
import { conditionSql } from "./condition_sql.ts";
import { sqlAlgebra } from "./sql_algebra.ts";
import type { Place } from "./place.ts";

/** Against a scaled value of 1 the part that is flushed: its square is no underflow, and no digit of a larger one is touched. */
const flushed = 2 ** -300;

/** An output's value. */
export type At = (output: number) => number;

/** The rows of one group. */
export interface Group {
  key: number;
  at: At;
}

/** A statement, and how its answer is read. */
export interface Scan<T> {
  statement: Statement;
  read(rows: Cell[][]): T;
}

/** How the groups' values of an aggregate become that of all rows. */
export type Combine = "sum" | "min" | "max";

/** A pass in the making: stages, outputs, and the values they bind. */
export class PassBuilder {
  readonly dialect: Dialect;
  readonly algebra: Algebra<string>;
  readonly #place: Place;
  readonly #model: Model;
  readonly #bound: Value[] = [];
  readonly #filter: string[] = [];
  readonly #stages: Named[][] = [];
  readonly #outputs: string[] = [];
  readonly #combine: Combine[] = [];

  /** For a table and a model. */
  constructor(place: Place, model: Model) {
    this.#place = place;
    this.#model = model;
    this.dialect = place.dialect;
    this.algebra = sqlAlgebra(place.dialect, this.#bound);
  }

  /** A name of this query's own. */
  name(kind: string, index: number | string = ""): string {
    return `${this.#place.prefix}${kind}${index}`;
  }

  /** A value, bound. */
  value(value: Value): string {
    return this.dialect.value(value, this.#bound);
  }

  /** One more stage. */
  stage(expressions: Record<string, string>): void {
    const stage = Object.entries(expressions).map(([name, expression]) => ({ name, expression }));
    if (stage.length > 0) this.#stages.push(stage);
  }

  /** One more output; its index, by which the answer is read. */
  output(aggregate: string, combine: Combine = "sum"): number {
    return this.outputs(aggregate, 1, combine)[0];
  }

  /** An aggregate whose value is a vector of this size, as one output per element. */
  outputs(aggregate: string, size: number, combine: Combine = "sum"): number[] {
    const first = this.#combine.length;
    this.#outputs.push(aggregate);
    for (let i = 0; i < size; i++) this.#combine.push(combine);
    return Array.from({ length: size }, (_, i) => first + i);
  }

  /** The sum of an expression, as an output. */
  sum(expression: string): number {
    return this.output(this.dialect.sum(expression));
  }

  /** Only rows that satisfy the reader's conditions. */
  keepAsked(): void {
    for (const condition of this.#place.conditions) {
      this.#filter.push(conditionSql(condition, this.dialect, this.#bound));
    }
  }

  /** Only rows, of those, that lack nothing and have a weight above 0. */
  keepComplete(): void {
    this.keepAsked();
    const { inputs, target, weights } = this.#model;
    const { dialect } = this;
    const numeric = inputs.filter(({ levels }) => levels === undefined).map(({ column }) => column);
    for (const column of [...numeric, target, ...weights === undefined ? [] : [weights]]) {
      this.#filter.push(dialect.isFinite(dialect.double(dialect.identifier(column))));
    }
    for (const { column, levels } of inputs) {
      if (levels !== undefined) this.#filter.push(`${dialect.identifier(column)} IS NOT NULL`);
    }
    if (weights !== undefined) {
      this.#filter.push(`${dialect.double(dialect.identifier(weights))} > 0`);
    }
  }

  /** The table's columns under names of this query: inputs r0, r1, ..., target y, weights w. */
  readColumns(): void {
    const { inputs, target, weights } = this.#model;
    const { dialect } = this;
    const read = Object.fromEntries(inputs.map(({ column, levels }, i) => {
      const name = dialect.identifier(column);
      return [this.name("r", i), levels === undefined ? dialect.double(name) : dialect.text(name)];
    }));
    read[this.name("y")] = dialect.double(dialect.identifier(target));
    if (weights !== undefined) read[this.name("w")] = dialect.double(dialect.identifier(weights));
    this.stage(read);
  }

  /** A design column of those. */
  raw(column: number): string {
    const { input, level } = this.#model.columns[column];
    const { dialect } = this;
    const [zero, one] = [dialect.double("0"), dialect.double("1")];
    if (input === undefined) return one;
    if (level === undefined) return this.name("r", input);
    const same = `${this.name("r", input)} = ${this.value(level)}`;
    return `CASE WHEN ${same} THEN ${one} ELSE ${zero} END`;
  }

  /** (expression - shift) / scale. */
  moved(expression: string, shift: number, scale: number): string {
    const { algebra } = this;
    const moved = shift === 0 ? expression : algebra.sub(expression, shift);
    const part = flushed * scale;
    const from = this.#place.flush ? algebra.sub(algebra.add(moved, part), part) : moved;
    return scale === 1 ? from : algebra.div(from, scale);
  }

  /** The whole, and how its answer is read: `at` gives an output's value over all rows. */
  scan<T>(read: (at: At, groups: Group[]) => T, group?: string): Scan<T> {
    const { source } = this.#place;
    const text = this.dialect.pass({
      source,
      filter: this.#filter,
      stages: this.#stages,
      outputs: this.#outputs,
      cells: this.#combine.length,
      group,
    });
    return {
      statement: { text, values: this.#bound },
      read: (rows) => {
        const groups = rows.map((row) => {
          const values = row.map((cell) => cell === null ? NaN : Number(cell));
          return group === undefined
            ? { key: 0, at: (output: number) => values[output] }
            : { key: values[0], at: (output: number) => values[output + 1] };
        });
        // In order, so that their sums are the same whichever comes first.
        groups.sort((one, other) => one.key - other.key);
        const at = (output: number) =>
          combined(groups.map((each) => each.at(output)), this.#combine[output]);
        return read(at, groups);
      },
    };
  }
}

/** The groups' values that are there, as one; NaN if none is. */
function combined(values: number[], combine: Combine): number {
  const there = values.filter((value) => !Number.isNaN(value));
  if (there.length === 0 || combine === "sum") return values.reduce((sum, value) => sum + value, 0);
  return combine === "min" ? Math.min(...there) : Math.max(...there);
}
