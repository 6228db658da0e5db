import * as tf from "../../src/deps/tf.ts";
import assert from "../../src/deps/test.ts";
import { minimize } from "../../src/minimize/minimize.ts";
import type { MethodName } from "../../src/minimize/solution.ts";
import { testOnBackends } from "../backends.ts";

const methods: MethodName[] = [
  "lbfgs",
  "conjugateGradient",
  "gradientDescent",
  "newton",
  "newtonCg",
];

for (const method of methods) {
  testOnBackends(
    `${method} fits a line to points, slope and intercept in tensors of their own`,
    async () => {
      const [t, y] = [tf.tensor1d([0, 1, 2, 3]), tf.tensor1d([1, 3, 5, 7])];
      const loss = (slope: tf.Scalar, intercept: tf.Tensor1D) =>
        tf.mean(tf.square(tf.sub(tf.add(tf.mul(t, slope), intercept), y)));
      const x0 = [tf.scalar(0), tf.tensor1d([0])];
      const { x, status, value, gradients } = await minimize(loss, x0, { method });
      assert.equal(status, "converged");
      const [slope, intercept] = await Promise.all(
        x.map(async (tensor) => (await tensor.data())[0]),
      );
      assert.ok(
        Math.abs(slope - 2) < 1e-3 && Math.abs(intercept - 1) < 1e-3,
        `${slope}, ${intercept}`,
      );
      assert.ok(value < 1e-6 && gradients > 0);
      assert.deepEqual(x.map(({ shape }) => shape), [[], [1]]);
      assert.deepEqual([...await x0[1].data()], [0], "the start is left as it is");
      tf.dispose([t, y, x0, x]);
    },
  );
}

testOnBackends(
  "a single tensor comes back as one, in its shape, and the callback's are freed",
  async () => {
    const x0 = tf.tensor2d([[3, -2]]);
    const shapes: number[][] = [];
    const { x } = await minimize((w: tf.Tensor2D) => tf.sum(tf.square(w)), x0, {
      callback: ({ x }) => void shapes.push(x.shape),
    });
    assert.deepEqual(x.shape, [1, 2]);
    assert.ok(shapes.length > 0 && shapes.every((shape) => shape.join() === "1,2"));
    tf.dispose([x0, x]);
  },
);

testOnBackends("a signal ends a run on tensors at the best point seen", async () => {
  const x0 = tf.tensor1d([-1.2, 1]);
  const controller = new AbortController();
  const f = (w: tf.Tensor1D) => {
    const [a, b] = tf.split(w, 2);
    const valley = tf.mul(tf.square(tf.sub(b, tf.square(a))), 100);
    return tf.sum(tf.add(valley, tf.square(tf.sub(1, a))));
  };
  const { x, status, value, history } = await minimize(f, x0, {
    history: true,
    signal: controller.signal,
    callback: ({ iteration }) => {
      if (iteration === 3) controller.abort();
    },
  });
  assert.equal(status, "aborted");
  assert.equal(history?.length, 4);
  assert.equal(value, history[3].value);
  tf.dispose([x0, x]);
});

testOnBackends("bad input on tensors is refused in one line, and nothing leaks", async () => {
  const x0 = tf.tensor1d([1, 2]);
  const other = tf.tensor1d([3]);
  const whole = tf.tensor1d([1, 2], "int32");
  const empty = tf.tensor1d([]);
  const square = (w: tf.Tensor) => tf.square(w);
  const throwing = (w: tf.Tensor) => {
    square(w);
    throw new Error("mine");
  };
  const cases: [Promise<unknown>, RegExp][] = [
    [minimize(throwing, x0), /^Error: mine$/],
    [minimize(square, x0), /the loss must be a scalar, got shape \[2\]\. Take its tf\.mean/],
    [
      minimize(() => tf.scalar(1), x0),
      /does not depend on the start\. Compute it from f's arguments/,
    ],
    [
      minimize((w: tf.Tensor) => tf.sum(square(w)), [x0, other]),
      /does not depend on tensor 1 of the start/,
    ],
    [minimize((w: tf.Tensor) => tf.sum(square(w)), whole), /must be float32, got int32\. Cast it/],
    [minimize((w: tf.Tensor) => tf.sum(square(w)), empty), /the start is empty/],
  ];
  for (const [run, message] of cases) await assert.rejects(run, message);
  tf.dispose([x0, other, whole, empty]);
});
