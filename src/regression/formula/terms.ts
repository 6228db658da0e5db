/**
 * Which products of variables a formula means: + - : * / ^ and %in% as sets of terms.
 *
 * @module
 */
import { formulaFault, type Node, type ParsedFormula } from "./syntax.ts";

/** A product of variables, by index, in ascending order; of none is the intercept. */
export type Term = readonly number[];

/** What a formula's right side asks for. */
export interface Terms {
  /** Those of fewer variables come first. */
  terms: Term[];
  intercept: boolean;
  /** Added to eta as they are. */
  offsets: Node[];
}

/** Give 1 or 0, which is a variable. */
const comparisons = new Set(["==", "!=", "<", "<=", ">", ">="]);

/** More than these no design has room for. */
const mostTerms = 300;

/**
 * The terms of a formula.
 *
 * @param variables Which variables a name or a function's call stands for: several where it is ".".
 * @throws {TableError} If operators stand where they mean nothing.
 */
export function termsOf(
  { text, right }: ParsedFormula,
  variables: (node: Node) => number[],
): Terms {
  const offsets: Node[] = [];
  const fault = (node: Node, what: string) => formulaFault(text, node.at, what);

  /** Adds what a node stands for to some terms, or takes it away. */
  const applied = (terms: Term[], node: Node, adds: boolean): Term[] => {
    if (node.kind === "group") return applied(terms, node.of, adds);
    if (node.kind === "minus") return applied(terms, node.of, !adds);
    if (node.kind === "binary" && (node.operator === "+" || node.operator === "-")) {
      const left = applied(terms, node.left, adds);
      return applied(left, node.right, adds === (node.operator === "+"));
    }
    if (node.kind === "call" && node.name === "offset") {
      if (!adds) throw fault(node, "an offset cannot be taken away. Leave it out");
      offsets.push(node);
      return terms;
    }
    const isZero = node.kind === "number" && node.value === 0;
    return (adds === isZero ? without : united)(node, terms, isZero ? [[]] : expanded(node));
  };

  const expanded = (node: Node): Term[] => {
    switch (node.kind) {
      case "name":
        return variables(node).map((variable) => [variable]);
      case "call":
        if (node.name === "offset") throw fault(node, "an offset stands alone, after a +");
        return variables(node).map((variable) => [variable]);
      case "number":
        if (node.value === 1) return [[]];
        throw fault(node, "a number other than 0 and 1 is no term. Within I( ) it is arithmetic");
      case "text":
        throw fault(node, "a text is no term. Write a column with odd letters in backquotes");
      case "group":
      case "minus":
        return applied([], node, true);
      case "binary":
        return combined(node);
    }
  };

  const combined = (node: Node & { kind: "binary" }): Term[] => {
    const { operator } = node;
    if (comparisons.has(operator)) return variables(node).map((variable) => [variable]);
    if (operator === "+" || operator === "-") return applied([], node, true);
    const left = expanded(node.left);
    if (operator === "^") {
      const { right } = node;
      if (right.kind !== "number" || !Number.isInteger(right.value) || right.value < 1) {
        throw fault(right, "expected a whole number after ^. A column's power is I(x^2)");
      }
      let power = left;
      // Nothing is new after as many factors as there are terms.
      for (let k = 1; k < Math.min(right.value, left.length); k++) {
        power = united(node, power, crossed(node, power, left));
      }
      return power;
    }
    const right = expanded(node.right);
    if (operator === ":" || operator === "%in%") return crossed(node, left, right);
    if (operator === "*") {
      return united(node, united(node, left, right), crossed(node, left, right));
    }
    if (operator === "/") return united(node, left, crossed(node, [left.flat()], right));
    throw fault(node, `${operator} has no meaning between terms. Within I( ) it is arithmetic`);
  };

  const united = (node: Node, terms: Term[], more: Term[]): Term[] => {
    const all = new Map([...terms, ...more].map((term) => [keyOf(term), term]));
    if (all.size > mostTerms) throw fault(node, `more than ${mostTerms} terms`);
    return [...all.values()];
  };
  const without = (_: Node, terms: Term[], less: Term[]): Term[] => {
    const gone = new Set(less.map(keyOf));
    return terms.filter((term) => !gone.has(keyOf(term)));
  };
  const crossed = (node: Node, left: Term[], right: Term[]): Term[] => {
    if (left.length * right.length > mostTerms ** 2) {
      throw fault(node, `more than ${mostTerms} terms`);
    }
    const products = left.flatMap((one) => right.map((other) => sorted([...one, ...other])));
    return united(node, [], products);
  };

  const all = applied([[]], right, true);
  const terms = all.filter(({ length }) => length > 0).sort((a, b) => a.length - b.length);
  return { terms, intercept: terms.length < all.length, offsets };
}

function sorted(variables: number[]): Term {
  return [...new Set(variables)].sort((a, b) => a - b);
}

function keyOf(term: Term): string {
  return term.join(" ");
}
