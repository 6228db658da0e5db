/**
 * Makes an npm package of the library, without what is Deno's alone: `deno task pack`. It becomes out/pack/, as it lies in the package,
 * and out/more-descent-<version>.tgz.
 *
 * @module
 */
import { dirname, join } from "../src/deps/path.ts";

const root = new URL("../", import.meta.url).pathname;
const out = join(root, "out");
const manifest = JSON.parse(Deno.readTextFileSync(join(root, "deno.json")));

/** What the reader's program brings along: the engine must be one and the same. */
const peers = ["@tensorflow/tfjs-core", "@tensorflow/tfjs-layers"];

async function run(command: string, args: string[], cwd: string): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args, cwd }).output();
  const text = new TextDecoder().decode(stdout);
  if (success) return text;
  throw new Error(`${command} ${args.join(" ")}: ${new TextDecoder().decode(stderr)}${text}`);
}

/** The files of this project that a module is made of, and the npm packages. */
async function graphOf(
  entries: string[],
): Promise<{ files: Set<string>; packages: Map<string, string> }> {
  const files = new Set<string>();
  const packages = new Map<string, string>();
  for (const entry of entries) {
    const { modules } = JSON.parse(await run("deno", ["info", "--json", entry], root)) as {
      modules: { specifier: string; kind?: string }[];
    };
    for (const { specifier } of modules) {
      const own = `file://${root}`;
      if (specifier.startsWith(own)) files.add(specifier.slice(own.length));
      const [, name, version] = /^npm:\/?(@?[^@]+)@([^/]+)/.exec(specifier) ?? [];
      if (name !== undefined) packages.set(name, version);
    }
  }
  return { files, packages };
}

const work = await Deno.makeTempDir();
try {
  const doors = Object.values(manifest.exports) as string[];
  const { files, packages } = await graphOf(doors);
  for (const file of [...files, "LICENSE", "README.md"]) {
    await Deno.mkdir(dirname(join(work, file)), { recursive: true });
    await Deno.copyFile(join(root, file), join(work, file));
  }
  const { name, version, license, exports } = manifest;
  await Deno.writeTextFile(
    join(work, "deno.json"),
    JSON.stringify({ name, version, license, exports }),
  );
  const args = ["pack", "--allow-dirty", "--no-source-maps", "--output", "package.tgz"];
  await run("deno", args, work);
  await Deno.mkdir(join(out, "pack"), { recursive: true });
  await Deno.remove(join(out, "pack"), { recursive: true });
  await run("tar", ["xzf", "package.tgz"], work);
  const made = join(work, "package");
  const path = join(made, "package.json");
  const packed = JSON.parse(await Deno.readTextFile(path));
  // Exact, as the code was tested with them.
  const dependencies = Object.fromEntries(packages);
  const isPeer = (name: string) => peers.includes(name);
  const pick = (wanted: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(dependencies).filter(([name]) => wanted(name)).sort());
  await Deno.writeTextFile(
    path,
    JSON.stringify(
      {
        ...packed,
        name: "more-descent",
        description:
          "More descent for each gradient: optimizers, derivatives and solvers for TensorFlow.js",
        dependencies: pick((name) => !isPeer(name)),
        peerDependencies: pick(isPeer),
        engines: { node: ">=20" },
        sideEffects: true,
      },
      null,
      2,
    ) + "\n",
  );
  await run("cp", ["-r", made, join(out, "pack")], work);
  const [{ filename, size }] = JSON.parse(
    await run("npm", ["pack", "--json", "--pack-destination", out], join(out, "pack")),
  );
  console.log(
    `Wrote ${join("out", filename)}: ${files.size} modules, ${Math.round(size / 1000)} kB.`,
  );
} finally {
  await Deno.remove(work, { recursive: true });
}
