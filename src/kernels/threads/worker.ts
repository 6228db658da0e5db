/** What a compute thread does. */
import type { Control } from "./control.ts";
import type { Kernel } from "./instances.ts";

/** What a thread is given when it starts. */
export interface WorkerData {
  memory: WebAssembly.Memory;
  /** The bytes of every kernel in every variant, as `moduleNumber` numbers them. */
  modules: Uint8Array<ArrayBuffer>[];
  /** The control words. */
  words: Int32Array<SharedArrayBuffer>;
  /** Where each of them is. */
  control: Control;
  /** 1 for the first thread but the main one. */
  thread: number;
}

/**
 * Takes units until the stop word is set. Its text becomes the worker's, so it uses nothing from outside.
 */
export function work({ memory, modules, words, control, thread }: WorkerData): void {
  const kernels: Kernel[] = [];

  /** The question's kernel, compiled when first asked for. */
  function unitOf(module: number): Kernel["unit"] {
    kernels[module] ??= new WebAssembly.Instance(new WebAssembly.Module(modules[module]), {
      env: { memory },
    }).exports as Kernel;
    return kernels[module].unit;
  }

  function takeUnits(): void {
    const unit = unitOf(words[control.module]);
    const scratch = (words[control.scratch] >>> 0) + thread * words[control.scratchBytes];
    const units = words[control.units];
    for (let k; (k = Atomics.add(words, control.next, 1)) < units;) {
      unit(words[control.job], k, scratch);
    }
  }

  function report(error: unknown): void {
    const text = String(error).slice(0, 400);
    for (let k = 0; k < text.length; k++) words[control.error + k] = text.charCodeAt(k);
    Atomics.store(words, control.errorLength, text.length);
  }

  /** Questions come in quick succession: waking costs more than a short spin. */
  function waitFor(seen: number): void {
    const end = performance.now() + 0.2;
    while (Atomics.load(words, control.sequence) === seen) {
      if (performance.now() > end) Atomics.wait(words, control.sequence, seen);
    }
  }

  let seen = Atomics.load(words, control.sequence);
  while (!Atomics.load(words, control.stop)) {
    Atomics.add(words, control.active, 1);
    try {
      // Between the two, the main thread waits for active to be 0 before it asks anything else.
      if (Atomics.load(words, control.open)) takeUnits();
    } catch (error) {
      report(error);
    }
    Atomics.sub(words, control.active, 1);
    Atomics.notify(words, control.active);
    waitFor(seen);
    seen = Atomics.load(words, control.sequence);
  }
}
