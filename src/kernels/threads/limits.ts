/**
 * The limits of the memory that a module imports, written anew. A module links with a shared memory only if its import says so; and where an engine checks
 * the bounds of every load, it does so faster if the import says that the memory never grows.
 *
 * @module
 */

const importSection = 2;
/** Kinds of imports, as the binary format has them. */
const kinds = { function: 0, table: 1, memory: 2, global: 3 } as const;
/** Flags of limits: with a maximum, and shared too. */
const flags = { plain: 0, maximum: 1, shared: 3 } as const;

/** Pages of 64 KiB of a shared memory. */
export interface MemoryLimits {
  initial: number;
  maximum: number;
}

/** All that 32 bits can address. */
export const mostPages = 65536;

/**
 * A module's bytes, with the memory that it imports declared as shared and within these limits.
 *
 * @throws {Error} If it imports no memory.
 */
export function withSharedMemory(
  module: Uint8Array<ArrayBuffer>,
  { initial, maximum }: MemoryLimits = { initial: 0, maximum: mostPages },
): Uint8Array<ArrayBuffer> {
  const read = new Reader(module, 8);
  while (read.at < module.length) {
    const id = read.byte();
    const sizeAt = read.at;
    const size = read.number();
    const body = read.at;
    if (id === importSection) {
      const { start, end, least } = memoryLimits(read);
      const limits = [flags.shared, ...leb128(Math.max(initial, least)), ...leb128(maximum)];
      return Uint8Array.from([
        ...module.subarray(0, sizeAt),
        ...leb128(size + limits.length - (end - start)),
        ...module.subarray(body, start),
        ...limits,
        ...module.subarray(end),
      ]);
    }
    read.at = body + size;
  }
  throw new Error("The module imports nothing.");
}

/** Where the memory's limits are in an import section, and how many pages it asks for. */
function memoryLimits(read: Reader): { start: number; end: number; least: number } {
  for (let left = read.number(); left > 0; left--) {
    for (let names = 0; names < 2; names++) {
      const length = read.number();
      read.at += length;
    }
    const kind = read.byte();
    if (kind === kinds.memory) {
      const start = read.at;
      const flag = read.byte();
      const least = read.number();
      if (flag !== flags.plain) read.number();
      return { start, end: read.at, least };
    }
    if (kind === kinds.function) read.number();
    else if (kind === kinds.global) read.at += 2;
    else break;
  }
  throw new Error("The module imports no memory.");
}

class Reader {
  constructor(readonly bytes: Uint8Array, public at: number) {}

  byte(): number {
    return this.bytes[this.at++];
  }

  /** A LEB128 number. */
  number(): number {
    let [value, shift] = [0, 0];
    for (;;) {
      const next = this.byte();
      value += (next & 0x7f) * 2 ** shift;
      if (next < 0x80) return value;
      shift += 7;
    }
  }
}

function leb128(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value;; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push(rest & 0x7f | 0x80);
  }
}
