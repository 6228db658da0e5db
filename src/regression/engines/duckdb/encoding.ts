/**
 * How a file's characters are written, and whether it is text at all.
 *
 * @module
 */
import { TableError } from "../../model/table_error.ts";

/** How a file's characters are written, if that is not UTF-8: by its first bytes. */
export async function encodingOf(file: string): Promise<string | undefined> {
  if (/\.(gz|zst)$/i.test(file)) return undefined;
  const bytes = new Uint8Array(65_536);
  try {
    using opened = await Deno.open(file);
    const head = bytes.subarray(0, await opened.read(bytes) ?? 0);
    if (head[0] === 0xff && head[1] === 0xfe) return "utf-16";
    // A character may be cut at the end.
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return undefined;
  } catch (error) {
    // What has control characters is no text of any encoding.
    const isText = !bytes.some((byte) => byte > 0 && byte < 9 || byte > 13 && byte < 32);
    return error instanceof TypeError && isText ? "latin-1" : undefined;
  }
}

/** What packs a file, by how it begins. */
const packings: [string, string][] = [
  ["PK\x03\x04", "a zip archive or a workbook (xlsx)"],
  ["BZh", "packed by bzip2"],
  ["\xfd7zXZ", "packed by xz"],
  ["ARROW1", "an Arrow file"],
  ["\xd0\xcf\x11\xe0", "an old workbook (xls)"],
];

/** @throws {TableError} If a file is of a kind that is not read. */
export async function refusePacked(file: string): Promise<void> {
  const bytes = new Uint8Array(8);
  try {
    using opened = await Deno.open(file);
    await opened.read(bytes);
  } catch {
    return;
  }
  const head = String.fromCharCode(...bytes);
  const found = packings.find(([begin]) => head.startsWith(begin));
  if (found === undefined) return;
  throw new TableError(
    `Cannot read "${file}": it is ${
      found[1]
    }, which is not read. Unpack it, or save it as CSV or Parquet; .gz and .zst are read as they are.`,
  );
}
