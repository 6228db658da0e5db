/**
 * Starts and stops the compute threads.
 *
 * In Deno, Node and Bun they are node:worker_threads, as only these can be unreferenced, so that they do not keep a finished script
 * alive; and their text is in a data URL, so that they start with no permission, also when this module came from http. In a browser
 * they are Workers of a blob, where the page is isolated; elsewhere one thread computes.
 */
import { control } from "./control.ts";
import { kernelNames, moduleBytes, variants } from "./instances.ts";
import { kernelMemory } from "./memory.ts";
import { work, type WorkerData } from "./worker.ts";

/** The threads as they are now. */
export interface Crew {
  /** How many compute, this one included. */
  threads: number;
  /** The words they share: memory of their own, which goes with the last thread that reads it. */
  shared: Int32Array<SharedArrayBuffer>;
  /** Why one died, if one did. */
  failure?: Error;
}

const alone = { threads: 1 } as const;
let current: Crew | typeof alone = alone;
/** The crew that is being made, or was, and how many it will be. */
let started: { crew: Crew; count: Promise<number> } | undefined;

/** The threads as they are now. */
export function crew(): Partial<Crew> & { threads: number } {
  return current;
}

/** True where there are node:worker_threads. */
const hasNode = "process" in globalThis || "Deno" in globalThis;

/** Resolves when the thread is ready; one that dies later leaves its error in the crew. */
function startOne(data: WorkerData, crew: Crew): Promise<void> {
  return hasNode ? startNode(data, crew) : startWeb(data, crew);
}

const text = `import { parentPort, workerData } from "node:worker_threads";
const work = ${work};
parentPort.postMessage("ready");
work(workerData);`;

async function startNode(data: WorkerData, crew: Crew): Promise<void> {
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

const webText = `const work = ${work};
onmessage = ({ data }) => {
  postMessage("ready");
  work(data);
};`;

/** Of a blob: a data URL is of another origin, which may not share memory. */
async function startWeb(data: WorkerData, crew: Crew): Promise<void> {
  const url = URL.createObjectURL(new Blob([webText], { type: "text/javascript" }));
  const worker = new Worker(url);
  try {
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(data);
    });
  } finally {
    URL.revokeObjectURL(url);
  }
  worker.onerror = ({ message }) => crew.failure = new Error(message);
}

/** Fills a crew up to count threads, unless it is stopped meanwhile. */
async function fill(crew: Crew, count: number): Promise<number> {
  if (count < 2) return 1;
  const { shared } = crew;
  const memory = kernelMemory();
  const modules = kernelNames.flatMap((name) => variants.map((v) => moduleBytes(name, v)));
  const isStopped = () => Atomics.load(shared, control.stop) === 1;
  try {
    for (let thread = 1; thread < count && !isStopped(); thread++) {
      await startOne({ memory, modules, words: shared, control, thread }, crew);
      crew.threads++;
    }
  } catch {
    // Fewer threads are slower, not wrong.
  }
  if (isStopped()) return 1;
  current = crew;
  return crew.threads;
}

/**
 * Starts threads until count compute (default: one a core), and resolves to how many do: 1 when there
 * are no Workers or no shared memory, or when stopThreads was called meanwhile. Once started, asking again changes
 * nothing until stopThreads. Threads without work sleep, and do not keep the process alive.
 */
export function startThreads(
  count: number = globalThis.navigator?.hardwareConcurrency ?? 1,
): Promise<number> {
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(
      `Cannot start threads: the count must be a positive whole number, got ${count}. Give 1 or more.`,
    );
  }
  // A page that is not isolated has none to share, and Node 20 no way to say how many cores there are.
  if (typeof SharedArrayBuffer === "undefined") return Promise.resolve(1);
  if (!started) {
    const shared = new Int32Array(new SharedArrayBuffer(4 * control.length));
    const crew = { threads: 1, shared };
    started = { crew, count: fill(crew, count).catch(() => 1) };
  }
  return started.count;
}

/** Ends the threads, those that are still starting too; the main thread goes on alone, or startThreads starts others. */
export function stopThreads(): void {
  if (!started) return;
  const { shared } = started.crew;
  started = undefined;
  current = alone;
  Atomics.store(shared, control.stop, 1);
  Atomics.add(shared, control.sequence, 1);
  Atomics.notify(shared, control.sequence);
}
