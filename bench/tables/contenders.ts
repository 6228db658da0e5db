/**
 * Who fits a table: a command, timed from its start to its end, and what it found.
 *
 * @module
 */
import { join } from "../../src/deps/path.ts";
import type { FitResult } from "../../src/regression/results/fit_result.ts";
import type { Family } from "./make.ts";

/** A command that fits a file. */
export interface Contender {
  name: string;
  file: string;
  command: string[];
  /** Whether nothing can be compared without it. */
  required?: boolean;
  /** Python, which measures. */
  python: string;
  /** What it found, of what it printed. */
  found(output: string): Promise<Found> | Found;
}

/** A fit. */
export interface Found {
  /** The intercept first. */
  coefficients: number[];
  versions: Record<string, string>;
  scans?: number;
}

/** A fit, and what it took. */
export interface Timing extends Found {
  seconds: number;
  /** Resident memory of the process and those that it started, at its most. */
  peakBytes: number;
}

const here = new URL(".", import.meta.url).pathname;
const script = new URL("../../scripts/fit.ts", import.meta.url).pathname;

/** This project's command. */
export function fitScript(python: string, family: Family, file: string, folder: string): Contender {
  const permissions = [
    "--no-prompt",
    "--allow-read",
    "--allow-write",
    "--allow-ffi",
    "--allow-sys=cpus",
  ];
  const options = ["--target", "y", "--family", family, "--out", folder];
  return {
    name: `fit.ts, ${endingOf(file)}`,
    file,
    python,
    required: true,
    command: ["deno", "run", ...permissions, script, file, ...options],
    async found() {
      const fit: FitResult = JSON.parse(await Deno.readTextFile(join(folder, "fit.json")));
      const coefficients = fit.coefficients.map(({ estimate }) => estimate ?? NaN);
      return { coefficients, versions: { DuckDB: fit.engine }, scans: fit.scans };
    },
  };
}

/** pandas and a library. */
export function peer(python: string, library: string, family: Family, file: string): Contender {
  return {
    name: `pandas and ${library}, ${endingOf(file)}`,
    file,
    python,
    command: [python, join(here, "peer.py"), library, family, file],
    found(output) {
      const { coefficients, pandas, version } = JSON.parse(output);
      return { coefficients, versions: { pandas, [library]: version } };
    },
  };
}

/**
 * Runs a contender once.
 *
 * @throws {Error} If it fails; the message is the last line that it wrote.
 */
export async function timed({ command, python, found }: Contender): Promise<Timing> {
  const { success, stdout, stderr } = await new Deno.Command(python, {
    args: [join(here, "measure.py"), ...command],
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
  if (!success) throw new Error(text(stderr).split("\n").at(-1));
  const { seconds, peakBytes, output } = JSON.parse(text(stdout));
  return { ...await found(output), seconds, peakBytes };
}

function endingOf(file: string): string {
  return file.endsWith(".csv") ? "CSV" : "Parquet";
}
