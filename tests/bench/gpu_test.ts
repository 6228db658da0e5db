import { tasks } from "../../bench/gpu/works.ts";
import type * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { adapter, testOnBackends } from "../backends.ts";
import { deno, finish, root } from "../scripts/run.ts";

const script = new URL("bench/gpu/gpu.ts", root).pathname;

/** Runs the bench, which ends before it asks Python anything. */
async function run(args: string[], env: Record<string, string> = {}) {
  const permissions = ["--no-prompt", "--allow-read", "--allow-sys=cpus"];
  return await finish(deno(["run", ...permissions, script, ...args], { env }).spawn());
}

Deno.test("without a GPU the bench says so in one line", async () => {
  const { code, stdout, stderr } = await run([], { DENO_WEBGPU_BACKEND: "dx12" });
  assert.deepEqual([code, stdout], [1, ""]);
  assert.match(stderr, /^error: Cannot use backend "webgpu": there is no GPU adapter.*\n$/);
});

Deno.test({
  name: "a software adapter is no GPU, and the bench says how to check with it",
  ignore: !adapter?.info.isFallbackAdapter,
  async fn() {
    const { code, stderr } = await run([]);
    assert.equal(code, 1);
    assert.match(stderr, /error: There is no GPU here: .* is software\. Try --allow-software/);
  },
});

Deno.test("a task that there is not is named, with those that there are", async () => {
  const { code, stderr } = await run(["--only", "figure 10"]);
  assert.equal(code, 1);
  assert.match(stderr, /error: No task's name has one of figure 10: they are figure 9; figure 11;/);
});

testOnBackends("the bench's iterations begin at the task's start, each time", async () => {
  const { works, task, dispose } = await tasks["figure 12"](0.001);
  assert.equal(task.rows, 100);
  const [loss, gradient, iterations] = works;
  const start = await read(loss.queue());
  assert.ok(Math.abs(await read(gradient.queue()) - start) < 1e-6 * start);
  const end = await read(iterations.queue());
  assert.ok(end < start);
  assert.equal(await read(iterations.queue()), end);
  dispose();
}, ["webgpu"]);

async function read(loss: tf.Scalar): Promise<number> {
  const [value] = await loss.data();
  loss.dispose();
  return value;
}
