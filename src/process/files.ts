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
 * Makes a folder, and checks that files can be written there, before any work is done for them.
 *
 * @throws {OutputError} If they cannot.
 */
export async function prepareFolder(folder: string): Promise<void> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    await Deno.remove(await Deno.makeTempFile({ dir: folder, prefix: ".probe-" }));
  } catch (error) {
    throw new OutputError(
      `Cannot write to the folder "${folder}": ${reason(error)}. Choose another with --out.`,
    );
  }
}

/**
 * Writes a text file whole: into a temporary file beside it, which then takes its name.
 *
 * @throws {OutputError} If it cannot be written; an earlier file of that name is then untouched.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${crypto.randomUUID()}.part`);
  try {
    await Deno.writeTextFile(temporary, text);
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw new OutputError(`Cannot write "${path}": ${reason(error)}.`);
  }
}

/** The text of a file, or undefined if there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message.split("\n")[0] : String(error);
}
