/** Runs a kernel's units, on this thread and on those that startThreads started. */
import {
  bestVariant,
  instantiate,
  type Kernel,
  type KernelName,
  type Variant,
} from "./instances.ts";
import { free, kernelMemory, malloc } from "./memory.ts";

const instances = new Map<string, Kernel>();

/** The kernel on this thread, compiled at the first call. */
export function kernel(name: KernelName, variant: Variant = bestVariant()): Kernel {
  const key = `${name} ${variant}`;
  let instance = instances.get(key);
  if (!instance) instances.set(key, instance = instantiate(name, variant, kernelMemory()));
  return instance;
}

let scratch = 0;
let scratchBytes = 0;

/** Scratch memory for every thread, kept for the next call. */
function scratchOf(bytes: number): number {
  if (bytes > scratchBytes) {
    if (scratch) free(scratch);
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
  /** Scratch bytes one thread needs. */
  scratch: number;
}

/** Runs all units and returns when they are done. */
export function run(question: Run): void {
  const { unit } = kernel(question.kernel, question.variant);
  const at = scratchOf(question.scratch);
  for (let index = 0; index < question.units; index++) unit(question.job, index, at);
}

/** Starts threads. */
export function startThreads(_count?: number): Promise<number> {
  return Promise.resolve(1);
}

/** Stops them. */
export function stopThreads(): void {}
