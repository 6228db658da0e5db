/**
 * The view that is shown: controls and sections read and change it, and the address follows.
 *
 * @module
 */
import { readView, writeView } from "./address.ts";
import { fields, type PageView } from "./view.ts";

type Name = keyof PageView;

/** One view, and who wants to know of changes. */
export class Store {
  readonly #view: PageView;
  readonly #listeners: { names: readonly Name[]; listener: () => void }[] = [];
  /** What of the address could not be used. */
  readonly notes: readonly string[];
  #address?: ReturnType<typeof setTimeout>;

  /** What the address said. */
  readonly said: ReadonlySet<string>;

  /** Reads the address, and follows it if the reader changes it. */
  constructor() {
    const { view, said, notes } = readView(location.hash, fields);
    this.#view = { ...view, ...smaller(said) };
    [this.said, this.notes] = [said, notes];
    addEventListener("hashchange", () => {
      // A link to a section leaves all choices.
      if (location.hash.includes("=")) this.set(readView(location.hash, fields).view);
      else this.#writeSoon();
    });
  }

  /** What is chosen now. */
  get view(): Readonly<PageView> {
    return this.#view;
  }

  /** Changes some choices; numbers are kept within their limits. */
  set(changes: Partial<PageView>): void {
    const changed = Object.entries(changes) as [Name, PageView[Name]][];
    for (const [name, value] of changed) {
      Object.assign(this.#view, { [name]: limited(name, value) });
    }
    const names = changed.map(([name]) => name);
    for (const { names: wanted, listener } of this.#listeners) {
      if (wanted.some((name) => names.includes(name))) listener();
    }
    this.#writeSoon();
  }

  /** Browsers refuse an address that changes a hundred times in half a minute. */
  #writeSoon(): void {
    clearTimeout(this.#address);
    this.#address = setTimeout(() => {
      const address = `${location.pathname}${location.search}${writeView(this.#view, fields)}`;
      history.replaceState(null, "", address);
    }, 300);
  }

  /** Calls a listener when one of these changes. */
  onChange(names: readonly Name[], listener: () => void): void {
    this.#listeners.push({ names, listener });
  }
}

/** On a phone, fewer rows than the defaults, where the address has none. */
function smaller(said: ReadonlySet<string>): Partial<PageView> {
  if (!matchMedia("(pointer: coarse)").matches && navigator.hardwareConcurrency > 1) return {};
  return { ...!said.has("rows") && { rows: 2000 }, ...!said.has("data") && { data: 20_000 } };
}

function limited<K extends Name>(name: K, value: PageView[K]): PageView[K] {
  const field = fields[name];
  if (field.kind !== "number") return value;
  const within = Math.min(field.most, Math.max(field.least, value as number));
  return (field.whole ? Math.round(within) : Number(within.toPrecision(4))) as PageView[K];
}
