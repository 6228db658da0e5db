import assert from "../../../src/deps/test.ts";
import * as tf from "../../../src/deps/tf.ts";
import { denseSquaredError } from "../../../src/objectives/dense/squared_error.ts";
import { conjugateGradient } from "../../../src/optimizers/line_search/conjugate_gradient.ts";
import { keepStepping } from "../../../src/optimizers/line_search/keep_stepping.ts";
import { lbfgs } from "../../../src/optimizers/second_order/lbfgs.ts";
import type { ObjectiveOptimizer } from "../../../src/optimizers/objective_optimizer.ts";
import { newton } from "../../../src/optimizers/second_order/newton.ts";
import { newtonCg } from "../../../src/optimizers/second_order/newton_cg.ts";
import { testOnBackends } from "../../backends.ts";

/** Ones, and a weight and a bias. */
async function problem(rows: number, columns: number, weight: number) {
  const [x, y] = [tf.ones([rows, columns]) as tf.Tensor2D, tf.fill([rows], 2) as tf.Tensor1D];
  const [w, b] = tf.tidy(() => [
    tf.variable(tf.fill([columns, 1], weight)) as tf.Variable<tf.Rank.R2>,
    tf.variable(tf.zeros([1])) as tf.Variable<tf.Rank.R1>,
  ]);
  const error = await denseSquaredError(x, y, [w, b]);
  return { error, w, free: () => tf.dispose([x, y, w, b]) };
}

testOnBackends(
  "a problem that was disposed of refuses every question, before and after another took its memory",
  async (backend) => {
    const first = await problem(100, 400, 1);
    first.error.dispose();
    const second = await problem(3, 1, 1);
    const secondLoss = async () => {
      const loss = second.error.objective.loss();
      const [value] = await loss.data();
      loss.dispose();
      return value;
    };
    assert.equal(await secondLoss(), 1);
    tf.tidy(() => first.w.assign(tf.fill([400, 1], 7)));
    const { objective } = first.error;
    const direction = [tf.ones([400, 1]), tf.ones([1])];
    const questions = {
      loss: () => objective.loss(),
      gradient: () => objective.gradient(),
      hessian: () => objective.hessian(),
      hessianVectorProduct: () => objective.hessianVectorProduct(direction),
    };
    const ask = () => {
      for (const [name, question] of Object.entries(questions)) {
        tf.tidy(() => assert.throws(() => question(), /disposed/, name));
      }
      const optimizers: ObjectiveOptimizer[] = [
        newtonCg(),
        lbfgs(),
        conjugateGradient(),
        keepStepping(0.1),
      ];
      // On webgpu its step is refused in any case.
      if (backend !== "webgpu") optimizers.push(newton());
      for (const optimizer of optimizers) {
        const name = optimizer.getClassName();
        tf.tidy(() => assert.throws(() => optimizer.step(objective), /disposed/, name));
        optimizer.dispose();
      }
    };
    ask();
    assert.equal(await secondLoss(), 1);
    ask();
    assert.equal(await secondLoss(), 1);
    second.error.dispose();
    tf.dispose(direction);
    first.free();
    second.free();
  },
);
