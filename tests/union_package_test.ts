import assert from "../src/deps/test.ts";
import { deno, finish, root, testInFolder } from "./scripts/run.ts";

testInFolder(
  "a reader's union package shares one engine and one set of kernels with mod.ts",
  async (folder) => {
    const program = `
import * as tf from "npm:@tensorflow/tfjs@4.22.0";
import { keepStepping, newton, useBackend } from "${new URL("mod.ts", root)}";
await useBackend("wasm");
const w = tf.variable(tf.tensor1d([3, -2]));
const loss = () => tf.sum(tf.square(tf.sub(w, [1, 2])));
newton().minimize(loss);
const solved = [...w.dataSync()];
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
model.compile({ optimizer: keepStepping(0.01), loss: "meanSquaredError", metrics: ["mae"] });
const x = tf.tensor2d([[0, 1], [1, 0], [1, 1], [2, 1]]);
const y = tf.tensor2d([[1], [2], [3], [5]]);
const { history } = await model.fit(x, y, { epochs: 30, batchSize: 4, verbose: 0 });
console.log(JSON.stringify({ backend: tf.getBackend(), solved, loss: history.loss }));
`;
    await Deno.writeTextFile(`${folder}/union.ts`, program);
    const args = ["run", "--no-prompt", "--no-check", "--allow-read", "--allow-env", "union.ts"];
    const { code, stdout, stderr } = await finish(deno(args, { cwd: folder }).spawn());
    assert.equal(code, 0, stderr);
    const { backend, solved, loss } = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
    assert.equal(backend, "wasm");
    assert.doesNotMatch(stderr, /already/, "nothing is registered twice");
    [1, 2].forEach((value, i) => assert.ok(Math.abs(solved[i] - value) < 1e-5, String(solved)));
    assert.ok(loss[29] < loss[0] / 10, String(loss));
  },
);
