/**
 * Installs the package in an empty folder, as a reader would, and trains with it on Node: `deno task pack:try`, after `deno task pack`.
 *
 * @module
 */
import { join } from "../src/deps/path.ts";

const root = new URL("../", import.meta.url).pathname;
const { version } = JSON.parse(Deno.readTextFileSync(join(root, "deno.json")));
const tarball = join(root, "out", `more-descent-${version}.tgz`);
const peers = ["@tensorflow/tfjs-core@4.22.0", "@tensorflow/tfjs-layers@4.22.0"];

/** What train.mjs says, in order. */
const expected = [
  ...["cpu, as asked", "fit true", "fused true", "wasm, as asked", "fit true", "fused true"],
  ...["converged", "[ '0.00', '1.10' ]"],
];

async function run(command: string, args: string[], cwd: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args, cwd }).output();
  const text = new TextDecoder().decode(stdout);
  if (success) return text;
  throw new Error(`${command} ${args.join(" ")}: ${new TextDecoder().decode(stderr)}${text}`);
}

const folder = await Deno.makeTempDir();
try {
  await Deno.writeTextFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await run("npm", ["install", "--silent", "--no-audit", tarball, ...peers], folder);
  await Deno.copyFile(join(root, "pack", "train.mjs"), join(folder, "train.mjs"));
  const said = await run("node", ["train.mjs"], folder);
  let at = 0;
  for (const line of expected) {
    at = said.indexOf(line, at);
    if (at < 0) throw new Error(`The package did not say "${line}":\n${said}`);
    at += line.length;
  }
  const node = (await run("node", ["--version"], folder)).trim();
  console.log(`The package trains, fits and solves on Node ${node}.`);
} finally {
  await Deno.remove(folder, { recursive: true });
}
