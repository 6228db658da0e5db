/**
 * What a page loads, in a table: sizes.html.
 *
 * @module
 */
import { join } from "../../src/deps/path.ts";
import { markdownTable } from "../../src/records/markdown.ts";
import { documentOf } from "./document.ts";

/** What each file is, by how its name begins. */
const about: [name: RegExp, what: string][] = [
  [/^more-descent\.js$/, "the whole library as one module, tfjs with its backends included"],
  [/^page\.js$/, "the page"],
  [/^workers\/concepts\.js$/, "the Worker of the concept figures"],
  [/^workers\/races\.js$/, "the Worker of races, regressions, digits and claims"],
  [/^workers\/tables\.js$/, "the Worker of a reader's file"],
  [/^tf_cpu/, "tfjs's cpu backend, if it is chosen"],
  [/^tf_wasm/, "tfjs's wasm backend, if it is chosen"],
  [/^tf_webgpu/, "tfjs's webgpu backend, if it is chosen"],
  [/^tfjs-backend-wasm\.wasm$/, "tfjs on wasm, for engines without SIMD"],
  [/^tfjs-backend-wasm-simd/, "tfjs on wasm, one thread"],
  [/^tfjs-backend-wasm-threaded/, "tfjs on wasm, for isolated pages"],
  [/^data\//, "the digits"],
];

/** Writes the page of sizes into the built page's folder. */
export async function writeSizes(dist: string): Promise<void> {
  const rows: { file: string; what: string; bytes: number; packed: number }[] = [];
  for (const folder of ["", "workers/", "data/"]) {
    for await (const { name, isFile } of Deno.readDir(join(dist, folder))) {
      const file = folder + name;
      if (!isFile || !/\.(js|wasm|gz)$/.test(name)) continue;
      const bytes = await Deno.readFile(join(dist, file));
      const what = about.find(([pattern]) => pattern.test(file))?.[1] ?? "shared by some of these";
      rows.push({ file, what, bytes: bytes.length, packed: await packed(bytes) });
    }
  }
  rows.sort((a, b) => b.packed - a.packed);
  const table = markdownTable(
    ["file", "what it is", "bytes", "gzip"],
    rows.map(({ file, what, bytes, packed }) => [
      `\`${file}\``,
      ...[what, bytes.toLocaleString("en"), packed.toLocaleString("en")],
    ]),
  );
  const markdown = [
    "# What a page loads",
    "",
    "The page loads its first figure's files at once, and the others when they are asked for. A page of your own loads the library as one module:",
    "",
    "```html",
    '<script type="module">',
    '  import { lbfgs, tf, useBackend } from "./more-descent.js";',
    '  await useBackend("cpu");',
    "  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });",
    '  model.compile({ optimizer: lbfgs(), loss: "meanSquaredError" });',
    "</script>",
    "```",
    "",
    'For `useBackend("wasm")` tfjs\'s `.wasm` files lie beside the page, or `{ files }` says where.',
    "",
    ...table,
  ].join("\n");
  await Deno.writeTextFile(join(dist, "sizes.html"), documentOf({ markdown, up: "./", nav: "" }));
}

async function packed(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return (await new Response(stream).arrayBuffer()).byteLength;
}
