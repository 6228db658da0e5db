/**
 * tfjs's build for several threads, which an isolated page gets, has a shared memory: a module links with it only if its import says so.
 *
 * @module
 */

const importSection = 2;
/** Kinds of imports, as the binary format has them. */
const kinds = { function: 0, table: 1, memory: 2, global: 3 } as const;
/** Limits with a maximum, shared. */
const shared = 3;
/** 65,536 pages, all that 32 bits can address, as LEB128. */
const everything = [0x80, 0x80, 0x04];

/**
 * A module's bytes, with the memory that it imports declared as shared.
 *
 * @throws {Error} If it imports no memory without a maximum.
 */
export function withSharedMemory(module: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const read = new Reader(module, 8);
  while (read.at < module.length) {
    const id = read.byte();
    const sizeAt = read.at;
    const size = read.number();
    const body = read.at;
    if (id === importSection) {
      const flags = memoryFlags(read);
      const [from, to] = [flags + 1, read.at];
      return Uint8Array.from([
        ...module.subarray(0, sizeAt),
        ...leb128(size + everything.length),
        ...module.subarray(body, flags),
        shared,
        ...module.subarray(from, to),
        ...everything,
        ...module.subarray(to),
      ]);
    }
    read.at = body + size;
  }
  throw new Error("The module imports nothing.");
}

/** Finds the memory's flags in an import section; the reader stands behind its least size. */
function memoryFlags(read: Reader): number {
  for (let left = read.number(); left > 0; left--) {
    for (let names = 0; names < 2; names++) {
      const length = read.number();
      read.at += length;
    }
    const kind = read.byte();
    if (kind === kinds.memory) {
      const flags = read.at;
      if (read.byte() !== 0) break;
      read.number();
      return flags;
    }
    if (kind === kinds.function) read.number();
    else if (kind === kinds.global) read.at += 2;
    else break;
  }
  throw new Error("The module imports no memory without a maximum.");
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
      value |= (next & 0x7f) << shift;
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
