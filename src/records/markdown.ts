/**
 * Markdown: tables, text that stays text, and the line that says where something ran.
 *
 * @module
 */
import type { Environment } from "./environment.ts";
import { safeLine } from "./safe_text.ts";

/** Text that Markdown leaves as it is. */
export function escaped(text: string): string {
  return safeLine(text.replaceAll("\n", " ")).replace(/[\\|*_`<>[\]]/g, "\\$&");
}

/**
 * A table, its cells as they are given: Markdown in them is Markdown. {@linkcode escaped} makes text of them.
 *
 * @param numbers Whether all columns but the first are aligned to the right.
 */
export function markdownTable(head: string[], rows: string[][], numbers = false): string[] {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  const rule = head.map((_, i) => numbers && i > 0 ? "---:" : "---");
  return [line(head), `|${rule.join("|")}|`, ...rows.map(line)];
}

/** A bar would end the cell. */
export function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

/** By which version and where, in a sentence. */
export function environmentLine(project: string, environment: Environment): string {
  const { backend, cpu, threads, deno, tfjs, started } = environment;
  return `more-descent ${project}, Deno ${deno}, TensorFlow.js ${tfjs}, backend ${backend}, ${cpu}, ${
    threadCount(threads)
  }, ${started}.`;
}

/** "1 thread", "2 threads". */
export function threadCount(threads: number): string {
  return `${threads} thread${threads === 1 ? "" : "s"}`;
}
