/**
 * The page's side of a Worker.
 *
 * @module
 */
import type { Calls, FromWorker, ToWorker } from "./calls.ts";

interface Pending {
  resolve(answer: unknown): void;
  reject(error: Error): void;
  onNews?: (news: never) => void;
}

/** Asks a Worker, which starts with the first question, and starts again after it died. */
export class Client<C extends Calls> {
  #worker?: Worker;
  #next = 0;
  readonly #file: string;
  readonly #pending = new Map<number, Pending>();

  /** @param file The Worker's module, beside the page. */
  constructor(file: string) {
    this.#file = file;
  }

  /**
   * Asks a question.
   *
   * @throws {Error} If the work failed, or the Worker died; it says which.
   */
  ask<K extends keyof C & string>(
    name: K,
    question: C[K]["question"],
    { onNews, signal }: { onNews?: (news: C[K]["news"]) => void; signal?: AbortSignal } = {},
  ): Promise<C[K]["answer"]> {
    const worker = this.start();
    const id = this.#next++;
    const send = (message: ToWorker) => worker.postMessage(message);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject, onNews });
      signal?.addEventListener("abort", () => send({ id, stop: true }));
      send({ id, name, question });
    });
  }

  /** Starts it before the first question, if it does not run. */
  start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = this.#worker = new Worker(new URL(this.#file, document.baseURI), {
      type: "module",
    });
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      const pending = this.#pending.get(data.id);
      if (pending === undefined) return;
      if ("news" in data) return pending.onNews?.(data.news as never);
      this.#pending.delete(data.id);
      if ("error" in data) pending.reject(new Error(data.error));
      else pending.resolve(data.answer);
    };
    worker.onerror = ({ message }) => {
      const why = message ? ` (${message})` : "";
      this.stop(`The computing thread died${why}: it starts again with the next question.`);
    };
    return worker;
  }

  /** Ends the Worker at once, whatever it does; the next question starts another. */
  stop(why = "Stopped."): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of pending) reject(new Error(why));
  }
}

/** Gives only the last of several questions an answer: what was asked meanwhile is asked when the work is done. */
export function latest<Q>(work: (question: Q) => Promise<void>): (question: Q) => void {
  let waiting: { question: Q } | undefined;
  let busy = false;
  const next = async (question: Q) => {
    busy = true;
    try {
      await work(question);
    } finally {
      busy = false;
      const then = waiting;
      waiting = undefined;
      if (then) void next(then.question);
    }
  };
  return (question) => {
    if (busy) waiting = { question };
    else void next(question);
  };
}
