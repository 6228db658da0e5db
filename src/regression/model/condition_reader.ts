/**
 * Reads a condition from left to right.
 *
 * @module
 */
import { columnAt, type Found, symbols, verb } from "./condition_start.ts";
import { type Condition, operators } from "./condition_types.ts";
import { comparisonOf } from "./condition_value.ts";
import { TableError } from "./table_error.ts";
import type { Column } from "./column.ts";

/** A text with the place that has been reached. */
export class ConditionReader {
  readonly #text: string;
  readonly #columns: Column[];
  #at = 0;
  #depth = 0;

  constructor(text: string, columns: Column[]) {
    this.#text = text;
    this.#columns = columns;
  }

  /** The whole text as a condition. */
  read(): Condition {
    const found = this.#or();
    this.#skip();
    if (this.#at < this.#text.length) throw this.#fault();
    return found;
  }

  #or(): Condition {
    const parts = [this.#and()];
    while (this.#takesWord("or")) parts.push(this.#and());
    return parts.length === 1 ? parts[0] : { any: parts };
  }

  #and(): Condition {
    const parts = [this.#one()];
    while (this.#takesWord("and")) parts.push(this.#one());
    return parts.length === 1 ? parts[0] : { all: parts };
  }

  #one(): Condition {
    this.#skip();
    // A column may be called so, or begin with a parenthesis.
    if (!this.#columnAt(this.#at)) {
      if (this.#takesWord("not")) return { not: this.#one() };
      if (this.#text[this.#at] === "(") return this.#inner();
    }
    return this.#comparison();
  }

  #inner(): Condition {
    this.#at++;
    this.#depth++;
    const found = this.#or();
    this.#skip();
    if (this.#text[this.#at] !== ")") throw this.#fault("a parenthesis is not closed");
    this.#at++;
    this.#depth--;
    return found;
  }

  #comparison(): Condition {
    const found = this.#columnAt(this.#at);
    if (!found) throw this.#unknown();
    const { column } = found;
    this.#at = found.end;
    this.#skip();
    const [word] = verb.exec(this.#text.slice(this.#at)) ?? [];
    if (word !== undefined) {
      this.#at += word.length;
      return this.#phrase(column, word.toLowerCase().replaceAll(/\s+/g, " "));
    }
    const symbol = symbols.find((each) => this.#text.startsWith(each, this.#at))!;
    this.#at += symbol.length;
    this.#skip();
    if (/^[<>=!]/.test(this.#text.slice(this.#at))) {
      throw this.#fault("expected one of = != < <= > >= between column and value");
    }
    return comparisonOf(column, operators[symbol], this.#value(), this.#text);
  }

  #phrase(column: Column, phrase: string): Condition {
    const isNot = / not |^not /.test(phrase);
    const maybeNot = (condition: Condition): Condition => isNot ? { not: condition } : condition;
    if (phrase.startsWith("is")) return maybeNot({ column: column.name, isNull: true });
    if (phrase.endsWith("between")) {
      const low = this.#value();
      if (!this.#takesWord("and", false)) throw this.#fault("between needs two values with an and");
      const [from, to] = [[">=", low], ["<=", this.#value()]] as const;
      return maybeNot({
        all: [from, to].map(([sign, value]) => comparisonOf(column, sign, value, this.#text)),
      });
    }
    this.#skip();
    if (this.#text[this.#at] !== "(") throw this.#fault("in needs its values in parentheses");
    this.#at++;
    this.#depth++;
    const any: Condition[] = [];
    do {
      any.push(comparisonOf(column, "=", this.#value(","), this.#text));
      this.#skip();
    } while (this.#text[this.#at++] === ",");
    if (this.#text[this.#at - 1] !== ")") throw this.#fault("a parenthesis is not closed");
    this.#depth--;
    return maybeNot({ any });
  }

  /** A value: quoted, or up to where something else begins. */
  #value(divider?: string): string {
    this.#skip();
    const rest = this.#text.slice(this.#at);
    const [quote] = rest;
    if (quote === "'" || quote === '"') {
      for (let end = rest.indexOf(quote, 1); end > 0; end = rest.indexOf(quote, end + 1)) {
        if (!this.#isEnd(this.#at + end + 1, divider)) continue;
        this.#at += end + 1;
        return rest.slice(0, end + 1);
      }
      throw this.#fault("its value has an opening quote but no closing one");
    }
    let end = this.#at;
    while (end < this.#text.length && !this.#isEnd(end, divider)) end++;
    const value = this.#text.slice(this.#at, end).trim();
    this.#at = end;
    return value;
  }

  /** Whether a value may end here. */
  #isEnd(at: number, divider?: string): boolean {
    const rest = this.#text.slice(at);
    if (rest.trim() === "" || divider !== undefined && rest.trimStart().startsWith(divider)) {
      return true;
    }
    if (this.#depth > 0 && /^\s*\)/.test(rest)) return true;
    const [joint] = /^\s+(and|or)\s+/i.exec(rest) ?? [];
    return joint !== undefined &&
      this.#begins(at + joint.length, joint.trim().toLowerCase() === "and");
  }

  /** Whether a condition begins here; after an and, the second value of a between may as well. */
  #begins(at: number, mayBeValue: boolean): boolean {
    const rest = this.#text.slice(at);
    if (/^(not\s|\()/i.test(rest) || this.#columnAt(at) !== undefined) return true;
    return mayBeValue &&
      /\bbetween\s+[^\s]+\s*$/i.test(this.#text.slice(0, at).replace(/\s+and\s+$/i, ""));
  }

  #columnAt(at: number): Found | undefined {
    return columnAt(this.#text, at, this.#columns);
  }

  #takesWord(word: string, mustBegin = true): boolean {
    const [found] =
      new RegExp(`^\\s*${word}(?=[\\s(])\\s*`, "i").exec(this.#text.slice(this.#at)) ?? [];
    if (found === undefined || mustBegin && !this.#begins(this.#at + found.length, false)) {
      return false;
    }
    this.#at += found.length;
    return true;
  }

  #skip(): void {
    while (/\s/.test(this.#text[this.#at] ?? "")) this.#at++;
  }

  #unknown(): TableError {
    const [, unknown] = /^"?([^<>=!"]+?)"?\s*([<>=!]|\s(in|is|between)\b)/i.exec(
      this.#text.slice(this.#at),
    ) ?? [];
    if (unknown === undefined) return this.#fault();
    const names = this.#columns.slice(0, 12).map(({ name }) => name).join(", ");
    return new TableError(
      `Cannot read the condition "${this.#text}": there is no column "${unknown}"; the columns are ${names}${
        this.#columns.length > 12 ? ", ..." : ""
      }.`,
    );
  }

  #fault(what?: string): TableError {
    return new TableError(
      what === undefined
        ? `Cannot read the condition "${this.#text}": expected a column, one of = != < <= > >= in between is, and a value. Try --where "age >= 18".`
        : `Cannot read the condition "${this.#text}": ${what}.`,
    );
  }
}
