/**
 * Whether files were changed, without reading them.
 *
 * @module
 */

/** A digest of the files' names, sizes and times of change. */
export async function stampOf(files: string[]): Promise<string> {
  const each = await Promise.all(files.map(async (file) => {
    const found = await Deno.stat(file).catch(() => undefined);
    return [file, found?.size ?? null, found?.mtime?.getTime() ?? null];
  }));
  const bytes = new TextEncoder().encode(JSON.stringify(each));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return digest.slice(0, 16).toHex();
}
