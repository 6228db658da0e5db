/**
 * How large the doors without tfjs are for a browser, minified and gzipped, and what one function of each
 * brings: `deno task sizes`. A door's own part alone counts; what tensors need is loaded with the first of them.
 *
 * @module
 */
import { markdownTable } from "../src/records/markdown.ts";
import { join } from "../src/deps/path.ts";

const root = new URL("../", import.meta.url);
const doors = ["minimize", "least_squares", "roots"];

/** The bytes that are loaded at once: the entry and what it imports, not what it may import later. */
async function sizeOf(entry: string): Promise<{ minified: number; gzipped: number }> {
  const folder = await Deno.makeTempDir();
  try {
    const args = ["bundle", "--quiet", "--minify", "--platform", "browser", "--code-splitting"];
    const { success, stderr } = await new Deno.Command("deno", {
      args: [...args, "--outdir", folder, entry],
      stderr: "piped",
    }).output();
    if (!success) throw new Error(new TextDecoder().decode(stderr));
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
    const eager = names.filter((name) => !/tensors/.test(name));
    const text = eager.map((name) => Deno.readTextFileSync(join(folder, name))).join("");
    const zipped = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
    return { minified: text.length, gzipped: (await new Response(zipped).bytes()).length };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
const rows = await Promise.all(doors.map(async (door) => {
  const { minified, gzipped } = await sizeOf(new URL(`src/doors/${door}.ts`, root).pathname);
  return [`./${door.replace("_", "-")}`, kB(minified), kB(gzipped)];
}));
console.log(markdownTable(["door", "minified", "gzipped"], rows).join("\n"));
