import * as tf from "../../src/deps/tf.ts";
import { float64Space } from "../../src/methods/float64_space.ts";
import type { Method } from "../../src/methods/method.ts";
import { answer, type Answerer } from "../../src/methods/questions.ts";

/** Rosenbrock's valley, milder: (1 - x)^2 + 5 (y - x^2)^2. */
export function valley(w: tf.Tensor): tf.Scalar {
  return tf.tidy(() => {
    const [x, y] = tf.unstack(w);
    const bend = tf.mul(tf.square(tf.sub(y, tf.square(x))), 5);
    return tf.add(bend, tf.square(tf.sub(1, x))) as tf.Scalar;
  });
}

/** The same on numbers. */
export function valleyAt([x, y]: Iterable<number>): number {
  return (1 - x) ** 2 + 5 * (y - x * x) ** 2;
}

const answerer: Answerer<Float64Array> = {
  value: valleyAt,
  gradient: (at) => {
    const [x, y] = at;
    const slope = 10 * (y - x * x);
    return {
      value: valleyAt(at),
      gradient: Float64Array.of(-2 * (1 - x) - 2 * x * slope, slope),
    };
  },
  product: ([x, y], [u, v]) =>
    Float64Array.of((2 - 20 * (y - x * x) + 40 * x * x) * u - 20 * x * v, -20 * x * u + 10 * v),
  hessian: () => {
    throw new Error("not asked");
  },
};

/** The points that a method visits in the valley from (-1, 1.5), iteration by iteration, in float64. */
export function* methodsPath(method: Method): Generator<Float64Array> {
  const x = Float64Array.of(-1, 1.5);
  let state = method.begin(float64Space, { x, ...answerer.gradient(x, x) });
  while (true) {
    state = answer(method.iterate(float64Space, state), answerer);
    yield state.x;
  }
}

/** The points that an optimizer visits in the same valley, step by step. */
export async function optimizersPath(optimizer: tf.Optimizer, steps: number): Promise<number[][]> {
  const w = tf.tidy(() => tf.variable(tf.tensor1d([-1, 1.5])));
  const points: number[][] = [];
  for (let i = 0; i < steps; i++) {
    optimizer.minimize(() => valley(w), false, [w]);
    points.push([...await w.data()]);
  }
  optimizer.dispose();
  w.dispose();
  return points;
}
