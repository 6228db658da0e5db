import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { lbfgs as method } from "../../../src/methods/lbfgs.ts";
import { lbfgs } from "../../../src/optimizers/second_order/lbfgs.ts";
import { saveOptimizer } from "../../../src/optimizers/pieces/optimizer_state.ts";
import { testOnBackends } from "../../backends.ts";
import { unitLength } from "../../../src/methods/scale.ts";
import { methodsPath, optimizersPath, valley } from "../methods.ts";

testOnBackends("lbfgs takes the steps in float32 that its method takes in float64", async () => {
  const points = await optimizersPath(lbfgs({ memory: 3 }), 12);
  const path = methodsPath(method({ memory: 3, firstLength: unitLength }));
  for (const [i, point] of points.entries()) {
    const [x, y] = path.next().value;
    const apart = Math.hypot(point[0] - x, point[1] - y);
    assert.ok(apart < 2e-3, `step ${i}: [${point}] and [${[x, y]}]`);
  }
}, ["cpu", "wasm"]);

testOnBackends("lbfgs awaited takes the same steps on every backend, webgpu too", async () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([-1, 1.5])));
  const optimizer = lbfgs({ memory: 3 });
  const path = methodsPath(method({ memory: 3, firstLength: unitLength }));
  for (let i = 0; i < 8; i++) {
    assert.equal(await optimizer.minimizeAsync(() => valley(w), false, [w]), null);
    const [[x, y], point] = [path.next().value, await w.data()];
    assert.ok(Math.hypot(point[0] - x, point[1] - y) < 2e-3, `step ${i}: [${point}], [${[x, y]}]`);
  }
  optimizer.dispose();
  w.dispose();
});

testOnBackends("lbfgs goes down the valley to its end", async (backend) => {
  const points = await optimizersPath(lbfgs(), backend === "webgpu" ? 30 : 20);
  const [x, y] = points.at(-1)!;
  assert.ok(Math.hypot(x - 1, y - 1) < 1e-2, `[${[x, y]}]`);
});

testOnBackends("lbfgs by backtracking goes the same way on each backend", async (backend) => {
  const points = await optimizersPath(lbfgs({ search: "backtracking" }), 6);
  paths.set(backend, points);
  for (const [i, [x, y]] of paths.get("cpu")!.entries()) {
    assert.ok(Math.hypot(points[i][0] - x, points[i][1] - y) < 2e-3, `step ${i}: [${points[i]}]`);
  }
});
const paths = new Map<string, number[][]>();

testOnBackends("lbfgs remembers no more steps than it is told", async () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([3, -2, 1])));
  const optimizer = lbfgs({ memory: 2 });
  const loss = () => tf.sum(tf.pow(tf.sub(w, [0, 1, 2]), 4)) as tf.Scalar;
  for (let i = 0; i < 5; i++) optimizer.minimize(loss, false, [w]);
  const names = (await saveOptimizer(optimizer)).weights.map((weight) => weight.name);
  assert.deepEqual(names.filter((name) => name.endsWith("/s/0")), [
    "Lbfgs.1/pairs/0/s/0",
    "Lbfgs.1/pairs/1/s/0",
  ]);
  w.dispose();
  optimizer.dispose();
});

testOnBackends("lbfgs refuses variables of other sizes than it has learned on", () => {
  const [w, v] = tf.tidy(() => [tf.variable(tf.ones([3])), tf.variable(tf.ones([2]))]);
  const optimizer = lbfgs();
  optimizer.minimize(() => tf.sum(tf.square(w)) as tf.Scalar, false, [w]);
  const other = () => optimizer.minimize(() => tf.sum(tf.square(v)) as tf.Scalar, false, [v]);
  assert.throws(
    other,
    /Cannot step: Lbfgs remembers 3 values, and the variables have 2\. Make a new/,
  );
  assert.deepEqual([...v.dataSync()], [1, 1]);
  tf.dispose([w, v]);
  optimizer.dispose();
}, ["cpu"]);

testOnBackends("lbfgs learns nothing from a batch whose loss is NaN", async () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([3, -2])));
  const optimizer = lbfgs();
  const bowl = (scale: number) => () =>
    tf.mul(tf.sum(tf.mul(tf.square(w), [1, 30])), scale) as tf.Scalar;
  for (const scale of [1, 1, NaN, 1, 1, NaN, 1, 1, 1, 1]) {
    optimizer.minimize(bowl(scale), false, [w]);
  }
  assert.ok(Math.hypot(...await w.data()) < 1e-2, `${await w.data()}`);
  w.dispose();
  optimizer.dispose();
});

Deno.test("lbfgs refuses options that make no sense, in one line", () => {
  assert.throws(() => lbfgs({ memory: 0 }), /Lbfgs: memory must be a whole number above 0/);
  const search = "golden" as "backtracking";
  assert.throws(() => lbfgs({ search }), /search must be one of strongWolfe, .*, got "golden"/);
});
