import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import { isRaceData } from "../../src/records/data.ts";
import { validateFigure } from "../../src/records/validate.ts";
import { deno, finish, root, runScript, testInFolder } from "./run.ts";

const small = ["--rows", "200", "--iterations", "3", "--backend", "cpu"];

async function dataOf(folder: string, name: string) {
  return validateFigure(JSON.parse(await Deno.readTextFile(join(folder, `${name}.json`))));
}

async function names(folder: string): Promise<string[]> {
  return (await Array.fromAsync(Deno.readDir(folder))).map((entry) => entry.name).toSorted();
}

testInFolder(
  "figures are made, kept, made again when the task changes, and drawn again",
  async (folder) => {
    const first = await runScript("figures", ["1", "9", ...small, "--out", folder]);
    assert.equal(first.code, 0, first.stderr);
    assert.equal(
      first.stderr,
      "Made: nothing yet. Making: figure 1.\nMade: figure-01. Making: figure 9.\n",
      "a line per figure if there is no terminal",
    );
    assert.match(first.stdout, /figure-01 │ computed[^]*figure-09 │ computed/);
    assert.deepEqual(await names(folder), [
      "figure-01.json",
      "figure-01.svg",
      "figure-09.json",
      "figure-09.svg",
    ]);
    const data = await dataOf(folder, "figure-09");
    assert.ok(isRaceData(data));
    assert.equal(data.task.rows, 200);
    assert.equal(data.runs.length, 13);
    assert.ok(data.runs.every((run) => run.loss.length === 3));
    assert.equal(data.environment.backend, "cpu");

    const picture = await Deno.readTextFile(join(folder, "figure-09.svg"));
    await Deno.remove(join(folder, "figure-09.svg"));
    const drawn = await runScript("figures", ["9", "--from-json", "--out", folder]);
    assert.match(drawn.stdout, /figure-09 │ drawn/);
    assert.equal(await Deno.readTextFile(join(folder, "figure-09.svg")), picture);

    const again = await runScript("figures", ["9", ...small, "--out", folder]);
    assert.match(again.stdout, /figure-09 │ kept/);
    const other = await runScript("figures", ["9", ...small, "--rows", "100", "--out", folder]);
    assert.match(other.stdout, /figure-09 │ computed/);
    const fresh = await runScript("figures", [
      "9",
      ...small,
      "--rows",
      "100",
      "--fresh",
      "--out",
      folder,
    ]);
    assert.match(fresh.stdout, /figure-09 │ computed/);
  },
);

testInFolder("all thirteen figures are made from one command", async (folder) => {
  const all = await runScript("figures", [...small, "--iterations", "2", "--out", folder]);
  assert.equal(all.code, 0, all.stderr);
  assert.equal((await names(folder)).length, 26);
  for (let figure = 1; figure <= 13; figure++) {
    await dataOf(folder, `figure-${String(figure).padStart(2, "0")}`);
  }
});

testInFolder(
  "a fair race gives each optimizer its seconds, and says which learning rates it chose",
  async (folder) => {
    const fair = ["13", "--fair", "--seconds", "0.05", "--rows", "50", "--iterations", "1"];
    const { code, stderr } = await runScript("figures", [
      ...fair,
      "--backend",
      "cpu",
      "--out",
      folder,
    ]);
    assert.equal(code, 0, stderr);
    const data = await dataOf(folder, "figure-13-fair");
    assert.ok(isRaceData(data));
    assert.equal(data.fair?.seconds, 0.05);
    assert.deepEqual(Object.keys(data.fair?.chosen ?? {}), ["SGD", "ADAM"]);
    for (const rate of Object.values(data.fair?.chosen ?? {})) {
      assert.ok(data.fair?.grid.includes(rate));
    }
    for (const run of data.runs) {
      assert.ok(run.seconds.slice(0, -1).every((seconds) => seconds < 0.05), run.label);
    }
    assert.ok((await names(folder)).includes("figure-13-fair.svg"));
  },
);

