/**
 * Passes over a table, put together from a model's columns.
 *
 * @module
 */
import type { Algebra } from "../model/algebra.ts";
import type { Dialect, Named } from "./dialect.ts";
import { type Expression, isColumnText, type Text } from "../model/expression.ts";
import { expressionOf, type Model, textOf } from "../model/model.ts";
import type { Value } from "../model/column.ts";
import { conditionSql } from "./condition_sql.ts";
import { type At, type Combine, combined, type Group, type Scan } from "./scan.ts";
import { numberSql, textSql } from "./expression_sql.ts";
import { sqlAlgebra } from "./sql_algebra.ts";
import type { Place } from "./place.ts";

/** Against a scaled value of 1 the part that is flushed: its square is no underflow, and no digit of a larger one is touched. */
const flushed = 2 ** -300;

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
  readonly #kept: Record<string, string> = {};

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

  /** Only about this share of the rows, drawn at random. */
  keepShare(share: number): void {
    this.#filter.push(`${this.dialect.random} < ${this.value(share)}`);
  }

  /** Only rows, of those, that lack nothing and have a weight above 0. */
  keepComplete(): void {
    this.keepAsked();
    const { inputs } = this.#model;
    const { dialect } = this;
    // A product lacks what its factors lack; but it may be infinite where they are not.
    const numbers = inputs.filter(({ levels }) => levels === undefined)
      .map((input) => numberSql(expressionOf(input), dialect, this.#bound));
    const [target, weights] = this.#targetAndWeights();
    for (const number of [...numbers, target, ...weights === undefined ? [] : [weights]]) {
      this.#filter.push(dialect.isFinite(number));
    }
    for (const input of inputs) {
      if (input.levels === undefined) continue;
      const text = textOf(input);
      const there = isColumnText(text)
        ? dialect.identifier(text.column)
        : textSql(text, dialect, this.#bound);
      this.#filter.push(`${there} IS NOT NULL`);
    }
    if (weights !== undefined) this.#filter.push(`${weights} > 0`);
  }

  /** The table's columns under names of this query: inputs r0, r1, ..., target y, weights w. */
  readColumns(): void {
    const { dialect } = this;
    const read = Object.fromEntries(this.#model.inputs.map((input, i) => [
      this.name("r", i),
      input.levels === undefined
        ? numberSql(expressionOf(input), dialect, this.#bound)
        : textSql(textOf(input), dialect, this.#bound),
    ]));
    const [target, weights] = this.#targetAndWeights();
    read[this.name("y")] = target;
    if (weights !== undefined) read[this.name("w")] = weights;
    this.stage({ ...read, ...this.#kept });
  }

  /** What else is read with the columns, under a name of this query. */
  keep(name: string, expression: string): void {
    this.#kept[name] = expression;
  }

  /** A number of each row, of the table's columns. */
  number(expression: Expression): string {
    return numberSql(expression, this.dialect, this.#bound);
  }

  /** A text of each row, of the table's columns. */
  text(text: Text): string {
    return textSql(text, this.dialect, this.#bound);
  }

  #targetAndWeights(): [target: string, weights?: string] {
    const { target, response, weights, weighting } = this.#model;
    const own = this.number(response ?? { column: target });
    return weights === undefined ? [own] : [own, this.number(weighting ?? { column: weights })];
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
