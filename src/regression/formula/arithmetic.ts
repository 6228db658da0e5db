/**
 * Arithmetic on columns, as it stands within I( ) and the functions of a formula.
 *
 * @module
 */
import { closestString } from "../../deps/text.ts";
import type { Column } from "../model/column.ts";
import {
  type DatePart,
  dateParts,
  type Expression,
  type FunctionName,
  functions,
  type Operation,
} from "../model/expression.ts";
import type { TableError } from "../model/table_error.ts";
import { formulaFault, type Node } from "./syntax.ts";

/** Whether a column holds dates or times, by the engine's name of its type. */
export function isDate({ kind, type }: Column): boolean {
  return kind === "other" && /^(nullable\()?(date|timestamp)/i.test(type);
}

/** Functions that make categories. */
export const categories = ["C", "factor", "as.factor", "relevel"];

/** Reads numbers of a table's columns out of a formula. */
export class Arithmetic {
  readonly #text: string;
  readonly #columns: Column[];

  /** @param text The formula, for errors. */
  constructor(text: string, columns: Column[]) {
    this.#text = text;
    this.#columns = columns;
  }

  /** A number of each row. */
  number(node: Node): Expression {
    switch (node.kind) {
      case "number":
        return { number: node.value };
      case "group":
        return this.number(node.of);
      case "minus":
        return { operation: "-", left: { number: 0 }, right: this.number(node.of) };
      case "name":
        return this.#numberColumn(node, node.name);
      case "call":
        return this.#call(node);
      case "binary":
        return this.#binary(node);
      case "text":
        throw this.fault(node, "expected a number, and this is a text");
    }
  }

  #call(node: Node & { kind: "call" }): Expression {
    const { name } = node;
    if (name === "I") return this.number(this.#only(node));
    if (isOneOf(functions, name)) return { function: name, of: this.number(this.#only(node)) };
    if (isOneOf(dateParts, name)) return this.#date(node, name);
    const known = ["I", ...functions, ...dateParts, ...categories, "poly", "offset"];
    const misplaced = known.includes(name) ? "cannot stand within arithmetic" : undefined;
    const like = closestString(name, known);
    throw this.fault(
      node,
      misplaced ??
        `there is no function ${name}. Did you mean ${like}? There are ${known.join(", ")}`,
    );
  }

  #date(node: Node & { kind: "call" }, part: DatePart): Expression {
    const of = this.#only(node);
    const column = of.kind === "name" ? this.column(of, of.name) : undefined;
    if (column && isDate(column)) return { date: column.name, part };
    throw this.fault(of, `${part} takes a column of dates or times`);
  }

  #binary(node: Node & { kind: "binary" }): Expression {
    const { operator, left, right } = node;
    if (operator === ":" || operator === "%in%") {
      throw this.fault(node, `${operator} has no meaning within arithmetic`);
    }
    if (right.kind === "text") return this.#same(operator, right, left);
    if (left.kind === "text") return this.#same(operator, left, right);
    return {
      operation: operator as Operation,
      left: this.number(left),
      right: this.number(right),
    };
  }

  #same(operator: string, word: Node & { kind: "text" }, other: Node): Expression {
    if (operator !== "==" && operator !== "!=") {
      throw this.fault(word, "a text can only be compared, with == or !=");
    }
    if (other.kind !== "name") {
      throw this.fault(other, "expected a column to compare the text with");
    }
    const text = { column: this.column(other, other.name).name };
    const same: Expression = { text, is: word.value };
    return operator === "==" ? same : { operation: "-", left: { number: 1 }, right: same };
  }

  #only(node: Node & { kind: "call" }): Node {
    const [of, ...rest] = node.arguments;
    if (of && of.name === undefined && rest.length === 0) return of.value;
    throw this.fault(node, `${node.name} takes one argument`);
  }

  #numberColumn(node: Node, name: string): Expression {
    const column = this.column(node, name);
    if (column.kind === "number") return { column: column.name };
    if (isDate(column)) return { date: column.name, part: "days" };
    const advice = column.kind === "text"
      ? `Compare it, as in I(${name} == "word"), or make it a category of its own`
      : `Try C(${name})`;
    throw this.fault(node, `"${name}" holds no numbers (${column.type}). ${advice}`);
  }

  /** A column by its name. */
  column(node: Node, name: string): Column {
    const column = this.#columns.find((each) => each.name === name);
    if (column) return column;
    const names = this.#columns.map((each) => each.name);
    const like = names.length === 0 ? "" : ` Did you mean "${closestString(name, names)}"?`;
    throw this.fault(
      node,
      `there is no column "${name}".${like} The columns are ${names.slice(0, 12).join(", ")}${
        names.length > 12 ? ", ..." : ""
      }`,
    );
  }

  /** An error that marks the node. */
  fault(node: Node, what: string): TableError {
    return formulaFault(this.#text, node.at, what);
  }
}

function isOneOf<T extends DatePart | FunctionName>(names: readonly T[], name: string): name is T {
  return (names as readonly string[]).includes(name);
}
