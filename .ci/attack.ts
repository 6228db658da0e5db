/**
 * Bounded attacks on the scripts, the same at every run: kills at odd moments, hostile names, hostile records, odd numbers.
 * `deno task attack`
 *
 * @module
 */
import { join } from "../src/deps/path.ts";

const root = new URL("../", import.meta.url).pathname;
const folder = await Deno.makeTempDir({ prefix: "more-descent-attack-" });
const permissions = [
  "--no-prompt",
  "--allow-read",
  "--allow-write",
  "--allow-sys=cpus",
  "--allow-ffi",
];

/** Numbers from 0 to 1, the same at every run. Source: Park and Miller (1988). */
let seed = 20261126;
const random = () => (seed = seed * 16807 % 2147483647) / 2147483647;
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)];

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

async function script(name: string, args: string[], killedAfter?: number): Promise<Outcome> {
  const child = new Deno.Command("deno", {
    args: ["run", ...permissions, join(root, "scripts", `${name}.ts`), ...args],
    env: { NO_COLOR: "1", XDG_RUNTIME_DIR: "/tmp" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const timer = killedAfter === undefined
    ? undefined
    : setTimeout(() => child.kill("SIGKILL"), killedAfter);
  const { code, stdout, stderr } = await child.output();
  clearTimeout(timer);
  const text = new TextDecoder();
  return { code, stdout: text.decode(stdout), stderr: text.decode(stderr) };
}

let failures = 0;

async function group(name: string, attack: () => Promise<string[]>): Promise<void> {
  const faults = await attack();
  failures += faults.length;
  console.log(`${faults.length === 0 ? "held" : `${faults.length} FAULTS`}: ${name}`);
  for (const fault of faults) console.log(`  ${fault}`);
}

// deno-lint-ignore no-control-regex
const control = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/;

/** What is wrong with how a script ended: it does its work, or says in one line why not. */
function faultsOf({ code, stdout, stderr }: Outcome): string[] {
  const faults = [];
  if (control.test(stdout + stderr)) faults.push("a control character reached the terminal");
  const errors = stderr.split("\n").filter((line) => line.startsWith("error: "));
  if (code !== 0 && (code !== 1 || errors.length !== 1)) {
    faults.push(`rc ${code}: ${stderr.slice(0, 200)}`);
  }
  if (/\n\s+at /.test(stderr)) faults.push(`a stack trace: ${stderr.slice(0, 200)}`);
  if (/Cannot (read|set) properties of|is not (a function|iterable)|\[object/.test(stderr)) {
    faults.push(`a raw error: ${stderr.slice(0, 200)}`);
  }
  return faults;
}

const table = join(folder, "table.csv");
const rows = Array.from(
  { length: 200_000 },
  (_, i) => `${Math.sin(i)},${Math.cos(1.7 * i)},${Number(Math.sin(12.9 * i) > Math.cos(0.3 * i))}`,
);
await Deno.writeTextFile(table, ["a,b,y", ...rows].join("\n"));

await group("kills: every file is whole or absent, and the next run goes on", async () => {
  const faults: string[] = [];
  const works: [string, string[]][] = [
    ["fit", [table, "--target", "y", "--family", "logistic", "--hold", "0"]],
    ["figures", ["1", "9", "--rows", "100", "--iterations", "3"]],
  ];
  for (const [name, args] of works) {
    const out = join(folder, `killed-${name}`);
    for (let i = 0; i < 8; i++) {
      await script(name, [...args, "--out", out], 200 + 1800 * random());
      for (const { name: file } of await Array.fromAsync(existing(out))) {
        if (!file.endsWith(".json")) continue;
        const text = await Deno.readTextFile(join(out, file));
        try {
          JSON.parse(text);
        } catch {
          faults.push(`${file} is half written`);
        }
      }
    }
    const { code, stderr } = await script(name, [...args, "--out", out]);
    if (code !== 0) faults.push(`${name} after the kills: ${stderr.slice(0, 200)}`);
    const left = (await Array.fromAsync(existing(out))).filter(({ name }) =>
      name.endsWith(".part")
    );
    if (left.length > 0) faults.push(`${left.length} unfinished files are left`);
  }
  return faults;
});

async function* existing(path: string): AsyncGenerator<Deno.DirEntry> {
  try {
    yield* Deno.readDir(path);
  } catch { /* It was killed before. */ }
}

await group(
  "names: no name is SQL, a command of the terminal, or a fault of a picture",
  async () => {
    const faults: string[] = [];
    const parts = [
      "a",
      "'",
      '"',
      "`",
      ";",
      "--",
      "\x1b[2J",
      "\u202e",
      "\\",
      "%",
      "$1",
      "<b>",
      "&",
      "|",
      "é",
      "数",
      "1",
      "=",
      "DROP",
      " ",
      "]]>",
    ];
    const names = () =>
      Array.from({ length: 1 + Math.floor(5 * random()) }, () => pick(parts)).join("");
    for (let i = 0; i < 40; i++) {
      const [a, b] = [`x${names()}`, `z${names()}`];
      const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
      const file = join(folder, "names.csv");
      const lines = Array.from({ length: 12 }, (_, i) => `${i},${i * i % 7},${2 * i + i % 3}`);
      await Deno.writeTextFile(file, [[a, b, "y"].map(quoted).join(","), ...lines].join("\n"));
      const out = join(folder, "names");
      const outcome = await script("fit", [
        file,
        "--target",
        "y",
        "--where",
        `${a} >= 1`,
        "--out",
        out,
      ]);
      faults.push(...faultsOf(outcome).map((fault) => `${JSON.stringify([a, b])}: ${fault}`));
      for (const { name } of await Array.fromAsync(existing(out))) {
        if (name.endsWith(".svg") && control.test(await Deno.readTextFile(join(out, name)))) {
          faults.push(`${JSON.stringify([a, b])}: ${name} is no XML`);
        }
      }
    }
    return faults;
  },
);

await group(
  "records: a fit.json with any field changed is refused, or resumed as data",
  async () => {
    const faults: string[] = [];
    const out = join(folder, "record");
    const made = await script("fit", [
      table,
      "--target",
      "y",
      "--family",
      "logistic",
      "--where",
      "a > 0",
      "--max-scans",
      "1",
      "--out",
      out,
    ]);
    if (made.code !== 0) return [made.stderr];
    const text = await Deno.readTextFile(join(out, "fit.json"));
    const canary = join(folder, "canary.txt");
    const evil = [
      null,
      -1,
      1e308,
      "",
      [],
      {},
      true,
      `1); COPY (SELECT 1) TO '${canary}'; --`,
      "\x1b[2J",
    ];
    for (let i = 0; i < 50; i++) {
      const record = JSON.parse(text);
      const path = changed(record, pick(evil));
      const file = join(folder, "evil.json");
      await Deno.writeTextFile(file, JSON.stringify(record));
      const outcome = await script("fit", ["--resume", file, "--out", join(folder, "resumed")]);
      faults.push(...faultsOf(outcome).map((fault) => `${path}: ${fault}`));
      if (await Deno.stat(canary).catch(() => undefined)) {
        return [
          ...faults,
          `${path} wrote a file`,
        ];
      }
    }
    return faults;
  },
);

/** Sets a random leaf; tells which. */
function changed(value: Record<string, unknown>, to: unknown): string {
  const key = pick(Object.keys(value));
  const inner = value[key];
  const isDeeper = typeof inner === "object" && inner !== null && Object.keys(inner).length > 0 &&
    random() < 0.8;
  if (isDeeper) return `${key}.${changed(inner as Record<string, unknown>, to)}`;
  value[key] = to;
  return `${key} = ${JSON.stringify(to)}`;
}

await group("options: every number of every script is one, or refused in a line", async () => {
  const faults: string[] = [];
  const odd = ["0x10", " 7", "-1", "1e400", "NaN", "", "9".repeat(30), "1,2", "\x1b[2J"];
  for (const name of ["fit", "figures", "race", "compare", "claims"]) {
    const { stdout } = await script(name, ["--help"]);
    const options = [
      ...stdout.matchAll(
        /^\s+(--[\w-]+) <(count|number|seconds|share|MiB|lambda|rate)>/gm,
      ),
    ];
    for (const [, option, kind] of options) {
      // A real number may be large; a count, a number of seconds or a share may not.
      const value = pick(
        /number|lambda|rate/.test(kind) ? odd.filter((v) => !/^9+$/.test(v)) : odd,
      );
      const outcome = await script(name, [`${option}=${value}`, "--out", join(folder, "odd")]);
      if (outcome.code === 0) faults.push(`${name} takes ${option}=${JSON.stringify(value)}`);
      faults.push(...faultsOf(outcome).map((fault) => `${name} ${option}=${value}: ${fault}`));
    }
  }
  return faults;
});

await Deno.remove(folder, { recursive: true });
console.log(failures === 0 ? "Every attack was survived." : `${failures} faults.`);
Deno.exit(failures === 0 ? 0 : 1);
