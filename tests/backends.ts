import { type BackendName, useBackend } from "../src/backend/backend.ts";
import * as tf from "../src/deps/tf.ts";
import assert from "../src/deps/test.ts";
import { MersenneTwister } from "../src/random/mersenne_twister.ts";

/** What webgpu would run on, if there is anything, and if it is not left out: `deno test tests -- --no-webgpu`. */
export const adapter = Deno.args.includes("--no-webgpu")
  ? undefined
  : await navigator.gpu?.requestAdapter();

/**
 * Registers a test on every backend, which also checks that no tensor leaks; webgpu is skipped without an adapter. tfjs's
 * seeds are the same in every run, so that a model's initial weights are too.
 */
export function testOnBackends(
  title: string,
  test: (backend: BackendName) => void | Promise<void>,
  backends: BackendName[] = ["cpu", "wasm", "webgpu"],
): void {
  for (const backend of backends) {
    const skipped = backend === "webgpu" && !adapter;
    Deno.test({
      name: `${title} (${backend}${skipped ? ", skipped: no adapter" : ""})`,
      ignore: skipped,
      sanitizeOps: false,
      sanitizeResources: false,
      async fn() {
        await useBackend(backend);
        const before = tf.memory().numTensors;
        const random = Math.random;
        const twister = new MersenneTwister(1);
        Math.random = () => twister.next() / 2 ** 32;
        try {
          await test(backend);
        } finally {
          Math.random = random;
        }
        assert.equal(tf.memory().numTensors, before, "tensors leaked");
      },
    });
  }
}

/** The largest relative difference of two lists. */
export function worstRelative(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  return Math.max(
    ...Array.from(actual, (value, i) => Math.abs(value - expected[i]) / Math.abs(expected[i])),
  );
}
