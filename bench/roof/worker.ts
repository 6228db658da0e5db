/**
 * A thread of the roof's: it is sent the memory, then parts, and answers each when it is done.
 *
 * @module
 */
import { parentPort } from "node:worker_threads";
import { doer, type Message, type Part } from "./part.ts";

let work: (part: Part) => void;

parentPort?.on("message", (message: Message) => {
  if ("memory" in message) work = doer(message.memory);
  else work(message);
  parentPort?.postMessage("done");
});
