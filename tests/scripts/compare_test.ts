import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import { deno, finish, root, runScript, testInFolder } from "./run.ts";

const small = ["--rows", "100", "--seconds", "0.05", "--backend", "cpu"];

testInFolder("a comparison writes its trials, a report and two pictures", async (folder) => {
  const { code, stderr } = await runScript("compare", [
    ...["--optimizers", "KS,SGD,NEWTON", "--figures", "13", "--seeds", "0,1", "--out", folder],
    ...small,
  ]);
  assert.equal(code, 0, stderr);
  const { trials } = JSON.parse(await Deno.readTextFile(join(folder, "compare.json")));
  // The first seed: the default rate, nine of the grid, the best of them; the second: the default and the best.
  for (const label of ["KS", "SGD"]) {
    const own = trials.filter((trial: { label: string }) => trial.label === label);
    assert.deepEqual(own.map(({ rate }: { rate: string }) => rate).toSorted(), [
      ...["best", "best", "default", "default"],
      ...Array(9).fill("grid"),
    ]);
  }
  const newton = trials.filter((trial: { label: string }) => trial.label === "NEWTON");
  assert.deepEqual(newton.map(({ learningRate }: { learningRate: null }) => learningRate), [
    null,
    null,
  ]);
  const report = await Deno.readTextFile(join(folder, "compare.md"));
  assert.match(report, /\| NEWTON \| +\| .*\| \d of 2 \|/);
  for (const name of ["profile", "sensitivity"]) {
    assert.match(
      await Deno.readTextFile(join(folder, `compare-${name}.svg`)),
      /^<svg.*<\/svg>\n$/s,
    );
  }
});

testInFolder("a comparison refuses figures without a race, in one line", async (folder) => {
  const { code, stderr } = await runScript("compare", ["--figures", "5", "--out", folder]);
  assert.equal(code, 1);
  assert.match(stderr, /Expected some of 9,10,11,12,13/);
});

testInFolder(
  "Ctrl-C keeps every run that was finished, and says how many they are",
  async (folder) => {
    const script = new URL("scripts/compare.ts", root).pathname;
    const args = [
      ...["--figures", "13", "--optimizers", "KS,SGD", "--seeds", "0,1", "--rows", "100"],
      ...["--seconds", "0.4", "--backend", "cpu", "--out", folder],
    ];
    const process = deno(["run", "--allow-read", "--allow-write", script, ...args]).spawn();
    const finished = finish(process);
    const path = join(folder, "compare.json");
    while (!await Deno.stat(path).catch(() => undefined)) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    process.kill("SIGINT");
    const { code, stderr } = await finished;
    assert.equal(code, 1);
    const { trials } = JSON.parse(await Deno.readTextFile(path));
    assert.equal(
      stderr,
      `error: Interrupted: what was finished is on disk, ${trials.length} runs.\n`,
    );
    assert.ok(trials.length > 0 && trials.length < 20);
  },
);
