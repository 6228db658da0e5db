/**
 * Where and with what something ran, so that a reader can judge its seconds.
 *
 * @module
 */
import { cpus } from "node:os";
import type { BackendChoice } from "../backend/backend.ts";
import * as tf from "../deps/tf.ts";
import { startThreads } from "../kernels/threads/threads.ts";
import type { Environment } from "../records/environment.ts";

/** Describes where this process runs, now. On wasm the kernels' threads are started. */
export async function environment(choice: BackendChoice): Promise<Environment> {
  return {
    deno: Deno.version.deno,
    tfjs: tf.version_core,
    backend: choice.backend,
    adapter: choice.adapter,
    cpu: processor(),
    threads: choice.backend === "wasm" ? await startThreads() : 1,
    started: new Date().toISOString(),
  };
}

/** Asks only if the answer is allowed: do not prompt for this. */
function processor(): string {
  const { state } = Deno.permissions.querySync({ name: "sys", kind: "cpus" });
  return state === "granted" ? cpus()[0].model.trim() : "unknown";
}
