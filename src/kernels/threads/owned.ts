/** What one owner frees, and nobody reaches afterwards. */

/** The one way to a value, until it is freed: then every way through here is refused. */
export class Owned<T> {
  readonly #release: (value: T) => void;
  readonly #name: string;
  #held: { value: T } | undefined;

  /** @param name What the error calls it, as in "a disposed problem". */
  constructor(value: T, release: (value: T) => void, name = "problem") {
    this.#held = { value };
    this.#release = release;
    this.#name = name;
  }

  /** @throws {Error} if it was freed. */
  get value(): T {
    if (!this.#held) throw new Error(`Cannot ask a disposed ${this.#name}. Make a new one.`);
    return this.#held.value;
  }

  /** Frees it; a second time does nothing. */
  dispose(): void {
    const held = this.#held;
    this.#held = undefined;
    if (held) this.#release(held.value);
  }
}
