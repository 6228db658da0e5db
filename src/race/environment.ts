/**
 * Where and with what something ran, so that a reader can judge its seconds.
 *
 * @module
 */
import { cpus } from "node:os";
import type { BackendChoice, BackendName } from "../backend/backend.ts";
import * as tf from "../deps/tf.ts";
import { startThreads } from "../kernels/threads/threads.ts";

/** What every figure's data records. */
export interface Environment {
  deno: string;
  tfjs: string;
  backend: BackendName;
  /** The graphics adapter's name; null where none is used. */
  adapter: string | null;
  /** The processor's name; "unknown" without --allow-sys=cpus. */
  cpu: string;
  /** Threads that the kernels compute on. */
  threads: number;
  /** ISO 8601. */
  started: string;
}

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

/** Asks only where the answer is allowed: a prompt for so little would be rude. */
function processor(): string {
  const { state } = Deno.permissions.querySync({ name: "sys", kind: "cpus" });
  return state === "granted" ? cpus()[0].model.trim() : "unknown";
}
