/**
 * Columns of a pass that are all summed alike: the engine is told once what becomes of each, and writes it in its own way.
 *
 * @module
 */
import type { Aggregate } from "./dialect.ts";
import type { At, PassBuilder } from "./pass_builder.ts";

/** Names of a pass that belong together. */
export interface Vector {
  names: string[];
  /** The name of all of them as one value, where the dialect has such values. */
  whole?: string;
}

/** A vector of the names that earlier stages made; `kind` names the whole. */
export function vectorOf(pass: PassBuilder, kind: string, names: string[]): Vector {
  const { vectors } = pass.dialect;
  if (vectors === undefined || names.length === 0) return { names };
  const whole = pass.name(kind);
  pass.stage({ [whole]: vectors.of(names) });
  return { names, whole };
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
  const element = pass.name("x");
  const text = dialect.vectors!.each(aggregate, whole, { element, becomes: expression(element) });
  return pass.outputs(dialect.vectors!.resized(text, names.length), names.length, combine);
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
      pass.stage({ [left]: vectors.scaled(whole, weight, pass.name("x")) });
    }
    const places: number[] = [];
    for (const { text, pairs } of vectors.products(left, whole, size)) {
      const outputs = pass.outputs(vectors.resized(text, pairs.length), pairs.length);
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
