/**
 * A formula's text as a tree: Wilkinson and Rogers' notation (1973), with R's precedences.
 *
 * @module
 */
import { TableError } from "../model/table_error.ts";

/** A part of a formula, and where it begins. */
export type Node =
  & { at: number }
  & (
    | { kind: "number"; value: number }
    | { kind: "text"; value: string }
    | { kind: "name"; name: string }
    | { kind: "call"; name: string; arguments: Argument[] }
    | { kind: "group"; of: Node }
    | { kind: "minus"; of: Node }
    | { kind: "binary"; operator: string; left: Node; right: Node }
  );

/** What a function is given, some of it by name. */
export interface Argument {
  name?: string;
  value: Node;
}

/** Both sides. */
export interface ParsedFormula {
  text: string;
  left: Node;
  right: Node;
}

/** How strongly operators bind, the weakest first; of one kind they are read from the left, but for ^. */
const strengths: Record<string, number> = {
  ...{ "==": 1, "!=": 1, "<": 1, "<=": 1, ">": 1, ">=": 1 },
  ...{ "+": 2, "-": 2, "*": 3, "/": 3, "%in%": 4, ":": 5, "^": 7 },
};
/** -x^2 is -(x^2), and -x:z is (-x):z. */
const minusStrength = 6;

/** Deeper than this no one writes, and the stack has an end. */
const deepest = 100;

const tokens =
  /\s*(?:(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>(?:\p{L}|\.(?!\d))[\p{L}\p{N}._]*)|`(?<quoted>[^`]+)`|"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<symbol>%in%|\*\*|==|!=|<=|>=|[-+*/^:<>~(),=]))/uy;

interface Token {
  at: number;
  end: number;
  groups: Record<string, string | undefined>;
}

/** Reads a text from the left. */
class Parser {
  readonly #text: string;
  #next: Token | undefined;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#next = this.#tokenAt(0);
  }

  formula(): ParsedFormula {
    const left = this.#expression(0);
    if (!this.#takes("~")) throw this.#fault('expected "~" between the target and the features');
    const right = this.#expression(0);
    if (this.#next) throw this.#fault("expected the end, or one of + - * / : ^");
    return { text: this.#text, left, right };
  }

  #expression(least: number): Node {
    if (++this.#depth > deepest) throw this.#fault("it is nested too deeply");
    let left = this.#operand();
    for (;;) {
      const symbol = this.#symbol();
      const strength = symbol === undefined ? undefined : strengths[symbol];
      if (symbol === undefined || strength === undefined || strength < least) break;
      const { at } = this.#next!;
      this.#advance();
      const right = this.#expression(symbol === "^" ? strength : strength + 1);
      left = { kind: "binary", operator: symbol, left, right, at };
    }
    this.#depth--;
    return left;
  }

  #operand(): Node {
    const token = this.#next;
    const expected = "expected a column, a function or a number";
    if (!token) throw this.#fault(expected);
    const { at, groups: { number, name, quoted, double, single, symbol } } = token;
    if (symbol !== undefined && !"-+(".includes(symbol)) throw this.#fault(expected);
    this.#advance();
    if (number !== undefined) return { kind: "number", value: Number(number), at };
    if (quoted !== undefined) return { kind: "name", name: quoted, at };
    const text = double ?? single;
    if (text !== undefined) return { kind: "text", value: text, at };
    if (name !== undefined) {
      return this.#takes("(")
        ? { kind: "call", name, arguments: this.#arguments(), at }
        : { kind: "name", name, at };
    }
    if (symbol === "(") {
      const of = this.#expression(0);
      if (!this.#takes(")")) throw this.#fault('expected ")"');
      return { kind: "group", of, at };
    }
    const of = this.#expression(minusStrength);
    return symbol === "-" ? { kind: "minus", of, at } : of;
  }

  #arguments(): Argument[] {
    const found: Argument[] = [];
    if (this.#takes(")")) return found;
    do {
      const value = this.#expression(0);
      if (value.kind === "name" && this.#takes("=")) {
        found.push({ name: value.name, value: this.#expression(0) });
      } else {
        found.push({ value });
      }
    } while (this.#takes(","));
    if (!this.#takes(")")) throw this.#fault('expected "," or ")"');
    return found;
  }

  #symbol(): string | undefined {
    const symbol = this.#next?.groups.symbol;
    return symbol === "**" ? "^" : symbol;
  }

  #takes(symbol: string): boolean {
    if (this.#symbol() !== symbol) return false;
    this.#advance();
    return true;
  }

  #advance(): void {
    this.#next = this.#tokenAt(this.#next!.end);
  }

  #tokenAt(from: number): Token | undefined {
    tokens.lastIndex = from;
    const match = tokens.exec(this.#text);
    if (match) {
      const end = tokens.lastIndex;
      return { at: end - match[0].trimStart().length, end, groups: match.groups! };
    }
    const rest = this.#text.slice(from);
    if (rest.trim() === "") return undefined;
    const at = from + rest.length - rest.trimStart().length;
    throw formulaFault(
      this.#text,
      at,
      `"${String.fromCodePoint(this.#text.codePointAt(at)!)}" has no meaning there`,
    );
  }

  #fault(what: string): TableError {
    return formulaFault(this.#text, this.#next?.at ?? this.#text.length, what);
  }
}

/** An error that marks a place with a caret. */
export function formulaFault(text: string, at: number, what: string): TableError {
  const marked = `${text.slice(0, at)}\u2038${text.slice(at)}`;
  return new TableError(`Cannot read the formula at the caret in "${marked}": ${what}.`);
}

/**
 * A formula as a tree.
 *
 * @throws {TableError} If it is none; the place is marked.
 */
export function parseFormula(text: string): ParsedFormula {
  return new Parser(text).formula();
}
