/**
 * Rows with what is fitted to them, as DuckDB's SQL.
 *
 * @module
 */
import type { DuckDBEngine } from "../engines/duckdb/engine.ts";
import type { Column, Value } from "../model/column.ts";
import { type Expression, isColumnText } from "../model/expression.ts";
import { expressionOf, type Model, textOf } from "../model/model.ts";
import type { Coefficient } from "../results/fit_summary.ts";
import type { Interval } from "../results/interval.ts";
import type { Statement } from "../sql/dialect.ts";
import { numberSql } from "../sql/expression_sql.ts";
import { placeOf } from "../sql/place.ts";
import { sqlAlgebra } from "../sql/sql_algebra.ts";
import { amongLevels, levelOf, readerOf } from "./file_values.ts";

/** The statement, and what the fitted value is called in it. */
export interface PredictionSql extends Statement {
  name: string;
}

/** What else is wanted of predictions. */
export interface Predicting {
  /** Two more columns, "low" and "high": where the interval of the mean, or of a row's value, begins and ends. */
  interval?: Interval;
  /** Whether the mean is written (the default), or what the link makes of it. */
  scale?: "response" | "link";
}

/** Rows as they are written, with what is fitted to what they mean. */
export function predictionSql(
  engine: DuckDBEngine,
  model: Model,
  coefficients: Coefficient[],
  columns: Column[],
  { interval, scale = "response" }: Predicting = {},
): PredictionSql {
  const { dialect, source, copied } = engine;
  const values: Value[] = [];
  const algebra = sqlAlgebra(dialect, values);
  const own = placeOf(engine, [], columns.map(({ name }) => name)).prefix;
  const value = (number: number) => dialect.value(number, values);
  const { design, known, offset } = designSql(engine, model, values);
  const stages = [
    ...design.flatMap((text, j) => text === undefined ? [] : [`${text} AS ${own}x${j}`]),
    `${known.length === 0 ? "true" : known.join(" AND ")} AS ${own}known`,
    ...offset === undefined ? [] : [`${offset} AS ${own}offset`],
  ];
  const x = (j: number) => design[j] === undefined ? dialect.double("1") : `${own}x${j}`;
  const terms = coefficients.map(({ estimate }, j) => `${value(estimate ?? 0)} * ${x(j)}`);
  if (offset !== undefined) terms.push(`${own}offset`);
  const eta = `(${terms.join(" + ")})`;
  const names = ["prediction", ...interval ? ["low", "high"] : []].map((name) =>
    free(name, columns)
  );
  const { family } = model;
  const meanAt = (at: string) => {
    const mean = family.mean(algebra, at);
    return family.beyond
      ? algebra.select(family.beyond.is(algebra, at), family.beyond.mean, mean)
      : mean;
  };
  const scaled = (at: string) => scale === "link" ? at : meanAt(at);
  const shown = (fitted: string) => `CASE WHEN ${own}known THEN ${fitted} END`;
  const from = `SELECT *, ${stages.join(", ")} FROM ${copied ?? source}`;
  const hidden = `SELECT * EXCLUDE (${
    stages.map((stage) => stage.slice(stage.lastIndexOf(" ") + 1)).join(", ")
  }`;
  if (!interval) {
    const text = `${hidden}), ${shown(scaled(eta))} AS ${names[0]} FROM (${from}) AS t`;
    return { text, values, name: names[0] };
  }
  const moved = interval.columns.map((j, k) =>
    `(${x(j)} - ${value(interval.shift[k])}) / ${value(interval.scale[k])} AS ${own}c${k}`
  );
  const parts = interval.columns.map((_, m) => {
    const dot = interval.root.map((row, j) => [row[m], j] as const).filter(([weight]) =>
      weight !== 0
    )
      .map(([weight, j]) => `${value(weight)} * ${own}c${j}`).join(" + ");
    return `power(${dot}, 2)`;
  });
  const error = `${value(interval.factor)} * sqrt(${parts.join(" + ")} + ${
    value(interval.rowVariance)
  })`;
  const standardised = `SELECT *, ${moved.join(", ")} FROM (${from}) AS t`;
  const more = moved.map((_, k) => `${own}c${k}`).join(", ");
  // Of an inverse link the mean falls where eta rises.
  const ends = [scaled(`(${eta} - ${error})`), scaled(`(${eta} + ${error})`)];
  const low = algebra.min(ends[0], ends[1]);
  const outputs = [scaled(eta), low, algebra.max(ends[0], ends[1])].map(shown);
  const selected = outputs.map((output, i) => `${output} AS ${names[i]}`).join(", ");
  return {
    text: `${hidden}, ${more}), ${selected} FROM (${standardised}) AS t`,
    values,
    name: names[0],
  };
}

/** The design's columns, what has to be known of a row, and its offset. */
function designSql(engine: DuckDBEngine, model: Model, values: Value[]) {
  const { dialect } = engine;
  const reader = readerOf(engine, values);
  const number = (expression: Expression) => numberSql(expression, dialect, values, reader);
  const inputs = model.inputs.map((input) => {
    const { levels } = input;
    if (levels === undefined) {
      return { number: number(expressionOf(input)), level: "", options: [] };
    }
    const options = levels.map((level) => dialect.value(level, values));
    const text = textOf(input);
    const level = isColumnText(text)
      ? levelOf(engine, dialect.identifier(text.column), options)
      : amongLevels(dialect.text(number(text.of)), options);
    return { number: "", level, options };
  });
  const offset = model.offset && number(model.offset);
  const known = inputs.map(({ number, level }) =>
    number === "" ? `${level} IS NOT NULL` : dialect.isFinite(number)
  );
  if (offset) known.push(dialect.isFinite(offset));
  const design = model.columns.map(({ input, level, isOffset }) => {
    if (input === undefined || isOffset) return undefined;
    if (level === undefined) return inputs[input].number;
    const option = inputs[input].options[model.inputs[input].levels!.indexOf(level)];
    const [one, zero] = [dialect.double("1"), dialect.double("0")];
    return `CASE WHEN ${inputs[input].level} = ${option} THEN ${one} ELSE ${zero} END`;
  });
  return { design, known, offset };
}

/** A name, and more underscores where the file has that already. */
function free(name: string, columns: Column[]): string {
  let found = name;
  while (columns.some((column) => column.name.toLowerCase() === found)) found += "_";
  return found;
}
