/**
 * What the scripts share: parsers of options, progress, the end of a run.
 *
 * @module
 */
import { InvalidArgumentError } from "../deps/command.ts";
import progress from "../deps/progress.ts";
import Table from "../deps/table.ts";

/** A parser of whole numbers of at least `least`, for commander. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least) {
      throw new InvalidArgumentError(`Expected a whole number, ${least} or more.`);
    }
    return value;
  };
}

/** Parses a finite number above 0, for commander. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) {
    throw new InvalidArgumentError("Expected a finite number above 0.");
  }
  return value;
}

/** Parses a share of a whole: above 0 and below 1, for commander. */
export function share(text: string): number {
  const value = Number(text);
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

/** Ends work at the first Ctrl-C, so that what is finished can be kept; at the second, at once. */
export function interruptible(): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const listener = () => {
    if (controller.signal.aborted) Deno.exit(1);
    controller.abort();
  };
  Deno.addSignalListener("SIGINT", listener);
  const end = () => Deno.removeSignalListener("SIGINT", listener);
  return { signal: controller.signal, end };
}

/** A table as text. */
export function table(head: string[], rows: (string | number)[][]): string {
  const made = new Table({ head, style: { head: [], border: [], compact: true } });
  made.push(...rows.map((row) => row.map(String)));
  return made.toString();
}

/** Runs a script's main: an error is one line on stderr, and exit code 1. */
export async function runScript(main: () => Promise<void>): Promise<never> {
  try {
    await main();
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message.split("\n")[0] : error}`);
    Deno.exit(1);
  }
  Deno.exit(0);
}
