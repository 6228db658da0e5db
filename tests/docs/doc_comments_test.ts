/** The examples in the public functions' doc comments run as tests. */
import { type Example, filesUnder, testExamples } from "./examples.ts";

const root = new URL("../../", import.meta.url);

testExamples("doc comments", filesUnder(new URL("src/", root), ".ts").flatMap(examplesOf));

/** The blocks that begin with "```ts" and nothing more. */
function examplesOf(source: URL): Example[] {
  const blocks = Deno.readTextFileSync(source).matchAll(/^ \* ```ts\n([\s\S]*?)^ \* ```$/gm);
  return [...blocks].map(([, block], i) => ({
    name: `example ${i + 1} of ${source.href.slice(root.href.length)}`,
    code: block.replaceAll(/^ \* ?/gm, "").replaceAll('"./mod.ts"', `"${root.href}mod.ts"`),
  }));
}
