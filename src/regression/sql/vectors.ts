/**
 * Columns of a pass that are all summed alike: what becomes of each is stated once, and the engine writes it in its own way.
 *
 * @module
 */
import type { Aggregate } from "./dialect.ts";
import type { Scaling } from "../model/model.ts";
import type { PassBuilder } from "./pass_builder.ts";
import type { At } from "./scan.ts";

/** Names of a pass that belong together. */
export interface Vector {
  /** One by one; where there is a whole, only the whole has been computed. */
  names: string[];
  /** The name of all of them as one value, where the dialect has such values. */
  whole?: string;
}

/** A vector of what becomes of each expression, with names of this kind. */
export function vectorOf(
  pass: PassBuilder,
  kind: string,
  expressions: string[],
  becomes: (expression: string) => string,
): Vector {
  return made(pass, kind, expressions, (j) => becomes(expressions[j]), becomes);
}

/** Columns of the design, scaled, and what becomes of them. */
export function designOf(
  pass: PassBuilder,
  columns: number[],
  { shift, scale }: Scaling,
  becomes: (column: string) => string = (column) => column,
): Vector {
  const raw = columns.map((column) => pass.raw(column));
  const [shifts, scales] = [shift, scale].map((each) => columns.map((column) => each[column]));
  const one = (j: number) => becomes(pass.moved(raw[j], shifts[j], scales[j]));
  const { vectors } = pass.dialect;
  return made(pass, "c", raw, one, becomes, (all) => vectors!.moved(all, shifts, scales));
}

/** One by one, or, where the dialect has vectors, all at once. */
function made(
  pass: PassBuilder,
  kind: string,
  expressions: string[],
  one: (j: number) => string,
  becomes: (expression: string) => string,
  before: (vector: string) => string = (vector) => vector,
): Vector {
  const { vectors } = pass.dialect;
  const names = expressions.map((_, j) => pass.name(kind, j));
  if (vectors === undefined || names.length < vectors.least) {
    pass.stage(Object.fromEntries(names.map((name, j) => [name, one(j)])));
    return { names };
  }
  const whole = pass.name(`${kind}s`);
  pass.stage({ [whole]: mapped(pass, before(vectors.of(expressions)), becomes) });
  return { names, whole };
}

/** What becomes of each element; the vector itself, where they stay as they are. */
function mapped(pass: PassBuilder, vector: string, becomes: (name: string) => string): string {
  const element = pass.name("x");
  const result = becomes(element);
  return result === element ? vector : pass.dialect.vectors!.map(vector, element, result);
}

/** The sum of coefficients times elements. */
export function combination(
  pass: PassBuilder,
  { names, whole }: Vector,
  coefficients: number[],
): string {
  const { dialect } = pass;
  if (names.length === 0) return dialect.double("0");
  if (whole !== undefined) return dialect.vectors!.dot(whole, coefficients);
  return names.map((name, j) => `${pass.value(coefficients[j])} * ${name}`).join(" + ");
}

/** The same aggregate of each element, or of what `expression` makes of it; their outputs, in order. */
export function each(
  pass: PassBuilder,
  { names, whole }: Vector,
  aggregate: Aggregate,
  expression: (name: string) => string = (name) => name,
): number[] {
  const { dialect } = pass;
  const combine = aggregate === "min" || aggregate === "max" ? aggregate : "sum";
  const one = (of: string) => aggregate === "sum" ? dialect.sum(of) : `${aggregate}(${of})`;
  if (whole === undefined) return names.map((name) => pass.output(one(expression(name)), combine));
  const text = dialect.vectors!.each(aggregate, mapped(pass, whole, expression), names.length);
  return pass.outputs(text, names.length, combine);
}

/**
 * The sums of all products of two elements, weighted; read as the lower triangle, row by row.
 *
 * @param weight The name of a factor of each row.
 * @param apart Pairs of which one is 0 in every row: not summed where that saves something.
 */
export function square(
  pass: PassBuilder,
  { names, whole }: Vector,
  weight?: string,
  apart: (i: number, j: number) => boolean = () => false,
): (number | undefined)[] {
  const { vectors } = pass.dialect;
  const size = names.length;
  if (whole !== undefined && vectors !== undefined) {
    const left = weight === undefined ? whole : pass.name("hs");
    if (weight !== undefined) {
      pass.stage({ [left]: mapped(pass, whole, (name) => `${weight} * ${name}`) });
    }
    const places: number[] = [];
    for (const { text, pairs } of vectors.products(left, whole, size)) {
      const outputs = pass.outputs(text, pairs.length);
      pairs.forEach(([i, j], k) => places[place(i, j)] = outputs[k]);
    }
    return places;
  }
  const weighted = weight === undefined ? names : names.map((_, j) => pass.name("h", j));
  if (weight !== undefined) {
    pass.stage(
      Object.fromEntries(names.map((name, j) => [weighted[j], `${weight} * ${name}`])),
    );
  }
  return names.flatMap((left, i) =>
    weighted.slice(0, i + 1).map((right, j) =>
      apart(i, j) ? undefined : pass.sum(`${right} * ${left}`)
    )
  );
}

/** Where a pair's sum stands in the lower triangle. */
function place(i: number, j: number): number {
  const [row, column] = i < j ? [j, i] : [i, j];
  return row * (row + 1) / 2 + column;
}

/** Outputs' values; 0 of those that were not summed. */
export function valuesAt(outputs: (number | undefined)[], at: At): number[] {
  return outputs.map((output) => output === undefined ? 0 : at(output));
}
