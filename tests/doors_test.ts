/** What the package offers: its doors, the old names, and what each door loads. */
import assert from "../src/deps/test.ts";
import { deno, finish } from "./scripts/run.ts";
import * as main from "../mod.ts";
import manifest from "../deno.json" with { type: "json" };

const root = new URL("../", import.meta.url);
const doors = Object.entries(manifest.exports);

/** The modules that are loaded with one, those it imports later left out. */
async function loadedWith(path: string): Promise<string[]> {
  const { stdout } = await finish(deno(["info", "--json", new URL(path, root).pathname]).spawn());
  interface Dependency {
    isDynamic?: boolean;
    code?: { specifier?: string };
  }
  const { roots, modules }: {
    roots: string[];
    modules: { specifier: string; dependencies?: Dependency[] }[];
  } = JSON.parse(stdout);
  const of = new Map(modules.map(({ specifier, dependencies = [] }) => [specifier, dependencies]));
  const loaded = new Set(roots);
  for (const module of loaded) {
    for (const { isDynamic, code } of of.get(module) ?? []) {
      if (!isDynamic && code?.specifier !== undefined) loaded.add(code.specifier);
    }
  }
  return [...loaded];
}

Deno.test("there are eight doors, and each can be opened", async () => {
  assert.deepEqual(doors.map(([name]) => name), [
    ...[".", "./optimizers", "./minimize", "./least-squares", "./roots"],
    ...["./regression", "./calculus", "./objectives"],
  ]);
  for (const [, path] of doors) {
    assert.ok(Object.keys(await import(new URL(path, root).href)).length > 0, path);
  }
});

for (const name of ["./minimize", "./least-squares", "./roots"] as const) {
  Deno.test(`${name} loads no tfjs`, async () => {
    const loaded = await loadedWith(manifest.exports[name]);
    assert.ok(loaded.length > 5);
    assert.deepEqual(loaded.filter((module) => module.includes("tensorflow")), []);
  });
}

Deno.test("functions of float64 arrays are minimized, and fitted, without tfjs", async () => {
  const code = `
    import { minimize } from "${new URL(manifest.exports["./minimize"], root)}";
    import { leastSquares } from "${new URL(manifest.exports["./least-squares"], root)}";
    const { x } = await minimize(([a]) => (a - 3) ** 2, [0]);
    const fit = await leastSquares(([a]) => [a - 1, a - 3], [0]);
    const isLoaded = "_tfengine" in globalThis || "_tfGlobals" in globalThis;
    console.log(x[0].toFixed(3), fit.x[0].toFixed(3), isLoaded);`;
  const file = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(file, code);
    const { stdout, stderr } = await finish(deno(["run", "--allow-read", file]).spawn());
    assert.equal(stdout, "3.000 2.000 false\n", stderr);
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("names of 0.1.0 are still in mod.ts, those that moved marked as deprecated with their door", async () => {
  const names = (await Deno.readTextFile(new URL("data/0.1.0/names.txt", import.meta.url)))
    .trim().split("\n");
  const text = await Deno.readTextFile(new URL("mod.ts", root));
  const [needed, moved] = text.split("// Names that have moved");
  for (const name of names) {
    const pattern = new RegExp(`\\b${name}\\b`);
    if (pattern.test(needed.replaceAll(/^ \*.*$/gm, ""))) continue;
    const [, reason] = new RegExp(
      `/\\*\\* @deprecated (.*) \\*/\\s+(?:export \\* as |type )?(?:\\w+ as )?${name}\\b`,
    ).exec(moved) ?? [];
    const door = /"(\.\/[\w-]+)"/.exec(reason ?? "")?.[1];
    assert.ok(door !== undefined && door in manifest.exports, name);
  }
  const values = names.filter((name) => /^[a-z]/.test(name) || name.endsWith("Optimizer"));
  assert.deepEqual(values.filter((name) => !(name in main)), []);
});
