/**
 * Files written whole or not at all.
 *
 * @module
 */
import { dirname, join } from "../deps/path.ts";

/** Thrown where a file or folder cannot be written; its message is for the person at the terminal. */
export class OutputError extends Error {
  override name = "OutputError";
}

/**
 * Makes a folder, and checks that files can be written there, before any work is done for them. Unfinished files of a run
 * that was killed are removed.
 *
 * @throws {OutputError} If they cannot.
 */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    await removeAbandoned(folder);
    await Deno.remove(await Deno.makeTempFile({ dir: folder, prefix: ".probe-" }));
  } catch (error) {
    throw new OutputError(
      `Cannot write to the folder "${folder}": ${reason(error)}. Choose another with --out.`,
    );
  }
}

/** Where a file of that name is written before it is whole: beside it. */
export function unfinishedPath(path: string): string {
  return join(dirname(path), `.${crypto.randomUUID()}.part`);
}

const unfinished = /^\.[0-9a-f-]{36}\.part$|^\.probe-/;

/** Removes unfinished files that were last touched before this process began: nobody will finish them. */
async function removeAbandoned(folder: string): Promise<void> {
  for await (const { name, isFile } of Deno.readDir(folder)) {
    if (!isFile || !unfinished.test(name)) continue;
    const path = join(folder, name);
    // Another process may have finished it in between.
    const mtime = (await Deno.lstat(path).catch(() => undefined))?.mtime;
    if (mtime && mtime.getTime() < performance.timeOrigin) await Deno.remove(path).catch(() => {});
  }
}

/**
 * Writes a text file whole: into a temporary file beside it, which then takes its name.
 *
 * @throws {OutputError} If it cannot be written; an earlier file of that name is then untouched.
 */
export function writeWhole(path: string, text: string): Promise<void> {
  return writeAllWhole({ [path]: text });
}

/**
 * Writes text files, all of them or none: each into a temporary file first; once all are there they take their names.
 *
 * @param files Texts by path.
 * @throws {OutputError} If one cannot be written; earlier files of those names are then untouched.
 */
export async function writeAllWhole(files: Record<string, string>): Promise<void> {
  const parts = Object.entries(files).map(([path, text]) => ({
    ...{ path, text, temporary: unfinishedPath(path) },
  }));
  const clean = () =>
    Promise.all(parts.map(({ temporary }) => Deno.remove(temporary).catch(() => {})));
  for (const { path, text, temporary } of parts) {
    try {
      await Deno.writeTextFile(temporary, text);
    } catch (error) {
      await clean();
      throw new OutputError(`Cannot write "${path}": ${reason(error)}.`);
    }
  }
  for (const { path, temporary } of parts) {
    try {
      await Deno.rename(temporary, path);
    } catch (error) {
      await clean();
      throw new OutputError(`Cannot write "${path}": ${reason(error)}.`);
    }
  }
}

/**
 * The text of a file, or undefined if there is none.
 *
 * @throws {OutputError} If it is a folder, or may not be read.
 */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    const isFolder = error instanceof Deno.errors.IsADirectory;
    throw new OutputError(
      isFolder
        ? `Cannot read "${path}": it is a folder. Name a file in it.`
        : `Cannot read "${path}": ${reason(error)}.`,
    );
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message.split("\n")[0] : String(error);
}
