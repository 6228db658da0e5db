/**
 * The examples in the public functions' doc comments are type-checked, run, and held to the numbers and words that
 * they say they print.
 */
import { join } from "../src/deps/path.ts";
import assert from "../src/deps/test.ts";
import * as tf from "../src/deps/tf.ts";

interface Example {
  name: string;
  file: string;
  /** The comments after what prints, in order. */
  promises: string[];
}

const root = new URL("../", import.meta.url);
const folder = Deno.makeTempDirSync();
const examples = sources(new URL("src/", root)).flatMap(examplesOf);

Deno.test("the doc comments' examples are right in their types", async () => {
  const check = new Deno.Command("deno", {
    args: ["check", "--no-config", ...examples.map(({ file }) => file)],
    stderr: "piped",
  });
  const { success, stderr } = await check.output();
  assert.ok(success, new TextDecoder().decode(stderr));
});

for (const { name, file, promises } of examples) {
  Deno.test({
    name: `${name} does what its comments say`,
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      tf.engine().startScope();
      try {
        const printed = await printedBy(file);
        assert.equal(printed.length, promises.length, `it prints ${printed.length} times`);
        promises.forEach((promise, i) => assertSays(printed[i], promise));
      } finally {
        tf.engine().endScope();
      }
    },
  });
}

Deno.test("the doc comments' examples leave no files", () => {
  Deno.removeSync(folder, { recursive: true });
});

function sources(directory: URL): URL[] {
  return [...Deno.readDirSync(directory)].flatMap(({ name, isDirectory }) => {
    if (isDirectory) return sources(new URL(`${name}/`, directory));
    return name.endsWith(".ts") ? [new URL(name, directory)] : [];
  });
}

/** The blocks that begin with "```ts" and nothing more. */
function examplesOf(source: URL): Example[] {
  const blocks = Deno.readTextFileSync(source).matchAll(/^ \* ```ts\n([\s\S]*?)^ \* ```$/gm);
  return [...blocks].map(([, block], i) => {
    const path = source.href.slice(root.href.length);
    const code = block.replaceAll(/^ \* ?/gm, "").replaceAll('"./mod.ts"', `"${root.href}mod.ts"`);
    const file = join(folder, `${path.replaceAll("/", "_")}_${i}.ts`);
    Deno.writeTextFileSync(file, code);
    const promises = [...code.matchAll(/(?:\.print|console\.log)\(.*\); \/\/ (.*)$/gm)];
    return {
      name: `example ${i + 1} of ${path}`,
      file,
      promises: promises.map(([, text]) => text),
    };
  });
}

/** What an example prints; an assertion of its own that fails is an error. */
async function printedBy(file: string): Promise<string[]> {
  const printed: string[] = [];
  const { log, assert: original } = console;
  console.log = (...values: unknown[]) => printed.push(values.map(shown).join(" "));
  console.assert = (condition, ...rest) => assert.ok(condition, rest.map(String).join(" "));
  try {
    await import(`file://${file}`);
  } finally {
    console.log = log;
    console.assert = original;
  }
  return printed;
}

/** As Deno shows it, without a typed array's kind and length. */
function shown(value: unknown): string {
  return typeof value === "string" ? value : Deno.inspect(value).replace(KIND, "");
}

/** The same numbers, to four digits, and every word of the promise. */
function assertSays(printed: string, promise: string): void {
  promise = promise.replace(KIND, "");
  const [is, said] = [printed, promise].map((text) => (text.match(NUMBER) ?? []).map(Number));
  const message = `it prints ${printed}, and says ${promise}`;
  assert.equal(is.length, said.length, message);
  said.forEach((value, i) =>
    assert.ok(Math.abs(is[i] - value) <= 1e-4 * Math.max(1, Math.abs(value)), message)
  );
  for (const word of promise.replaceAll(NUMBER, "").match(/[a-z]+/gi) ?? []) {
    assert.ok(printed.includes(word), message);
  }
}

const KIND = /[A-Z]\w*Array\(\d+\) /;
const NUMBER = /-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g;
