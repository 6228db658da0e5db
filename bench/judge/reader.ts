/**
 * Lines of text and float64 numbers from one stream of bytes.
 *
 * @module
 */

const newline = "\n".charCodeAt(0);

/** Reads a stream piece by piece. */
export class Reader {
  readonly #stream: ReadableStreamDefaultReader<Uint8Array>;
  #bytes = new Uint8Array();

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#stream = stream.getReader();
  }

  /** The next line, without its end; undefined if the stream has ended. */
  async line(): Promise<string | undefined> {
    let end = this.#bytes.indexOf(newline);
    while (end < 0) {
      if (!await this.#more()) return undefined;
      end = this.#bytes.indexOf(newline);
    }
    return new TextDecoder().decode(this.#take(end + 1)).trimEnd();
  }

  /** The next numbers, as this machine has them in memory. */
  async numbers(count: number): Promise<Float64Array> {
    const size = count * Float64Array.BYTES_PER_ELEMENT;
    while (this.#bytes.length < size && await this.#more());
    // A copy begins where a float64 may.
    return new Float64Array(this.#take(size).slice().buffer);
  }

  #take(size: number): Uint8Array<ArrayBuffer> {
    const taken = this.#bytes.subarray(0, size);
    this.#bytes = this.#bytes.subarray(size);
    return taken;
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#stream.read();
    if (done) return false;
    const joined = new Uint8Array(this.#bytes.length + value.length);
    joined.set(this.#bytes);
    joined.set(value, this.#bytes.length);
    this.#bytes = joined;
    return true;
  }
}
