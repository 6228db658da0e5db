/**
 * Starts and stops the compute threads.
 *
 * They are node:worker_threads, as only these can be unreferenced, so that they do not keep a
 * finished script alive; and their text is in a data URL, so that they start with no permission, also
 * when this module came from http. Where there are none (a browser), one thread computes.
 */
import { control } from "./control.ts";
import { kernelNames, moduleBytes, variants } from "./instances.ts";
import { kernelMemory, malloc, words } from "./memory.ts";
import { work, type WorkerData } from "./worker.ts";

/** The threads as they are now. */
export interface Crew {
  /** How many compute, this one included. */
  threads: number;
  /** Where the control words lie, if there are others. */
  at: number;
  /** Why one died, if one did. */
  failure?: Error;
}

const alone: Crew = { threads: 1, at: 0 };
let current = alone;
let starting: Promise<number> | undefined;

/** The threads as they are now. */
export function crew(): Crew {
  return current;
}

const text = `import { parentPort, workerData } from "node:worker_threads";
const work = ${work};
parentPort.postMessage("ready");
work(workerData);`;

/** Resolves when the thread is ready; one that dies later leaves its error in the crew. */
async function startOne(data: WorkerData, crew: Crew): Promise<void> {
  const { Worker } = await import("node:worker_threads");
  const url = new URL(`data:text/javascript,${encodeURIComponent(text)}`);
  // Without an environment of its own a worker copies the process's, for which Deno asks on a terminal.
  const worker = new Worker(url, { workerData: data, env: {} });
  await new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  worker.on("error", (error: Error) => crew.failure = error);
  worker.unref();
}

/** Makes a crew of count threads. */
async function start(count: number): Promise<number> {
  if (count < 2) return 1;
  const memory = kernelMemory();
  const next: Crew = { threads: 1, at: malloc(4 * control.length) };
  words(next.at, control.length).fill(0);
  const modules = kernelNames.flatMap((name) => variants.map((v) => moduleBytes(name, v)));
  try {
    for (let thread = 1; thread < count; thread++) {
      await startOne({ memory, modules, at: next.at, control, thread }, next);
      next.threads++;
    }
  } catch {
    // Fewer threads are slower, not wrong.
  }
  current = next;
  return next.threads;
}

/**
 * Starts threads until count compute (default: one a core), and resolves to how many do: 1 when there
 * are no Workers or no shared memory. Once started, asking again changes nothing until stopThreads.
 * Threads without work sleep, and do not keep the process alive.
 */
export function startThreads(count: number = navigator.hardwareConcurrency): Promise<number> {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(
      `Cannot start threads: the count must be a positive whole number, got ${count}. Give 1 or more.`,
    );
  }
  return starting ??= start(count).catch(() => 1);
}

/** Ends the threads; the main thread goes on alone, or startThreads starts others. */
export function stopThreads(): void {
  starting = undefined;
  if (current === alone) return;
  // The control words stay theirs: they may read them yet.
  const shared = words(current.at, control.length);
  current = alone;
  Atomics.store(shared, control.stop, 1);
  Atomics.add(shared, control.sequence, 1);
  Atomics.notify(shared, control.sequence);
}
