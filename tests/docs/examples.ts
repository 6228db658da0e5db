/** Examples in texts are type-checked, run, and held to the numbers and words that they say they print. */
import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import * as tf from "../../src/deps/tf.ts";

/** The code of an example, which can stand alone, and where it is from. */
export interface Example {
  name: string;
  code: string;
}

/** The files under a folder whose names end so. */
export function filesUnder(directory: URL, end: string): URL[] {
  return [...Deno.readDirSync(directory)].flatMap(({ name, isDirectory }) => {
    if (isDirectory) return filesUnder(new URL(`${name}/`, directory), end);
    return name.endsWith(end) ? [new URL(name, directory)] : [];
  });
}

/** Registers the tests of some examples: one of their types, one for each. */
export function testExamples(whose: string, examples: Example[]): void {
  const folder = Deno.makeTempDirSync();
  const files = examples.map(({ code }, i) => {
    const file = join(folder, `example_${i}.ts`);
    Deno.writeTextFileSync(file, code);
    return file;
  });

  Deno.test(`the examples in ${whose} are right in their types`, async () => {
    const args = ["check", "--no-config", ...files];
    const { success, stderr } = await new Deno.Command("deno", { args, stderr: "piped" }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
  });

  for (const [i, { name, code }] of examples.entries()) {
    Deno.test({
      name: `${name} prints what it says`,
      sanitizeOps: false,
      sanitizeResources: false,
      async fn() {
        tf.engine().startScope();
        try {
          assertSays(await printedBy(files[i]), promisesOf(code));
        } finally {
          tf.engine().endScope();
        }
      },
    });
  }

  Deno.test(`the examples in ${whose} leave no files`, () => {
    Deno.removeSync(folder, { recursive: true });
  });
}

/** The comments after what prints, in order. */
function promisesOf(code: string): string[] {
  const prints = code.matchAll(/(?:\.print|console\.log)\(.*\); \/\/ (.*)$/gm);
  return [...prints].map(([, text]) => text);
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
  return typeof value === "string" ? value : Deno.inspect(value).replace(kind, "");
}

/** As often, the same numbers to four digits, and every word of the promises. */
function assertSays(printed: string[], promises: string[]): void {
  assert.equal(printed.length, promises.length, `it prints ${printed.length} times`);
  for (const [i, promise] of promises.entries()) {
    const text = promise.replace(kind, "");
    const [is, said] = [printed[i], text].map((each) => (each.match(number) ?? []).map(Number));
    const message = `it prints ${printed[i]}, and says ${text}`;
    assert.equal(is.length, said.length, message);
    said.forEach((value, k) =>
      assert.ok(Math.abs(is[k] - value) <= 1e-4 * Math.max(1, Math.abs(value)), message)
    );
    for (const word of text.replaceAll(number, "").match(/[a-z]+/gi) ?? []) {
      assert.ok(printed[i].includes(word), message);
    }
  }
}

const kind = /[A-Z]\w*Array\(\d+\) /;
const number = /-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g;
