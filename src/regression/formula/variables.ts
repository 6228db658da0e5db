/**
 * What stands between a formula's operators: columns, functions of them, and categories.
 *
 * @module
 */
import type { Column } from "../model/column.ts";
import type { Expression, Text } from "../model/expression.ts";
import { Arithmetic, categories } from "./arithmetic.ts";
import { labelOf } from "./labels.ts";
import type { Argument, Node } from "./syntax.ts";

/** A column of numbers that a variable has. */
export interface NumberPart {
  label: string;
  expression: Expression;
}

/** What a term is a product of. */
export type Variable =
  | { label: string; numbers: NumberPart[] }
  | { label: string; text: Text; reference?: string };

/** Reads a table's columns out of a formula. */
export class Variables extends Arithmetic {
  readonly #categorical: string[];

  /**
   * @param text The formula, for errors.
   * @param categorical Columns of numbers that stand for categories.
   */
  constructor(text: string, columns: Column[], categorical: string[]) {
    super(text, columns);
    this.#categorical = categorical;
  }

  /** A term's variable. */
  variable(node: Node): Variable {
    const label = labelOf(node);
    if (node.kind === "call" && categories.includes(node.name)) {
      const { source, reference } = this.#category(node);
      return { label, text: source, reference };
    }
    if (node.kind === "call" && node.name === "poly") return { label, numbers: this.#poly(node) };
    if (node.kind === "name") {
      const { name, kind } = this.column(node, node.name);
      if (kind === "text" || this.#categorical.includes(name)) {
        return { label, text: { column: name } };
      }
    }
    return { label, numbers: [{ label, expression: this.number(node) }] };
  }

  /** Raw powers: of the same fit as orthogonal ones, with coefficients that can be read. */
  #poly(node: Node & { kind: "call" }): NumberPart[] {
    const [of, degree, ...rest] = node.arguments;
    const isRaw = rest.every(({ name, value }) =>
      name === "raw" && value.kind === "name" && ["TRUE", "T"].includes(value.name)
    );
    const count = degree?.value.kind === "number" ? degree.value.value : NaN;
    if (!of || !Number.isInteger(count) || count < 1 || count > 20 || !isRaw || rest.length > 1) {
      throw this.fault(
        node,
        "expected poly(x, 3), with a degree from 1 to 20; its powers are raw",
      );
    }
    const x = this.number(of.value);
    const name = labelOf(of.value);
    return Array.from({ length: count }, (_, k) => ({
      label: `poly(${name}, ${count})${k + 1}`,
      expression: k === 0 ? x : { operation: "^", left: x, right: { number: k + 1 } },
    }));
  }

  #category(node: Node & { kind: "call" }): { source: Text; reference?: string } {
    const [of, ...rest] = node.arguments;
    if (!of || of.name !== undefined || rest.some((each) => !isReference(each))) {
      throw this.fault(
        node,
        `expected ${node.name}(column) or ${node.name}(column, ref = "level")`,
      );
    }
    const [reference] = rest.map(({ value }) => labelOf(value).replace(/^"(.*)"$/s, "$1"));
    const { value } = of;
    if (value.kind === "call" && categories.includes(value.name)) {
      const inner = this.#category(value);
      return { source: inner.source, reference: reference ?? inner.reference };
    }
    const source = value.kind === "name"
      ? { column: this.column(value, value.name).name }
      : { of: this.number(value) };
    return { source, reference };
  }
}

function isReference({ name, value }: Argument): boolean {
  return name === "ref" && ["number", "text", "name", "minus"].includes(value.kind);
}
