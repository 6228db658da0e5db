import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import { deno, finish, root, testInFolder } from "./run.ts";

const types: Record<string, string> = {
  ts: "application/typescript",
  json: "application/json",
  wasm: "application/wasm",
};

/** Serves the checkout as a reader's server would, while something is done with its address. */
async function served(work: (base: string) => Promise<void>): Promise<void> {
  const server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    async (request) => {
      const path = decodeURIComponent(new URL(request.url).pathname.slice(1));
      const type = types[path.split(".").at(-1) ?? ""];
      if (!type) return new Response("no such file", { status: 404 });
      try {
        const body = await Deno.readFile(new URL(path, root));
        return new Response(body, { headers: { "content-type": type } });
      } catch {
        return new Response("no such file", { status: 404 });
      }
    },
  );
  try {
    await work(`http://127.0.0.1:${server.addr.port}/`);
  } finally {
    await server.shutdown();
  }
}

function run(base: string, folder: string, script: string, args: string[]) {
  const permissions = [
    ...["--no-prompt", "--allow-read", "--allow-write=.", "--allow-sys=cpus"],
    `--allow-import=${new URL(base).host}`,
    // A port may have been another test's, whose modules are in the cache.
    `--reload=${base}`,
  ];
  return finish(
    deno(["run", ...permissions, `${base}scripts/${script}.ts`, ...args], { cwd: folder }).spawn(),
  );
}

testInFolder(
  "every script runs straight from a URL, in a folder with nothing in it",
  async (folder) => {
    await served(async (base) => {
      const small = ["--rows", "200", "--iterations", "2"];
      const figures = await run(base, folder, "figures", ["5", "9", ...small, "--backend", "wasm"]);
      assert.equal(figures.code, 0, figures.stderr);
      assert.match(figures.stdout, /figure-09 │ computed/);
      const race = await run(base, folder, "race", ["--optimizers", "KS", ...small]);
      assert.equal(race.code, 0, race.stderr);
      const claims = await run(base, folder, "claims", ["C2", "C3", "--rows", "200"]);
      assert.equal(claims.code, 0, claims.stderr);
      const made = (await Array.fromAsync(Deno.readDir(join(folder, "out")))).map((file) =>
        file.name
      );
      assert.deepEqual(made.toSorted(), [
        ...["claims.json", "claims.md", "figure-05.json", "figure-05.svg", "figure-09.json"],
        ...["figure-09.svg", "race.json", "race.svg"],
      ]);
    });
  },
);

testInFolder(
  "mod.ts is imported from a URL, and trains a model of your own",
  async (folder) => {
    await served(async (base) => {
      const program = `
import { keepStepping, useBackend } from "${base}mod.ts";
import * as tf from "npm:@tensorflow/tfjs-layers@4.22.0";
import { tensor2d } from "npm:@tensorflow/tfjs-core@4.22.0";
await useBackend("wasm");
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
model.compile({ optimizer: keepStepping(0.01), loss: "meanSquaredError" });
const x = tensor2d([[0, 1], [1, 0], [1, 1], [2, 1]]);
const y = tensor2d([[1], [2], [3], [5]]);
const { history } = await model.fit(x, y, { epochs: 30, batchSize: 4, verbose: 0 });
console.log(history.loss[29] < history.loss[0] / 10 ? "learned" : "did not learn");
`;
      await Deno.writeTextFile(join(folder, "train.ts"), program);
      const host = new URL(base).host;
      const allowed = ["--no-prompt", "--allow-read", `--allow-import=${host}`, `--reload=${base}`];
      const args = ["run", ...allowed, "train.ts"];
      const { code, stdout, stderr } = await finish(deno(args, { cwd: folder }).spawn());
      assert.equal(code, 0, stderr);
      assert.equal(stdout.trim(), "learned");
    });
  },
);
