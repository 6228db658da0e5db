/** The examples in docs/ are run, type-checked, and held to what they say they print. */
import assert from "../src/deps/test.ts";
import { join } from "../src/deps/path.ts";

const base = new URL("../", import.meta.url).href.replace(/\/$/, "");

interface Example {
  page: string;
  code: string;
}

const examples = pages(new URL("../docs/", import.meta.url)).flatMap(examplesOf);
const folder = Deno.makeTempDirSync();
const files = examples.map(({ code }, i) => {
  const file = join(folder, `example_${i}.ts`);
  Deno.writeTextFileSync(file, code);
  return file;
});

Deno.test("each optimizer's page has an example, and the guide names every page", () => {
  const names = pages(new URL("../docs/optimizers/", import.meta.url)).map((url) => nameOf(url));
  const guide = Deno.readTextFileSync(new URL("../docs/guide.md", import.meta.url));
  for (const name of names) {
    assert.ok(examples.some(({ page }) => page === name), `${name} has no example`);
    assert.ok(guide.includes(`optimizers/${name}`), `the guide does not name ${name}`);
  }
});

Deno.test("the examples in docs/ are right in their types", async () => {
  const check = new Deno.Command("deno", {
    args: ["check", "--no-config", ...files],
    stderr: "piped",
  });
  const { success, stderr } = await check.output();
  assert.ok(success, new TextDecoder().decode(stderr));
});

for (const [i, { page, code }] of examples.entries()) {
  Deno.test({
    name: `the example ${i + 1} in ${page} prints what it says`,
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      assert.deepEqual(await printedBy(files[i]), promisedBy(code));
    },
  });
}

Deno.test("the examples leave no files", () => {
  Deno.removeSync(folder, { recursive: true });
});

function pages(directory: URL): URL[] {
  return [...Deno.readDirSync(directory)].flatMap((entry) => {
    if (entry.isDirectory) return pages(new URL(`${entry.name}/`, directory));
    return entry.name.endsWith(".md") ? [new URL(entry.name, directory)] : [];
  });
}

function nameOf(page: URL): string {
  return page.pathname.split("/").at(-1)!;
}

/** The blocks that begin with "```ts" and nothing more. */
function examplesOf(page: URL): Example[] {
  const blocks = Deno.readTextFileSync(page).matchAll(/^```ts\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, code]) => ({
    page: nameOf(page),
    code: code.replaceAll('"BASE/', `"${base}/`),
  }));
}

/** What an example says that it prints: the comments after console.log(...). */
function promisedBy(code: string): string[] {
  return [...code.matchAll(/^\s*console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text.trim());
}

async function printedBy(file: string): Promise<string[]> {
  const printed: string[] = [];
  const { log } = console;
  console.log = (...values: unknown[]) => printed.push(values.map(String).join(" "));
  try {
    await import(`file://${file}`);
  } finally {
    console.log = log;
  }
  return printed;
}
