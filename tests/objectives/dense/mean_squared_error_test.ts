import { useBackend } from "../../../src/backend/backend.ts";
import { variableHessian } from "../../../src/calculus/hessian.ts";
import * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { meanSquaredError } from "../../../src/objectives/dense/mean_squared_error.ts";
import { testOnBackends, worstRelative } from "../../backends.ts";

testOnBackends("the mean of squared differences is what it says, of any shape", async () => {
  const [prediction, target] = [tf.tensor2d([[1, 2], [3, 4]]), tf.tensor2d([[1, 0], [0, 5]])];
  const loss = meanSquaredError(prediction, target);
  assert.equal(loss.rank, 0);
  assert.ok(worstRelative(await loss.data(), [(0 + 4 + 9 + 1) / 4]) < 1e-6);
  tf.dispose([prediction, target, loss]);
});

testOnBackends(
  "over 1,000,000 values it keeps six digits, where tfjs's own mean on wasm keeps three",
  async () => {
    await useBackend("wasm", { accelerates: false });
    const [ours, theirs, expected] = tf.tidy(() => {
      const values = tf.randomUniform([1_000_000], 0, 1, "float32", 5);
      const zeros = tf.zerosLike(values);
      const float64 = (values.dataSync() as Float32Array).reduce((sum, value) =>
        sum + value * value, 0) /
        values.size;
      return [
        meanSquaredError(values, zeros).dataSync()[0],
        tf.mean(tf.square(values)).dataSync()[0],
        float64,
      ];
    }) as unknown as number[];
    assert.ok(Math.abs(ours / expected - 1) < 2e-6, `${ours}, not ${expected}`);
    assert.ok(Math.abs(theirs / expected - 1) > 1e-5, `tfjs's own: ${theirs} against ${expected}`);
  },
  ["wasm"],
);

testOnBackends("its gradient and Hessian are those of a parabola", async () => {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([3, -1])));
  const f = () => meanSquaredError(tf.mul(w, [1, 2]), tf.tensor1d([1, 1]));
  const { value, grads } = tf.variableGrads(f, [w]);
  assert.ok(worstRelative(await grads[w.name].data(), [2, -6]) < 1e-6);
  const hessian = variableHessian(f, [w]);
  assert.deepEqual([...await hessian.data()], [1, 0, 0, 4]);
  tf.dispose([w, value, grads, hessian]);
});
