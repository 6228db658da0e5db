/**
 * What starting costs: the CPU time of importing mod.ts and of a script's --help, each in a fresh process, and what they
 * load.
 *
 *   deno task bench:imports
 *
 * @module
 */
import { useBackend } from "../src/backend/backend.ts";
import { runScript, table, wholeNumber } from "../src/process/cli.ts";
import { Command } from "../src/deps/command.ts";
import { environment } from "../src/race/environment.ts";
import { writeWhole } from "../src/process/files.ts";
import { summary } from "./peers/measure.ts";

const command = new Command("bench:imports")
  .description("CPU time of importing mod.ts and of figures.ts --help, in fresh processes.")
  .option("--rounds <count>", "of each", wholeNumber(1), 15)
  .option("--out <file>", "where the JSON goes", "bench/results/imports.json");

/** What is started, and how many milliseconds of CPU it may take. */
const subjects: { name: string; file: string; args: string[]; target: number | null }[] = [
  { name: "an empty module", file: "bench/imports/empty.ts", args: [], target: null },
  { name: 'import "mod.ts"', file: "mod.ts", args: [], target: 400 },
  { name: "figures.ts --help", file: "scripts/figures.ts", args: ["--help"], target: 300 },
];

const root = new URL("../", import.meta.url);

await runScript(async () => {
  const { rounds, out } = command.parse(Deno.args, { from: "user" }).opts();
  const times = subjects.map(() => [] as number[]);
  // The first start fills the engine's cache of compiled code, as anybody's first start does.
  for (const { file, args } of subjects) await cpuTime(file, args);
  for (let round = 0; round < rounds; round++) {
    for (const [i, { file, args }] of subjects.entries()) times[i].push(await cpuTime(file, args));
  }
  const results = [];
  for (const [i, subject] of subjects.entries()) {
    results.push({ ...subject, cpu: summary(times[i]), loads: await modulesOf(subject.file) });
  }
  const head = ["start", "CPU, ms", "quartiles", "at most", "modules here", "packages loaded"];
  const rows = results.map(({ name, cpu, target, loads }) => [
    name,
    cpu.median.toFixed(0),
    cpu.quartiles.map((value) => value.toFixed(0)).join(" to "),
    target ?? "",
    loads.modules,
    loads.packages.join("\n"),
  ]);
  console.log(table(head, rows));
  const where = await environment(await useBackend("wasm"));
  const found = { environment: where, rounds, results };
  await writeWhole(out, JSON.stringify(found, null, 1) + "\n");
  console.log(`Wrote ${out}.`);
});

/** Milliseconds of CPU, user and system, from a process's start to its end. */
async function cpuTime(file: string, args: string[]): Promise<number> {
  const { success, stderr } = await deno([
    ...["run", "--no-prompt", "--preload", "bench/imports/cpu_time.ts", file, ...args],
  ]);
  const found = /^cpu (\d+)$/m.exec(stderr);
  if (!success || !found) throw new Error(`Cannot time ${file}: ${stderr.split("\n")[0]}`);
  return Number(found[1]) / 1000;
}

/** A module of `deno info`, and what it imports; a dynamic import is not loaded at the start. */
interface Module {
  specifier: string;
  dependencies?: { code?: { specifier: string }; isDynamic?: boolean }[];
}

/** What is loaded before anything is asked for: this project's modules, and packages. */
async function modulesOf(file: string): Promise<{ modules: number; packages: string[] }> {
  const { stdout } = await deno(["info", "--json", file]);
  const info: { roots: string[]; modules: Module[] } = JSON.parse(stdout);
  const bySpecifier = new Map(info.modules.map((module) => [module.specifier, module]));
  const seen = new Set<string>();
  const visit = (specifier: string) => {
    if (seen.has(specifier)) return;
    seen.add(specifier);
    for (const { code, isDynamic } of bySpecifier.get(specifier)?.dependencies ?? []) {
      if (code && !isDynamic) visit(code.specifier);
    }
  };
  info.roots.forEach(visit);
  const loaded = [...seen];
  return {
    modules: loaded.filter((specifier) => specifier.startsWith("file:")).length,
    packages: loaded.filter((specifier) => specifier.startsWith("npm:")).toSorted(),
  };
}

async function deno(args: string[]) {
  const { success, stdout, stderr } = await new Deno.Command("deno", { args, cwd: root }).output();
  const [out, error] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { success, stdout: out, stderr: error };
}
