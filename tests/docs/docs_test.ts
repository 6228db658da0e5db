/** The examples in docs/ run as tests, and the guide knows every optimizer's page. */
import assert from "../../src/deps/test.ts";
import { type Example, filesUnder, testExamples } from "./examples.ts";

const root = new URL("../../", import.meta.url);
const examples = filesUnder(new URL("docs/", root), ".md").flatMap(examplesOf);

testExamples("docs/", examples);

Deno.test("each optimizer's page has an example, and the guide names every page", () => {
  const guide = Deno.readTextFileSync(new URL("docs/guide.md", root));
  for (const page of filesUnder(new URL("docs/optimizers/", root), ".md")) {
    const path = pathOf(page);
    assert.ok(examples.some(({ name }) => name.endsWith(path)), `${path} has no example`);
    assert.ok(guide.includes(path.replace("docs/", "")), `the guide does not name ${path}`);
  }
});

function pathOf(page: URL): string {
  return page.href.slice(root.href.length);
}

/** The blocks that begin with "```ts" and nothing more. */
function examplesOf(page: URL): Example[] {
  const blocks = Deno.readTextFileSync(page).matchAll(/^```ts\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, code], i) => ({
    name: `example ${i + 1} of ${pathOf(page)}`,
    code: code.replaceAll('"BASE/', `"${root.href}`),
  }));
}
