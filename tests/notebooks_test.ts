/** The notebooks' code cells run as one module each, in order: an output that a kernel loses hides no mistake. */
import { join } from "../src/deps/path.ts";
import assert from "../src/deps/test.ts";
import { deno, finish, root, testInFolder } from "./scripts/run.ts";

const folder = new URL("notebooks/", root);

/** Imports first, as in a module they have to stand. */
function moduleOf(path: URL): string {
  const { cells } = JSON.parse(Deno.readTextFileSync(path));
  const code = cells.filter((cell: { cell_type: string }) => cell.cell_type === "code")
    .map((cell: { source: string[] }) => cell.source.join("")).join("\n\n");
  // There is no notebook to draw in.
  const undrawn = code.replaceAll(
    "Deno.jupyter.display(",
    "((..._: unknown[]) => Promise.resolve())(",
  );
  return undrawn.replaceAll('"../', `"${root}`);
}

async function printed(name: string, inFolder: string): Promise<string> {
  const path = join(inFolder, "notebook.ts");
  await Deno.writeTextFile(path, moduleOf(new URL(name, folder)));
  const { code, stdout, stderr } = await finish(
    deno(["run", "--no-prompt", "--allow-read", "--allow-env", "--allow-sys=cpus", path]).spawn(),
  );
  assert.equal(code, 0, stderr);
  return stdout;
}

testInFolder(
  "the hessian trick: Newton is at the bottom after a step, and R's numbers are printed",
  async (inFolder) => {
    const text = await printed("hessian-trick.ipynb", inFolder);
    const [, ...newton] = /Newton: ([\d.e-]+), ([\d.e-]+)/.exec(text)!.slice(1).map(Number);
    assert.ok(newton[0] < 1e-11, text);
    const end = (name: string) => Number(new RegExp(`^${name} +([\\d.e-]+)`, "m").exec(text)?.[1]);
    assert.ok(end("subspaceNewton") < end("adamW"), text);
    assert.match(text, /log2\(dose\) +/);
    assert.match(text, /R squared 0\.\d{4}/);
  },
);

Deno.test("every notebook has its kernel, and no cell has an error among its outputs", () => {
  for (const { name } of Deno.readDirSync(folder)) {
    if (!name.endsWith(".ipynb")) continue;
    const { cells, metadata } = JSON.parse(Deno.readTextFileSync(new URL(name, folder)));
    assert.equal(metadata.kernelspec.name, "deno");
    const outputs = cells.flatMap((cell: { outputs?: { output_type: string }[] }) =>
      cell.outputs ?? []
    );
    assert.ok(outputs.every(({ output_type }: { output_type: string }) => output_type !== "error"));
  }
});
