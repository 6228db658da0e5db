/** Preloaded before a module that is timed: says at the process's end how many microseconds of CPU it took. @module */
import process from "node:process";

globalThis.addEventListener("unload", () => {
  const { user, system } = process.cpuUsage();
  console.error(`cpu ${user + system}`);
});
