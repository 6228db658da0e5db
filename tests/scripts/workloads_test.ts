import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import { deno, finish, root, runScript, testInFolder } from "./run.ts";

const small = ["--passes", "30", "--backend", "wasm"];

testInFolder("two shards, merged, are one record, report and pictures", async (folder) => {
  const files: string[] = [];
  for (const part of ["1/2", "2/2"]) {
    const out = join(folder, part.replace("/", "-"));
    const { code, stderr } = await runScript("workloads", [
      ...["--workload", "spam-logistic,digits-mlp", "--optimizer", "adamw,nesterov,LBFGS,KS"],
      ...["--track", "both", "--seeds", "0,1", "--shard", part, "--out", out, ...small],
    ]);
    assert.equal(code, 0, stderr);
    files.push(join(out, "workloads.json"));
  }
  const out = join(folder, "merged");
  const { code, stdout, stderr } = await runScript("workloads", ["merge", ...files, "--out", out]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /reached the target in fewer forward passes .* on \d of 2 workloads/);
  const { trials } = JSON.parse(await Deno.readTextFile(join(out, "workloads.json")));
  // Two workloads and seeds: four on the self-tuning track, and three with a learning rate to tune.
  assert.equal(trials.length, 2 * 2 * (4 + 3));
  for (const { passes, way, track, optimizer, learningRate } of trials) {
    assert.ok(passes >= 30 && passes < 60, `${optimizer} spent ${passes}`);
    assert.ok(way.length >= 2 && way[0][0] === 0);
    assert.equal(learningRate !== null, track === "tuned");
  }
  const report = await Deno.readTextFile(join(out, "workloads.md"));
  assert.match(report, /## Self-tuning: .*\n[\s\S]*## Tuned: /);
  assert.match(report, /## spam-logistic: /);
  for (const name of ["profiles", "curves"]) {
    assert.match(await Deno.readTextFile(join(out, `workloads-${name}.svg`)), /^<svg.*<\/svg>\n$/s);
  }
});

testInFolder("a record is gone on with: its runs are not done again", async (folder) => {
  const args = ["--workload", "spam-logistic", "--optimizer", "ADAM", "--seeds", "0", ...small];
  assert.equal((await runScript("workloads", [...args, "--out", folder])).code, 0);
  const path = join(folder, "workloads.json");
  const first = JSON.parse(await Deno.readTextFile(path));
  first.trials[0].seconds = 12345;
  await Deno.writeTextFile(path, JSON.stringify(first));
  const more = ["--optimizer", "ADAM,KS", "--resume", path, "--out", folder];
  assert.equal((await runScript("workloads", [...args, ...more])).code, 0);
  const { trials } = JSON.parse(await Deno.readTextFile(path));
  assert.deepEqual(trials.map(({ optimizer }: { optimizer: string }) => optimizer), ["ADAM", "KS"]);
  assert.equal(trials[0].seconds, 12345);
});

testInFolder("data that are missing are named, and the other workloads go on", async (folder) => {
  const { code, stdout } = await runScript("workloads", [
    ...["--workload", "fashion-mlp,spam-logistic", "--optimizer", "ADAM", "--seeds", "0"],
    ...["--data-folder", folder, "--out", folder, ...small],
  ]);
  assert.equal(code, 0);
  assert.match(
    stdout,
    /Note: fashion-mlp did not run\. "[\w.-]+" is not in .*dataset-fashion-mnist/,
  );
  const { trials } = JSON.parse(await Deno.readTextFile(join(folder, "workloads.json")));
  assert.deepEqual(trials.map(({ workload }: { workload: string }) => workload), ["spam-logistic"]);
  await Deno.writeTextFile(join(folder, "train-images-idx3-ubyte.gz"), "cut");
  const other = await runScript("workloads", [
    ...["--workload", "fashion-mlp", "--optimizer", "ADAM", "--data-folder", folder],
    ...["--out", folder, ...small],
  ]);
  assert.match(other.stdout, /is cut or changed: its SHA-256 is|is not in/);
});

testInFolder("a workload of one's own is a module; a mistake in it is named", async (folder) => {
  const write = async (name: string, changes: string) => {
    const path = join(folder, name);
    const text = `const n = 200;
      const features = Float32Array.from({ length: 3 * n }, (_, i) => Math.sin(7 * i));
      const targets = Float32Array.from({ length: n }, (_, i) => features[3 * i] - features[3 * i + 2]);
      export default {
        name: "mine", about: "a plane", data: () => ({ columns: 3, rows: { features, targets } }),
        hidden: [], activation: "relu", loss: "squared", passes: 60, metric: "validation RMSE", ${changes}
      };`;
    await Deno.writeTextFile(path, text);
    return path;
  };
  const own = ["--optimizer", "LBFGS", "--seeds", "0", "--out", folder];
  const right = await runScript("workloads", ["--workload", await write("mine.ts", ""), ...own]);
  assert.equal(right.code, 0, right.stderr);
  const { trials } = JSON.parse(await Deno.readTextFile(join(folder, "workloads.json")));
  assert.ok(trials[0].way.at(-1)[2] < 1e-4, `${trials[0].way.at(-1)}`);
  for (
    const [i, [changes, message]] of ([
      ['loss: "hinge"', /its loss must be "softmax"/],
      ["hidden: 5", /its hidden must be a list of units/],
      ["data: 1", /its data must be a function/],
    ] as const).entries()
  ) {
    const path = await write(`wrong${i}.ts`, changes);
    const { code, stderr } = await runScript("workloads", ["--workload", path, ...own]);
    assert.equal(code, 1);
    assert.match(stderr, message);
    assert.ok(stderr.trim().split("\n").length === 1, stderr);
  }
});

testInFolder("bad input is one clear line and exit code 1", async (folder) => {
  const path = join(folder, "odd.json");
  await Deno.writeTextFile(path, '{"kind":"workloads","project":"0.0.1","trials":[],"budgets":{}}');
  const cases: [string[], RegExp][] = [
    [["--workload", "digit-mlp"], /Unknown workload "digit-mlp". Did you mean digits-mlp/],
    [["--optimizer", "ADAMX"], /Unknown optimizer "ADAMX"/],
    [["--shard", "4/3"], /Expected a part of parts/],
    [["merge"], /expected "merge" and records/],
    [["merge", join(folder, "none.json")], /Cannot find/],
    [["merge", path], /it was made by version 0.0.1/],
    [["split", path], /Unknown argument "split"/],
  ];
  for (const [args, message] of cases) {
    const { code, stderr } = await runScript("workloads", [...args, "--out", folder]);
    assert.equal(code, 1, args.join(" "));
    assert.match(stderr, message);
    assert.ok(stderr.trim().split("\n").length === 1, stderr);
  }
});

testInFolder("Ctrl-C keeps every run that was finished, and says how to go on", async (folder) => {
  const script = new URL("scripts/workloads.ts", root).pathname;
  const args = [
    ...["run", "--no-prompt", "--allow-read", "--allow-write", "--allow-sys=cpus", script],
    ...["--workload", "spam-mlp", "--optimizer", "ADAM,ADAMW,KS,LBFGS,NEWTONCG", "--out", folder],
  ];
  const process = deno(args).spawn();
  const path = join(folder, "workloads.json");
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if (await Deno.stat(path).then(() => true, () => false)) break;
  }
  process.kill("SIGINT");
  const { code, stderr } = await finish(process);
  assert.equal(code, 1);
  assert.match(stderr, /Interrupted: what was finished is on disk, \d+ runs. Go on with --resume/);
  assert.ok(JSON.parse(await Deno.readTextFile(path)).trials.length >= 3);
});
