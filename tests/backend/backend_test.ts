import assert from "../../src/deps/test.ts";
import { deno, finish, root, testInFolder } from "../scripts/run.ts";

/** Runs a script that may read the checkout and one folder: not the files of tfjs's wasm. */
async function withoutWasm(folder: string, script: string, args: string[]) {
  const allowed = [`--allow-read=${root.pathname},${folder}`, `--allow-write=${folder}`];
  const path = new URL(`scripts/${script}.ts`, root).pathname;
  const small = ["--rows", "50", "--out", folder];
  // No adapter, whatever the machine has: auto comes to wasm.
  const env = { DENO_WEBGPU_BACKEND: "dx12" };
  const all = ["run", "--no-prompt", ...allowed, path, ...small, ...args];
  return await finish(deno(all, { env }).spawn());
}

const scripts: [script: string, args: string[]][] = [
  ["figures", ["9", "--iterations", "1"]],
  ["race", ["--optimizers", "KS", "--iterations", "1"]],
  ["compare", ["--optimizers", "KS", "--figures", "9", "--seeds", "0", "--seconds", "0.01"]],
];

for (const [script, args] of scripts) {
  testInFolder(`${script} says in one line that wasm cannot be read`, async (folder) => {
    const { code, stdout, stderr } = await withoutWasm(folder, script, args);
    assert.equal(code, 0, stderr);
    assert.match(stderr, script === "figures" ? /^Made: .*\n$/ : /^$/);
    assert.match(stdout, /^Backend: cpu, because .* wasm did not start .*--allow-read/m);
  });
}

testInFolder("wasm by name is one line, if it cannot be read", async (folder) => {
  const { code, stderr } = await withoutWasm(folder, "figures", ["9", "--backend", "wasm"]);
  assert.equal(code, 1);
  assert.match(stderr, /^Made: .*\nerror: Cannot use backend "wasm": .*--allow-read.*\n$/);
});
