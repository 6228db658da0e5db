/**
 * What the scripts share: parsers of options, progress, the end of a run.
 *
 * @module
 */
import { InvalidArgumentError } from "../deps/command.ts";
import progress from "../deps/progress.ts";
import { safeLine, safeLines } from "../records/safe_text.ts";

export { table } from "../records/text_table.ts";

/** Larger numbers are a slip, or would fill any machine. */
const largestWhole = 2 ** 40;

/** A number as people write it: no hexadecimal, no blanks. */
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A decimal number; NaN if the text is none. */
export function decimalNumber(text: string): number {
  return decimal.test(text) ? Number(text) : NaN;
}

/** A parser of whole numbers of at least `least`, for commander. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : NaN;
    if (!(value >= least && value <= largestWhole)) {
      throw new InvalidArgumentError(
        `Expected a whole number, ${least} or more${
          value > largestWhole ? `, and at most ${largestWhole}` : ""
        }.`,
      );
    }
    return value;
  };
}

/** Parses a finite number above 0, for commander. */
export function positiveNumber(text: string): number {
  const value = decimalNumber(text);
  if (!(value > 0 && Number.isFinite(value))) {
    throw new InvalidArgumentError("Expected a finite number above 0.");
  }
  return value;
}

/** Parses a share of a whole: above 0 and below 1, for commander. */
export function share(text: string): number {
  const value = decimalNumber(text);
  if (!(value > 0 && value < 1)) {
    throw new InvalidArgumentError("Expected a number above 0 and below 1.");
  }
  return value;
}

/** Parses a list with commas, for commander. */
export function list(text: string): string[] {
  const items = text.split(",").map((item) => item.trim()).filter((item) => item !== "");
  if (items.length === 0) {
    throw new InvalidArgumentError("Expected names with commas between them.");
  }
  return items;
}

/** Parses a list of whole numbers with commas, for commander. */
export function wholeNumbers(text: string): number[] {
  return list(text).map(wholeNumber(0));
}

/** A bar of long work, on stderr; nothing if that is no terminal. */
export class Progress {
  #bar = new progress.SingleBar({
    format: "{bar} {percentage}% | {task} | {eta_formatted} left",
    noTTYOutput: false,
    clearOnComplete: true,
    hideCursor: true,
  }, progress.Presets.shades_classic);

  /** Begins a bar of `total` units of work. */
  start(total: number): void {
    this.#bar.start(total, 0, { task: "" });
  }

  /** Says what is being done. */
  say(task: string): void {
    this.#bar.update({ task });
  }

  /** Says in one line what is made and what comes next, if there is no terminal for a bar. */
  announce(next: string, made: string[]): void {
    if (Deno.stderr.isTerminal()) return;
    const names = made.length === 0 ? "nothing yet" : made.join(", ");
    console.error(`Made: ${names}. Making: ${next}.`);
  }

  /** Sets how many units are done. */
  set(units: number): void {
    this.#bar.update(units);
  }

  /** Adds to the units that are done. */
  advance(units = 1): void {
    this.#bar.increment(units);
  }

  /** Takes the bar away. */
  stop(): void {
    this.#bar.stop();
  }
}

/** What asks a process to end: Ctrl-C, and what stops a service. */
const endings: Deno.Signal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];

/** Ends work at the first Ctrl-C or SIGTERM, so that what is finished can be kept; at the second, at once. */
export function interruptible(): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const listener = () => {
    if (controller.signal.aborted) Deno.exit(1);
    controller.abort();
  };
  for (const ending of endings) Deno.addSignalListener(ending, listener);
  const end = () => endings.forEach((ending) => Deno.removeSignalListener(ending, listener));
  return { signal: controller.signal, end };
}

/** A timer can wait no longer, in milliseconds. */
const longestWait = 2 ** 31 - 1;

/** A signal that aborts with a TimeoutError after a number of seconds, however large. */
export function deadline(seconds: number): AbortSignal {
  const controller = new AbortController();
  const waiting = (left: number) => {
    const wait = Math.min(left, longestWait);
    const timer = setTimeout(() => {
      if (left > wait) waiting(left - wait);
      else controller.abort(new DOMException("The time is over.", "TimeoutError"));
    }, wait);
    Deno.unrefTimer(timer);
  };
  waiting(1000 * seconds);
  return controller.signal;
}

/** Prints lines; what a file or a server brought into them cannot command the terminal. */
export function say(text: string): void {
  console.log(safeLines(text));
}

/** An error's message is no longer than this on a terminal. */
const longestMessage = 1000;

/** Runs a script's main: an error is one line on stderr, and exit code 1. */
export async function runScript(main: () => Promise<void>): Promise<never> {
  const fail = (error: unknown): never => {
    console.error(`error: ${safeLine(messageOf(error), longestMessage)}`);
    Deno.exit(1);
  };
  // A library may fail outside of what is awaited.
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    fail(event.reason);
  });
  globalThis.addEventListener("error", (event) => {
    event.preventDefault();
    fail(event.error ?? event.message);
  });
  try {
    await main();
  } catch (error) {
    fail(error);
  }
  Deno.exit(0);
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isMemory = error instanceof RangeError &&
    /allocation failed|invalid (array|typed array|string) length/i.test(error.message);
  return isMemory
    ? "There is not enough memory for so much. Ask for fewer rows, columns, units or layers."
    : error.message;
}
