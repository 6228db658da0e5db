/** What a fit that is stopped leaves, and what a hostile table can do to the one who reads it. */
import { DOMParser } from "../../src/deps/dom.ts";
import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import { deno, finish, root, testInFolder } from "./run.ts";

const permissions = ["--no-prompt", "--allow-read", "--allow-write", "--allow-ffi"];
const script = new URL("scripts/fit.ts", root).pathname;
const spawn = (args: string[]) => deno(["run", ...permissions, script, ...args]).spawn();

/** A table whose logistic fit takes some scans, and each of them a while. */
async function largeTable(path: string, rows: number): Promise<void> {
  const lines = Array.from(
    { length: rows },
    (_, i) =>
      `${Math.sin(i)},${Math.cos(i * 1.7)},${Number(Math.sin(i * 12.9) > Math.cos(i * 0.3))}`,
  );
  await Deno.writeTextFile(path, ["a,b,y", ...lines].join("\n") + "\n");
}

const until = async (isThere: () => Promise<boolean>) => {
  while (!await isThere()) await new Promise((resolve) => setTimeout(resolve, 10));
};

testInFolder("a stopped fit leaves an earlier one's result alone", async (folder) => {
  const [file, small] = [join(folder, "large.csv"), join(folder, "small.csv")];
  await largeTable(file, 400_000);
  await Deno.writeTextFile(small, "a,y\n1,2\n2,3\n3,5\n4,4\n");
  const out = join(folder, "out");
  assert.equal((await finish(spawn([small, "--target", "y", "--out", out]))).code, 0);
  const before = await Deno.readTextFile(join(out, "fit.json"));
  const unfinished = join(out, "fit.unfinished.json");
  const args = [file, "--target", "y", "--family", "logistic", "--out", out, "--hold", "0"];
  const process = spawn(args);
  const finished = finish(process);
  await until(() => Deno.stat(unfinished).then(() => true, () => false));
  process.kill("SIGTERM");
  const { code, stderr } = await finished;
  assert.equal(code, 1);
  assert.match(
    stderr,
    /^error: Interrupted\. .* kept: go on with --resume .*fit\.unfinished\.json\n$/,
  );
  assert.equal(await Deno.readTextFile(join(out, "fit.json")), before);
  const resumed = await finish(spawn(["--resume", unfinished, "--out", out]));
  assert.equal(resumed.code, 0, resumed.stderr);
  const names = [...Deno.readDirSync(out)].map(({ name }) => name);
  assert.ok(!names.includes("fit.unfinished.json") && !names.some((name) => /part$/.test(name)));
  assert.notEqual(await Deno.readTextFile(join(out, "fit.json")), before);
});

testInFolder(
  "Ctrl-C while predictions are written removes what is unfinished, and says so",
  async (folder) => {
    const [file, small] = [join(folder, "large.csv"), join(folder, "small.csv")];
    await largeTable(file, 1_500_000);
    await largeTable(small, 500);
    const args = [
      small,
      "--target",
      "y",
      "--family",
      "logistic",
      "--predict",
      file,
      "--out",
      folder,
    ];
    const process = spawn(args);
    const finished = finish(process);
    // Only predictions are that long; a fit.json on its way is not.
    const isWriting = () =>
      [...Deno.readDirSync(folder)].some(({ name }) =>
        /^\..*part$/.test(name) && Deno.statSync(join(folder, name)).size > 100_000
      );
    await until(() => {
      try {
        return Promise.resolve(isWriting());
      } catch {
        return Promise.resolve(false);
      }
    });
    process.kill("SIGINT");
    const { code, stderr } = await finished;
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^error: Interrupted\. .*fit\.json is whole; predictions\.csv was not written\.\n$/,
    );
    const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
    assert.ok(!names.some((name) => /part$/.test(name)), `${names}`);
  },
);

testInFolder(
  "names with escape sequences reach neither the terminal nor a picture",
  async (folder) => {
    const file = join(folder, "esc.csv");
    await Deno.writeTextFile(
      file,
      "a\x1b[31mRED\u202e,b,y\n1,x\x07,1\n2,y,2\n3,x\x07,3\n4,y,4\n5,y,5.5\n6,x\x07,6\n",
    );
    const { code, stdout, stderr } = await finish(spawn([file, "--target", "y", "--out", folder]));
    assert.equal(code, 0, stderr);
    // deno-lint-ignore no-control-regex
    const control = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]/;
    assert.ok(!control.test(stdout + stderr));
    assert.match(stdout, /a\\x1b\[31mRED\\u202e/);
    for (const { name } of Deno.readDirSync(folder)) {
      if (!name.endsWith(".svg") && name !== "fit.md") continue;
      const text = await Deno.readTextFile(join(folder, name));
      assert.ok(!control.test(text.replaceAll("\u202e", "")), name);
      if (name.endsWith(".svg")) new DOMParser().parseFromString(text, "image/svg+xml");
    }
    const missing = await finish(spawn([file, "--target", "no\x1b[2J\nsuch", "--out", folder]));
    assert.equal(missing.code, 1);
    assert.ok(!control.test(missing.stderr), JSON.stringify(missing.stderr));
    assert.match(missing.stderr, /no\\x1b\[2J\\nsuch/);
  },
);
