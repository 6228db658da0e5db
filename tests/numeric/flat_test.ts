import assert from "../../src/deps/test.ts";
import * as tf from "../../src/deps/tf.ts";
import {
  assignValues,
  flatten,
  sizeOf,
  tensorsOf,
  unflatten,
  valuesOf,
  valuesOfAsync,
} from "../../src/numeric/flat.ts";
import { testOnBackends } from "../backends.ts";

testOnBackends(
  "tensors become one vector, on their backend and on the host, and come back",
  async (backend) => {
    for (const shapes of [[[2, 3], [], [4]], [[3, 1]]]) {
      const size = shapes.reduce((sum, shape) => sum + tf.util.sizeFromShape(shape), 0);
      const values = Float32Array.from({ length: size }, (_, i) => i + 0.5);
      const tensors = tensorsOf(
        values,
        shapes.map((shape) => ({ shape, size: tf.util.sizeFromShape(shape) })),
      );
      assert.deepEqual(tensors.map(({ shape }) => shape), shapes);
      assert.equal(sizeOf(tensors), size);
      const vector = tf.tidy(() => flatten(tensors));
      assert.deepEqual(await vector.data(), values);
      const parts = tf.tidy(() => unflatten(vector, tensors));
      assert.deepEqual(parts.map(({ shape }) => shape), shapes);
      assert.deepEqual(await valuesOfAsync(parts), values);
      if (backend !== "webgpu") assert.deepEqual(valuesOf(parts), values);
      const variables = tf.tidy(() => tensors.map((tensor) => tf.variable(tensor)));
      assignValues(variables, values.map((value) => 2 * value));
      assert.deepEqual(await valuesOfAsync(variables), values.map((value) => 2 * value));
      tf.dispose([tensors, vector, parts, variables]);
    }
  },
);
