/**
 * Servers that do not answer: they are asked again, and then given up on in a clear line.
 *
 * @module
 */
import { delay } from "../../deps/async.ts";
import { TableError } from "../model/table_error.ts";

/** How long to wait before a server is asked again, in milliseconds; after the last of them it is given up on. */
const pauses = [300, 1500];

/** Thrown where the next attempt may succeed: a server or a shard is down, or too slow. */
export class Unanswered extends TableError {
  override name = "Unanswered";
}

/**
 * Asks until there is an answer, three times at most.
 *
 * @param ask Receives the number of the attempt, from 0.
 * @throws {TableError} If there still is none; other errors at once.
 */
export async function persistently<T>(
  ask: (attempt: number) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let attempt = 0;; attempt++) {
    try {
      return await ask(attempt);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof Unanswered)) throw error;
      if (attempt === pauses.length) {
        throw new Unanswered(`${error.message} It was asked ${attempt + 1} times.`);
      }
      await delay(pauses[attempt], { signal });
    }
  }
}
