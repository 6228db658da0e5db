/** The examples in the public functions' doc comments run as tests. */
import { type Example, filesUnder, testExamples } from "./examples.ts";

const root = new URL("../../", import.meta.url);

const { default: { exports } } = await import("../../deno.json", { with: { type: "json" } });

testExamples(
  "doc comments",
  [new URL("mod.ts", root), ...filesUnder(new URL("src/", root), ".ts")].flatMap(examplesOf),
);

/** The blocks that begin with "```ts" and nothing more. */
function examplesOf(source: URL): Example[] {
  const blocks = Deno.readTextFileSync(source).matchAll(/^ \* ```ts\n([\s\S]*?)^ \* ```$/gm);
  return [...blocks].map(([, block], i) => ({
    name: `example ${i + 1} of ${source.href.slice(root.href.length)}`,
    code: block.replaceAll(/^ \* ?/gm, "").replaceAll(/"(\.\/[\w.-]+)"/g, addressOf),
  }));
}

/** An import of mod.ts, or of one of the package's doors, as an address. */
function addressOf(quoted: string, name: string): string {
  const path = name === "./mod.ts"
    ? name
    : Object.entries(exports).find(([key]) => key === name)?.[1];
  return path === undefined ? quoted : `"${new URL(path, root)}"`;
}