testInFolder(
  "Ctrl-C keeps the runs that are finished, whole, and the next call goes on from there",
  async (folder) => {
    const long = ["9", "--rows", "300", "--iterations", "40", "--backend", "cpu", "--out", folder];
    const script = new URL("scripts/figures.ts", root).pathname;
    const process = deno(["run", "--allow-read", "--allow-write", script, ...long]).spawn();
    const finished = finish(process);
    while (!(await names(folder)).includes("figure-09.json")) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    process.kill("SIGINT");
    const { code, stderr } = await finished;
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^Made: nothing yet\. Making: figure 9\.\nerror: Interrupted: .*on disk.*\n$/,
    );
    const data = await dataOf(folder, "figure-09");
    assert.ok(isRaceData(data) && data.runs.length > 0 && data.runs.length < 13);
    assert.ok(data.runs.every((run) => run.loss.length === 40));
    assert.ok((await names(folder)).every((name) => name.startsWith("figure-09.")));

    const rest = await finish(
      deno(["run", "--allow-read", "--allow-write", script, ...long]).spawn(),
    );
    assert.equal(rest.code, 0, rest.stderr);
    const whole = await dataOf(folder, "figure-09");
    assert.ok(isRaceData(whole));
    assert.equal(whole.runs.length, 13);
    assert.deepEqual(whole.runs[0], data.runs[0], "a finished run is not run again");
  },
);

testInFolder(
  "data that is damaged is computed again, and is an error where it is only to be drawn",
  async (folder) => {
    const path = join(folder, "figure-01.json");
    await Deno.writeTextFile(path, '{"kind": "figure"');
    const drawn = await runScript("figures", ["1", "--from-json", "--out", folder]);
    assert.equal(drawn.code, 1);
    assert.match(drawn.stderr, /^error: Cannot draw from ".*figure-01\.json": .+\n$/);
    const made = await runScript("figures", ["1", "--out", folder]);
    assert.match(made.stdout, /figure-01 │ computed/);
  },
);

testInFolder("data of another figure are not drawn under this one's name", async (folder) => {
  assert.equal((await runScript("figures", ["9", ...small, "--out", folder])).code, 0);
  const path = join(folder, "figure-09.json");
  const data = JSON.parse(await Deno.readTextFile(path));
  await Deno.writeTextFile(path, JSON.stringify({ ...data, figure: 13 }));
  const drawn = await runScript("figures", ["9", "--from-json", "--out", folder]);
  assert.equal(drawn.code, 1);
  assert.match(drawn.stderr, /^error: Cannot draw from ".*": It holds figure 13\. .*--fresh\.\n$/);
  const made = await runScript("figures", ["9", ...small, "--out", folder]);
  assert.match(made.stdout, /figure-09 │ computed/);
  assert.equal((await dataOf(folder, "figure-09")).figure, 9);
});

testInFolder("--beyond makes a figure of its own beside the post's", async (folder) => {
  const args = ["9", ...small, "--beyond", "--out", folder];
  const { code, stderr } = await runScript("figures", args);
  assert.equal(code, 0, stderr);
  const beyond = (await names(folder)).filter((name) => name.startsWith("figure-09-beyond"));
  assert.deepEqual(beyond, ["figure-09-beyond.json", "figure-09-beyond.svg"]);
  const data = await dataOf(folder, "figure-09-beyond");
  assert.ok(isRaceData(data));
  assert.ok(data.runs.some(({ edition }) => edition === "beyond"));
});

const bad: [args: string[], message: RegExp][] = [
  [["14"], /Expected a figure's number, 1 to 13/],
  [["nine"], /Expected a figure's number, 1 to 13/],
  [["--iterations", "0"], /Expected a whole number, 1 or more/],
  [["--rows", "0"], /Expected a whole number, 1 or more/],
  [["--rows", "-5"], /Expected a whole number, 1 or more/],
  [["--seconds", "-1"], /Expected a finite number above 0/],
  [["--backend", "cuda"], /Allowed choices are auto, webgpu, wasm, cpu/],
  [["--iteration", "3"], /Did you mean --iterations\?/],
  [["1", "--from-json", "--out", "/tmp/more-descent-nowhere"], /there is no such file/],
  [["1", "--out", "/proc/nowhere"], /Cannot write to the folder "\/proc\/nowhere".*--out/],
];

for (const [args, message] of bad) {
  Deno.test(`figures ${args.join(" ")} is one clear line and exit code 1`, async () => {
    const { code, stdout, stderr } = await runScript("figures", args);
    assert.equal(code, 1);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /\n\s+at /, "no stack trace");
    assert.equal(stdout, "");
  });
}

testInFolder("webgpu without an adapter is one clear line", async (folder) => {
  const hidden = { DENO_WEBGPU_BACKEND: "dx12" };
  const args = ["9", "--rows", "50", "--backend", "webgpu", "--out", folder];
  const { code, stderr } = await runScript("figures", args, hidden);
  assert.equal(code, 1);
  assert.match(stderr, /error: Cannot use backend "webgpu": there is no GPU adapter\./);
});
