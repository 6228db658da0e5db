/** Runs a kernel's units, on this thread and on those that startThreads started. */
import { control } from "./control.ts";
import {
  bestVariant,
  instantiate,
  type Kernel,
  type KernelName,
  moduleNumber,
  type Variant,
} from "./instances.ts";
import { free, malloc } from "./memory.ts";
import { crew } from "./workers.ts";

export { startThreads, stopThreads } from "./workers.ts";

/** Milliseconds without progress after which a thread counts as dead. */
const patience = 60_000;

const instances = new Map<string, Kernel>();

/** The kernel on this thread, compiled at the first call. */
export function kernel(name: KernelName, variant: Variant = bestVariant()): Kernel {
  const key = `${name} ${variant}`;
  let instance = instances.get(key);
  if (!instance) instances.set(key, instance = instantiate(name, variant));
  return instance;
}

let scratch = 0;
let scratchBytes = 0;

/** Scratch memory for every thread, kept for the next call. */
function scratchOf(bytes: number): number {
  if (bytes > scratchBytes) {
    if (scratchBytes) free(scratch);
    scratchBytes = 0;
    scratch = malloc(bytes);
    scratchBytes = bytes;
  }
  return scratch;
}

/** A question to a kernel. */
export interface Run {
  kernel: KernelName;
  variant: Variant;
  /** Where the kernel's job lies. */
  job: number;
  /** How many parts it has; they may run in any order, on any thread. */
  units: number;
  /** Scratch bytes one thread needs, a multiple of 64. */
  scratch: number;
}

/** Returns when no other thread takes units. */
function waitForOthers(shared: Int32Array): void {
  const start = performance.now();
  for (let busy; (busy = Atomics.load(shared, control.active)) > 0;) {
    const waited = performance.now() - start;
    if (waited > patience) {
      throw new Error(
        `Cannot finish: a compute thread has not responded for ${
          patience / 1000
        } s. Start again with one thread.`,
      );
    }
    // A browser's main thread may not wait, and spins.
    if (waited > 0.2 && !("document" in globalThis)) {
      Atomics.wait(shared, control.active, busy, 1000);
    }
  }
}

/** Throws what a thread reported. */
function surface(shared: Int32Array): void {
  const length = shared[control.errorLength];
  if (length === 0) return;
  const text = String.fromCharCode(...shared.subarray(control.error, control.error + length));
  throw new Error(`A compute thread failed: ${text}`);
}

/** Shares the units with the threads; each takes the next one when it has done its last. */
function share(question: Run, at: number, shared: Int32Array): void {
  const { unit } = kernel(question.kernel, question.variant);
  shared[control.module] = moduleNumber(question.kernel, question.variant);
  shared[control.job] = question.job;
  shared[control.units] = question.units;
  shared[control.scratch] = at;
  shared[control.scratchBytes] = question.scratch;
  shared[control.errorLength] = 0;
  Atomics.store(shared, control.next, 0);
  Atomics.store(shared, control.open, 1);
  Atomics.add(shared, control.sequence, 1);
  Atomics.notify(shared, control.sequence);
  try {
    for (let k; (k = Atomics.add(shared, control.next, 1)) < question.units;) {
      unit(question.job, k, at);
    }
  } finally {
    Atomics.store(shared, control.open, 0);
    waitForOthers(shared);
  }
  surface(shared);
}

/**
 * Runs all units and returns when they are done.
 * @throws {Error} if a thread died or a unit failed.
 */
export function run(question: Run): void {
  const { threads, shared, failure } = crew();
  if (failure) throw new Error(`A compute thread died: ${failure}`, { cause: failure });
  const scratch = scratchOf(question.scratch * threads);
  if (shared && threads > 1 && question.units > 1) return share(question, scratch, shared);
  const { unit } = kernel(question.kernel, question.variant);
  for (let index = 0; index < question.units; index++) unit(question.job, index, scratch);
}
