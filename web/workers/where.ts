/**
 * Where a Worker computes.
 *
 * @module
 */
import { type BackendChoice, useBackend } from "../../src/backend/backend.ts";
import * as tf from "../../src/deps/tf.ts";
import { startThreads } from "../../src/kernels/threads/threads.ts";
import type { Environment } from "../../src/records/environment.ts";

/** tfjs's own files lie beside the page. */
const files = new URL("../", import.meta.url).href;
let current: { asked: string; environment: Environment; choice: BackendChoice } | undefined;

/** Starts a backend, or keeps the one that runs; says what it came to. */
export async function computeOn(
  backend: string,
): Promise<{ environment: Environment; where: string }> {
  if (current?.asked !== backend) {
    const choice = await useBackend(backend, { files });
    const environment = {
      // Records name the runtime here; this one is a browser.
      deno: `none, ${browserName()}`,
      tfjs: tf.version_core,
      backend: choice.backend,
      adapter: choice.adapter,
      cpu: "unknown",
      threads: choice.backend === "wasm" ? await startThreads() : 1,
      started: "",
    };
    current = { asked: backend, environment, choice };
  }
  const { environment, choice } = current;
  const threads = environment.threads > 1 ? `, ${environment.threads} threads` : "";
  return {
    environment: { ...environment, started: new Date().toISOString() },
    where: `${choice.reason}${threads}`,
  };
}

function browserName(): string {
  const known = /(Firefox|Edg|Chrome|Version)\/([\d.]+)/.exec(navigator.userAgent);
  return known === null
    ? "a browser"
    : `${known[1] === "Version" ? "Safari" : known[1]} ${known[2]}`;
}
