/**
 * What a reader chose, as the address has it, so that a view can be sent.
 *
 * @module
 */

/** A choice: its default, and what else it may be. */
export type Field =
  | { kind: "number"; default: number; least: number; most: number; whole?: boolean }
  | { kind: "name"; default: string; names: readonly string[] }
  | { kind: "names"; default: readonly string[]; names: readonly string[] };

/** All choices of a page, by their names in the address. */
export type Fields = Record<string, Field>;

/** A value for each choice. */
export type View<F extends Fields> = {
  [K in keyof F]: F[K]["kind"] extends "number" ? number
    : F[K]["kind"] extends "name" ? string
    : readonly string[];
};

/** What an address said, and what of it could not be used. */
export interface ReadView<F extends Fields> {
  view: View<F>;
  /** What the address says itself. */
  said: Set<string>;
  notes: string[];
}

/** Reads an address's fragment. What it does not say, or says wrong, is the default; the latter with a note. */
export function readView<F extends Fields>(fragment: string, fields: F): ReadView<F> {
  const view: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) view[name] = field.default;
  const notes: string[] = [];
  const said = new Set<string>();
  for (const [name, text] of new URLSearchParams(fragment.replace(/^#/, ""))) {
    // A fragment of one word is a place on the page.
    if (text === "" && !Object.hasOwn(fields, name)) continue;
    const value = Object.hasOwn(fields, name) ? valueOf(text, fields[name]) : undefined;
    if (value === undefined) notes.push(`The address says ${name} = ${text}: left as it is.`);
    else {
      view[name] = value;
      said.add(name);
    }
  }
  return { view: view as View<F>, said, notes };
}

function valueOf(text: string, field: Field): number | string | string[] | undefined {
  if (field.kind === "name") return field.names.includes(text) ? text : undefined;
  if (field.kind === "names") {
    const chosen = [...new Set(text.split(","))];
    return chosen.every((name) => field.names.includes(name)) ? chosen : undefined;
  }
  const value = Number(text);
  const fits = text.trim() !== "" && value >= field.least && value <= field.most &&
    (!field.whole || Number.isInteger(value));
  return fits ? value : undefined;
}

/** The fragment for a view: what differs from the defaults. */
export function writeView<F extends Fields>(view: View<F>, fields: F): string {
  const said = new URLSearchParams();
  for (const [name, field] of Object.entries(fields)) {
    const text = String(view[name]);
    if (text !== String(field.default)) said.set(name, text);
  }
  return said.size === 0 ? "" : `#${said}`;
}
