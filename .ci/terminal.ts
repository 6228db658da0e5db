/**
 * Runs every documented command on a pseudo-terminal, with its permissions as documented: none may ask for another one, fail, or print
 * an escape sequence that it does not mean. Permission prompts never show in a pipe. `.ci/terminal.ts [--list] [PATTERN]`
 *
 * @module
 */
import { clickhouse as ask, startShards } from "../tests/regression/servers/clickhouse.ts";
import { account } from "../tests/regression/servers/servers.ts";

/** A documented command. */
interface Command {
  text: string;
  from: string;
}

const folder = await Deno.makeTempDir({ prefix: "more-descent-terminal-" });
const root = new URL("../", import.meta.url);

/** How long commands are made short, by their own options; or why one is not run here. The first pattern that fits counts. */
const rules: [command: RegExp, rule: { add?: string; skip?: string }][] = [
  [/^npx /, { skip: "downloads Deno; the same task is run below without it" }],
  [/^\.ci\/run/, { skip: "is what runs this" }],
  [/^deno run \.\.\./, { skip: "is an abbreviation" }],
  [/ --help$/, {}],
  [/^deno task$/, {}],
  [/^deno task (test|test:fast|ok|coverage)$/, { skip: "CI runs it whole" }],
  [/^deno task test tests\//, {}],
  [/^deno task (docs|build --check|check:arrows)$/, {}],
  [/^deno task judge/, { add: "--largest 0" }],
  [/^deno task bench:steps/, { add: "--steps 5" }],
  [/^deno task bench:peers/, {
    add:
      '--rounds 1 --rows 0.01 --only "figure 9,roof" --out bench/results/ci.json --svg docs/ci.svg',
  }],
  [/^deno task soak/, { add: "--steps 20 --only lbfgs,adamW" }],
  [/^deno task bench:compare --against/, { skip: "needs another checkout" }],
  [/^deno task bench:compare/, {}],
  [/^deno task bench:scaling/, { add: "--rounds 1 --largest 10000 --out bench/results/ci.json" }],
  [/^deno task bench:networks/, {
    add:
      "--rounds 1 --milliseconds 20 --python python3 --only embedding --out bench/results/ci.json --svg docs/ci.svg",
  }],
  [/^deno task web:serve/, { skip: "serves until Ctrl-C" }],
  [/^deno task web(:try)?$/, { skip: "CI runs it whole" }],
  [/^deno task pack/, { skip: "CI runs it whole" }],
  [/^deno task bench:imports/, { add: "--rounds 1 --out bench/results/ci.json" }],
  [/bench[:/](tables|races|gpu)/, { skip: "needs a Python with PyTorch, JAX or pandas, or a GPU" }],
  [/bench\/judge\/nist/, {}],
  [/bench\/which_optimizer/, { skip: "takes minutes, and has no options" }],
  [/tests\/calculus\/table/, { skip: "rewrites docs/calculus.md" }],
  [/\b(figures|scripts\/figures\.ts)\b/, { add: `--rows 200 --iterations 3 --out ${folder}/out` }],
  [/\b(claims|scripts\/claims\.ts)\b/, { add: `--rows 200 --iterations 3 --out ${folder}/out` }],
  [/\b(compare|scripts\/compare\.ts)\b/, {
    add: `--rows 200 --seconds 0.02 --seeds 0 --figures 9 --out ${folder}/out`,
  }],
  [/\brace\b.* --data /, { add: `--iterations 3 --seeds 0 --out ${folder}/out` }],
  [/\b(race|scripts\/race\.ts)\b/, { add: `--rows 200 --iterations 3 --out ${folder}/out` }],
  [/\b(workloads|scripts\/workloads\.ts)\b/, {
    add:
      `--optimizer ADAM,LBFGS --workload spam-logistic --passes 30 --seeds 0 --out ${folder}/out`,
  }],
  [/\b(fit|scripts\/fit\.ts)\b/, { add: `--out ${folder}/out` }],
];

/** What stands for a file, an address or a server in the documentation. */
const placeholders: Record<string, string> = {
  "houses.csv": `${folder}/houses.csv`,
  "swiss.csv": "tests/data/tables/swiss.csv",
  "race.json": "tests/data/0.1.0/race/race.json",
  "insurance.csv": "tests/data/tables/insurance.csv",
  "quine.csv": "tests/data/tables/quine.csv",
  "rows.csv": `${folder}/rows.csv`,
  "small/fit.json": `${folder}/out/fit.json`,
  "--python python3": "",
};

/** Escape sequences that are meant: colours, and the bar's moves of the cursor and memory of it. */
// deno-lint-ignore no-control-regex
const meant = /\x1b[78]|\x1b\[[\d;]*m|\x1b\[\d*[ABCDGJK]|\x1b\[\?(25|7)[hl]/g;

function documented(): Command[] {
  const found: Command[] = [];
  const add = (text: string, from: string) => {
    const command = text.replace(/\s+#.*$/, "").replace(/\s+/g, " ").trim();
    if (!found.some((each) => each.text === command)) found.push({ text: command, from });
  };
  const pages = ["README.md", "CONTRIBUTING.md", ...filesUnder("docs", ".md")];
  for (const page of pages) {
    const text = Deno.readTextFileSync(new URL(page, root)).replaceAll(/\\\n\s*/g, "");
    for (const [, command] of text.matchAll(/^ {4}((?:deno|npx|\.ci\/).*)$/gm)) add(command, page);
    for (const [, command] of text.matchAll(/`(deno (?:task|run)[^`]*)`/g)) add(command, page);
  }
  for (const file of [...filesUnder("scripts", ".ts"), ...filesUnder("bench", ".ts")]) {
    const text = Deno.readTextFileSync(new URL(file, root));
    for (const [, command] of text.matchAll(/^ \* {2,}(deno (?:task|run) .*)$/gm)) {
      add(command, file);
    }
  }
  return found;
}

function filesUnder(path: string, ending: string): string[] {
  return [...Deno.readDirSync(new URL(path, root))].flatMap(({ name, isDirectory }) => {
    const inside = `${path}/${name}`;
    return isDirectory ? filesUnder(inside, ending) : name.endsWith(ending) ? [inside] : [];
  });
}

/** Runs a command on a pseudo-terminal; says what is wrong with it. */
async function faultOf(command: string, env: Record<string, string>): Promise<string | undefined> {
  const args = ["-qec", `timeout 120 ${command}`, "/dev/null"];
  const process = new Deno.Command("script", { args, cwd: root, stdin: "null", env });
  const { code, stdout } = await process.output();
  const text = new TextDecoder().decode(stdout);
  const asks = /.*requests? .* access.*|.*Allow\? \[y\/n.*/.exec(text)?.[0];
  if (asks !== undefined) return `it asks: ${asks.replaceAll(meant, "").trim()}`;
  if (code !== 0) return `it ends with ${code}: ${text.trim().split("\n").at(-1)}`;
  // deno-lint-ignore no-control-regex
  const [odd] = /\x1b.{0,8}/.exec(text.replaceAll(meant, "")) ?? [];
  if (odd !== undefined) return `it prints ${JSON.stringify(odd)}`;
}

const commands = documented();
const unknown = commands.filter(({ text }) => !rules.some(([pattern]) => pattern.test(text)));
for (const { text, from } of unknown) console.error(`no rule for a command of ${from}: ${text}`);
if (Deno.args.includes("--list")) {
  for (const { text, from } of commands) console.log(`${from}: ${text}`);
  Deno.exit(unknown.length === 0 ? 0 : 1);
}

const rows = Array.from(
  { length: 60 },
  (_, i) => [i % 7, (i * 37) % 11, 3 + 2 * (i % 7) - (i * 37) % 11 + (i % 5)],
);
const csv = ["rooms,age,price", ...rows.map((row) => row.join(","))].join("\n");
Deno.writeTextFileSync(`${folder}/houses.csv`, csv);
const [server] = await startShards(`${folder}/servers`, 1);
await ask(server, "CREATE TABLE houses (rooms Float64, age Float64, price Float64) ENGINE = Log");
await ask(server, `INSERT INTO houses VALUES ${rows.map((row) => `(${row})`)}`);
const web = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
  const path = new URL(request.url).pathname.slice(1);
  const type = path.endsWith(".json") ? "application/json" : "application/typescript";
  const body = await Deno.readFile(new URL(path, root)).catch(() => undefined);
  return body
    ? new Response(body, { headers: { "content-type": type } })
    : new Response("", { status: 404 });
});
const base = `http://127.0.0.1:${web.addr.port}`;
placeholders["BASE/"] = `--reload=${base} ${base}/`;
placeholders["http://localhost:8123"] = server.url;
placeholders["--allow-net=localhost"] = "--allow-net=127.0.0.1";

const wanted = Deno.args[0] ?? "";
const { user, password } = account;
const env = {
  ...{ TERM: "xterm", XDG_RUNTIME_DIR: "/tmp" },
  ...{ CLICKHOUSE_USER: user, CLICKHOUSE_PASSWORD: password },
};
let passed = 0, failed = unknown.length, skipped = 0;
for (const { text, from } of commands.filter(({ text }) => text.includes(wanted))) {
  const [, rule] = rules.find(([pattern]) => pattern.test(text)) ?? [];
  if (!rule) continue;
  if (rule.skip !== undefined) {
    skipped++;
    console.log(`not run: ${text} (${rule.skip})`);
    continue;
  }
  const command = Object.entries(placeholders)
    .reduce((command, [name, value]) => command.replaceAll(name, value), text);
  const started = performance.now();
  const fault = await faultOf([command, rule.add ?? ""].join(" ").trim(), env);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (fault === undefined) passed++;
  else failed++;
  console.log(`${fault === undefined ? "ok" : "FAILED"} (${seconds} s) ${text}`);
  if (fault !== undefined) console.error(`  of ${from}: ${fault}`);
}
await server.kill();
await web.shutdown();
for (const file of ["bench/results/ci.json", "docs/ci.svg"]) {
  await Deno.remove(new URL(file, root)).catch(() => {});
}
await Deno.remove(folder, { recursive: true });
console.log(`on a terminal: ${passed} passed, ${failed} failed, ${skipped} not run`);
Deno.exit(failed === 0 ? 0 : 1);
