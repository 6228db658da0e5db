/**
 * This machine's roof in wasm: multiply-adds of 128-bit SIMD on registers alone, and a pure read of memory.
 *
 * @module
 */
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { doer, type Message, type Part } from "./part.ts";

/** What the machine can do on a number of threads. */
export interface Roof {
  threads: number;
  /** 10^9 float32 additions and multiplications a second. */
  gigaflops: number;
  /** 10^9 bytes a second, from memory that no cache holds. */
  gigabytes: number;
}

/** Operations of a round of `multiplyAdd`: twelve sums of four lanes. */
const operations = 96;
const rounds = 100_000;
const calls = 200;

/** More than a cache holds, a multiple of 128 for each of up to 64 threads. */
const bytes = 2 ** 28;
const times = 4;
const page = 2 ** 16;

/** Threads ready to measure. */
export class RoofMeter {
  private constructor(
    private readonly workers: Worker[],
    private readonly work: (part: Part) => void,
  ) {}

  /** Starts as many threads as are to be measured at most, this one among them. */
  static async start(threads: number): Promise<RoofMeter> {
    const memory = new WebAssembly.Memory({
      initial: bytes / page + 1,
      maximum: 65_536,
      shared: true,
    });
    // Pages that were never written are all one page of zeros.
    new Uint8Array(memory.buffer).fill(1);
    const workers = Array.from(
      { length: threads - 1 },
      // An empty environment: by default the process's is copied, which asks for it on a terminal.
      () => new Worker(new URL("./worker.ts", import.meta.url), { env: {} }),
    );
    await Promise.all(workers.map((worker) => send(worker, { memory })));
    return new RoofMeter(workers, doer(memory));
  }

  /** Measures both on a number of threads: about half a second. */
  async measure(threads: number): Promise<Roof> {
    const each = bytes / threads;
    const multiply = await this.seconds(
      threads,
      () => ({ ask: "multiplyAdd", rounds, times: calls }),
    );
    const read = await this.seconds(
      threads,
      (thread) => ({ ask: "read", address: page + thread * each, bytes: each, times }),
    );
    return {
      threads,
      gigaflops: operations * rounds * calls * threads / multiply / 1e9,
      gigabytes: bytes * times / read / 1e9,
    };
  }

  /** Ends the threads. */
  async end(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }

  private async seconds(threads: number, part: (thread: number) => Part): Promise<number> {
    const start = performance.now();
    const others = this.workers.slice(0, threads - 1).map((worker, i) => send(worker, part(i + 1)));
    this.work(part(0));
    await Promise.all(others);
    return (performance.now() - start) / 1000;
  }
}

/** Sends, and waits for the answer; an error of the thread is thrown. */
async function send(worker: Worker, message: Message): Promise<void> {
  const answer = once(worker, "message");
  worker.postMessage(message);
  await answer;
}
