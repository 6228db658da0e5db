/** What threads share gives the same bits as one thread, and frees its memory. */
import assert from "../../../src/deps/test.ts";
import { useBackend } from "../../../src/backend/backend.ts";
import { bytesInUse } from "../../../src/kernels/threads/memory.ts";
import { startThreads, stopThreads } from "../../../src/kernels/threads/threads.ts";
import { crew } from "../../../src/kernels/threads/workers.ts";
import * as tf from "../../../src/deps/tf.ts";

const normal = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, "float32", seed);
const matrix = (rows: number, columns: number, seed: number) =>
  normal([rows, columns], seed) as tf.Tensor2D;
const image = (shape: number[], seed: number) => normal(shape, seed) as tf.Tensor4D;

/** Work that is large enough to be shared. */
const works: Record<string, () => tf.Tensor> = {
  "a product": () => tf.matMul(matrix(203, 157, 1), matrix(157, 61, 2)),
  "of a transpose": () => tf.matMul(matrix(157, 203, 1), matrix(157, 61, 2), true),
  "by a transpose": () => tf.matMul(matrix(203, 157, 1), matrix(61, 157, 2), false, true),
  "of two": () => tf.matMul(matrix(157, 203, 1), matrix(61, 157, 2), true, true),
  "of many terms": () => tf.matMul(matrix(9000, 31, 1), matrix(9000, 12, 2), true),
  "with bias and ReLU": () =>
    tf.fused.matMul({
      ...{ a: matrix(301, 99, 1), b: matrix(99, 45, 2) },
      ...{ bias: normal([45], 3), activation: "relu" },
    }),
  "a convolution": () => tf.conv2d(image([17, 20, 19, 5], 1), image([3, 3, 5, 12], 2), 1, "same"),
  "a strided one": () => tf.conv2d(image([40, 21, 20, 4], 1), image([3, 2, 4, 9], 2), 2, "valid"),
  "its gradient by the input": () =>
    tf.grad((x: tf.Tensor) => tf.conv2d(x as tf.Tensor4D, image([3, 3, 5, 12], 2), 1, "same"))(
      image([17, 20, 19, 5], 1),
      image([17, 20, 19, 12], 3),
    ),
  "its gradient by the filter": () =>
    tf.grad((filter: tf.Tensor) =>
      tf.conv2d(image([17, 20, 19, 5], 1), filter as tf.Tensor4D, 1, "same")
    )(image([3, 3, 5, 12], 2), image([17, 20, 19, 12], 3)),
};

for (const [name, work] of Object.entries(works)) {
  Deno.test({
    name: `${name}: two threads give the bits of one, near those of tfjs's cpu`,
    sanitizeOps: false,
    sanitizeResources: false,
    async fn() {
      const answer = () => tf.tidy(() => work().dataSync().slice());
      await useBackend("cpu");
      const reference = answer();
      await useBackend("wasm");
      stopThreads();
      await startThreads(1);
      const alone = answer();
      stopThreads();
      assert.equal(await startThreads(2), 2);
      try {
        assert.equal(crew().threads, 2);
        answer();
        const before = bytesInUse();
        assert.deepEqual(answer(), alone);
        assert.equal(bytesInUse(), before);
      } finally {
        stopThreads();
      }
      const size = Math.max(...reference.map(Math.abs));
      assert.ok(reference.every((value, i) => Math.abs(value - alone[i]) < 2e-5 * size));
    },
  });
}

Deno.test("a tensor of NaN stays one, on threads too", async () => {
  await useBackend("wasm");
  await startThreads(2);
  try {
    const found = tf.tidy(() =>
      tf.matMul(tf.fill([128, 128], NaN) as tf.Tensor2D, matrix(128, 128, 1)).dataSync().slice()
    );
    assert.ok(found.every(Number.isNaN));
  } finally {
    stopThreads();
  }
});
