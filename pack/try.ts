/**
 * Installs the package in an empty folder, as a reader would, and trains with it on Node, an older and a newer one, and on Bun:
 * `deno task pack:try`, after `deno task pack`.
 *
 * @module
 */
import { join } from "../src/deps/path.ts";

const root = new URL("../", import.meta.url).pathname;
const { version } = JSON.parse(Deno.readTextFileSync(join(root, "deno.json")));
const tarball = join(root, "out", `more-descent-${version}.tgz`);
const peers = ["@tensorflow/tfjs-core@4.22.0", "@tensorflow/tfjs-layers@4.22.0"];

/** Runtimes beside the Node that is installed, from npm. */
const runtimes = ["node@24.21.0", "bun@1.4.5"];

/** What train.mjs says, in order. */
const expected = [
  ...["cpu, as asked", "fit true", "fused true", "trainer true"],
  ...["wasm, as asked", "fit true", "fused true", "trainer true"],
  ...["converged", '["0.00","1.10"]'],
];

async function run(command: string, args: string[], cwd: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args, cwd }).output();
  const text = new TextDecoder().decode(stdout);
  if (success) return text;
  throw new Error(`${command} ${args.join(" ")}: ${new TextDecoder().decode(stderr)}${text}`);
}

/** Checks what a runtime says of train.mjs, in order. */
async function tried(command: string, folder: string): Promise<string> {
  const said = await run(command, ["train.mjs"], folder);
  let at = 0;
  for (const line of expected) {
    at = said.indexOf(line, at);
    if (at < 0) throw new Error(`On ${command} the package did not say "${line}":\n${said}`);
    at += line.length;
  }
  const version = (await run(command, ["--version"], folder)).trim();
  return version.startsWith("v") ? `Node ${version}` : `Bun ${version}`;
}

const folder = await Deno.makeTempDir();
const others = await Deno.makeTempDir();
try {
  await Deno.writeTextFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await Deno.writeTextFile(join(others, "package.json"), "{}\n");
  await Promise.all([
    run("npm", ["install", "--silent", "--no-audit", tarball, ...peers], folder),
    run("npm", ["install", "--silent", "--no-audit", ...runtimes], others),
  ]);
  await Deno.copyFile(join(root, "pack", "train.mjs"), join(folder, "train.mjs"));
  const bin = join(others, "node_modules", ".bin");
  const on: string[] = [];
  for (const command of ["node", join(bin, "node"), join(bin, "bun")]) {
    on.push(await tried(command, folder));
  }
  console.log(`The package trains, fits and solves on ${new Intl.ListFormat("en").format(on)}.`);
} finally {
  await Promise.all([folder, others].map((each) => Deno.remove(each, { recursive: true })));
}
