/**
 * Choose and start a tfjs backend. A backend's code is loaded when it is chosen, not before.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import "../deps/tf_gradients.ts";
import { backendChoices, type BackendName } from "./backend_names.ts";

export type { BackendName };

/** The backend that was started, and why it was. */
export interface BackendChoice {
  /** What computes now. */
  backend: BackendName;
  /** The graphics adapter's name; null if none is used. */
  adapter: string | null;
  /** True if that adapter is software: right, and far too slow to be a default. */
  software: boolean;
  /** One line: what was taken, and why. */
  reason: string;
}

/** How a backend is started. */
export interface BackendOptions {
  /** Whether tfjs's wasm backend gets this suite's kernels ({@linkcode accelerate}); false leaves tfjs alone. Default true. */
  accelerates?: boolean;
  /** Where tfjs's .wasm files are, in a page: a folder's address, or the address of each by its name. Default: beside the page. */
  files?: string | Record<string, string>;
}

/** The version of tfjs-core that this was made for. */
const coreVersion = "4.22.0";

/** Thrown where a backend that was asked for cannot be had. */
export class BackendError extends Error {
  override name = "BackendError";
}

/**
 * Starts a tfjs backend, for everything that follows.
 *
 * @example
 * ```ts
 * import { useBackend } from "./mod.ts";
 *
 * const { backend } = await useBackend("cpu");
 * console.log(backend); // cpu
 * ```
 * @param choice A backend's name, or "auto": webgpu on a real adapter (never on a software one), else wasm, else cpu.
 * @param options Whether tfjs's own kernels are replaced by faster ones.
 * @throws {BackendError} If the name is unknown, or the backend that was asked for cannot be started.
 */
export async function useBackend(
  choice = "auto",
  options: BackendOptions = {},
): Promise<BackendChoice> {
  if (tf.version_core !== coreVersion) {
    throw new BackendError(
      `Cannot use tfjs-core ${tf.version_core}: this is made for ${coreVersion}, and two versions share one engine. Install @tensorflow/tfjs-core@${coreVersion}.`,
    );
  }
  tf.enableProdMode();
  switch (choice) {
    case "auto":
      return await automatic(options);
    case "webgpu":
      return await webgpu();
    case "wasm":
      await wasm(options);
      return cpuBound("wasm", "wasm, as asked");
    case "cpu":
      await cpu();
      return cpuBound("cpu", "cpu, as asked");
    default:
      throw new BackendError(
        `Cannot use backend "${choice}": expected one of ${
          backendChoices.join(", ")
        }. Leave it out for auto.`,
      );
  }
}

async function automatic(options: BackendOptions): Promise<BackendChoice> {
  const found = await findAdapter();
  if (found && !found.software) return await webgpu();
  const noGpu = found ? `the only adapter, ${found.name}, is software` : "there is no GPU adapter";
  try {
    await wasm(options);
    return cpuBound("wasm", `wasm, because ${noGpu}`);
  } catch (error) {
    await cpu();
    return cpuBound("cpu", `cpu, because ${noGpu} and wasm did not start (${oneLine(error)})`);
  }
}

async function webgpu(): Promise<BackendChoice> {
  const found = await findAdapter();
  if (!found) {
    throw new BackendError(
      'Cannot use backend "webgpu": there is no GPU adapter. Use auto, wasm or cpu; on Debian, mesa-vulkan-drivers is a software adapter.',
    );
  }
  await import("../deps/tf_webgpu.ts");
  await start("webgpu");
  const kind = found.software ? "a software adapter: right, and slow" : "a real adapter";
  return {
    backend: "webgpu",
    adapter: found.name,
    software: found.software,
    reason: `webgpu on ${found.name} (${kind})`,
  };
}

async function wasm({ accelerates = true, files }: BackendOptions): Promise<void> {
  const [{ setWasmPaths }, { accelerate, decelerate }] = await Promise.all([
    import("../deps/tf_wasm.ts"),
    import("../kernels/tfjs/accelerate.ts"),
  ]);
  if (files !== undefined) setWasmPaths(files);
  await withoutAborts(() => start("wasm"));
  if (accelerates) accelerate();
  else decelerate();
}

/** Emscripten prints three raw lines if it cannot read its file; the error that follows says it in one. */
async function withoutAborts(work: () => Promise<void>): Promise<void> {
  const { warn, error } = console;
  const raw = /^(Aborted\(|failed to asynchronously prepare wasm)/;
  const unless = (print: typeof warn) => (...values: unknown[]) => {
    if (!raw.test(String(values[0]))) print(...values);
  };
  [console.warn, console.error] = [unless(warn), unless(error)];
  try {
    await work();
  } finally {
    [console.warn, console.error] = [warn, error];
  }
}

async function cpu(): Promise<void> {
  await import("../deps/tf_cpu.ts");
  await start("cpu");
}

async function start(backend: BackendName): Promise<void> {
  const started = await tf.setBackend(backend).catch((error) => {
    throw new BackendError(`Cannot use backend "${backend}": ${oneLine(error)}`);
  });
  if (!started) {
    const hint = backend === "wasm"
      ? 'Deno needs --allow-read for its files; a page needs tfjs-backend-wasm-simd.wasm beside it, or useBackend("wasm", { files }). Else use cpu.'
      : "";
    throw new BackendError(`Cannot use backend "${backend}": it did not start. ${hint}`.trim());
  }
  await tf.ready();
}

async function findAdapter(): Promise<{ name: string; software: boolean } | undefined> {
  const adapter = await globalThis.navigator?.gpu?.requestAdapter();
  if (!adapter) return undefined;
  const { description, device, vendor, isFallbackAdapter } = adapter.info;
  return { name: description || device || vendor || "unnamed", software: isFallbackAdapter };
}

function cpuBound(backend: BackendName, reason: string): BackendChoice {
  return { backend, adapter: null, software: false, reason };
}

function oneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0];
}
