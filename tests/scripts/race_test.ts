import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import { isRaceData } from "../../src/records/data.ts";
import { validateFigure } from "../../src/records/validate.ts";
import { runScript, testInFolder } from "./run.ts";

async function race(folder: string, args: string[]) {
  const outcome = await runScript("race", ["--backend", "cpu", "--out", folder, ...args]);
  assert.equal(outcome.code, 0, outcome.stderr);
  const data = validateFigure(JSON.parse(await Deno.readTextFile(join(folder, "race.json"))));
  assert.ok(isRaceData(data));
  return { ...outcome, data, svg: await Deno.readTextFile(join(folder, "race.svg")) };
}

testInFolder(
  "a race takes any task of the post's kind, and says what reaching a loss costs",
  async (folder) => {
    const { data, stdout } = await race(folder, [
      ...["--optimizers", "KS,ADAM", "--rows", "100", "--columns", "7", "--layers", "2"],
      ...["--units", "4", "--activation", "relu", "--learning-rate", "0.01", "--iterations", "10"],
    ]);
    const { rows, columns, hiddenLayers, hiddenUnits, activation, learningRate } = data.task;
    assert.deepEqual([rows, columns, hiddenLayers, hiddenUnits, activation, learningRate], [
      100,
      7,
      2,
      4,
      "relu",
      0.01,
    ]);
    assert.deepEqual(data.runs.map(({ label, edition }) => `${label} ${edition}`), [
      "KS beyond",
      "ADAM published",
    ]);
    assert.match(stdout, /forward passes/);
  },
);

testInFolder("a race is drawn again from its record", async (folder) => {
  const own = ["--optimizers", "KS,ADAM", "--rows", "100", "--iterations", "5"];
  const { svg } = await race(folder, own);
  const again = join(folder, "again");
  const record = join(folder, "race.json");
  const drawn = await runScript("race", ["--from-json", record, "--out", again]);
  assert.equal(drawn.code, 0, drawn.stderr);
  assert.equal(await Deno.readTextFile(join(again, "race.svg")), svg);
  const none = await runScript("race", ["--from-json", join(folder, "none.json"), "--out", again]);
  assert.equal(none.code, 1);
  assert.match(none.stderr, /no such file/);
});

testInFolder("several seeds are several races, drawn as one curve with a band", async (folder) => {
  const { data, svg } = await race(folder, [
    ...["--optimizers", "KS_10_0,SGD", "--rows", "100", "--iterations", "4", "--seeds", "0,1,2"],
  ]);
  assert.deepEqual(data.runs.map((run) => run.seed), [0, 0, 1, 1, 2, 2]);
  assert.notEqual(data.runs[0].loss[0], data.runs[2].loss[0]);
  assert.deepEqual(data.task.seeds, { data: 0, start: 0, list: [0, 1, 2] });
  assert.match(svg, /fill-opacity="0\.15"/);
});

testInFolder(
  "a loss that turns infinite ends its run, marked in data and picture, and the others go on",
  async (folder) => {
    const { data, svg, stdout } = await race(folder, [
      ...["--optimizers", "SGD,KS", "--rows", "100", "--iterations", "60", "--learning-rate", "10"],
    ]);
    const [sgd, stepping] = data.runs;
    assert.equal(sgd.diverged, true);
    assert.ok(sgd.loss.length < 60 && sgd.loss.every(Number.isFinite));
    assert.equal(stepping.diverged, undefined);
    assert.equal(stepping.loss.length, 60);
    assert.match(svg, /SGD.* \(diverged\)/);
    assert.match(stdout, /SGD +│ published +│ 1 +│ diverged/);
  },
);

testInFolder(
  "a network that no memory holds is a line that says what to ask for",
  async (folder) => {
    for (const option of ["--layers", "--columns", "--units"]) {
      const args = [option, "1000000000000", "--backend", "cpu", "--out", folder];
      const { code, stderr } = await runScript("race", args);
      assert.equal(code, 1);
      const lines = stderr.trim().split("\n").filter((line) => !line.startsWith("note: "));
      assert.equal(lines.length, 1, stderr);
      assert.match(lines[0], /^error: .*(not enough memory|than any memory holds).* Ask for fewer/);
    }
  },
);

const bad: [args: string[], message: RegExp][] = [
  [["--optimizers", "LBGFS"], /Unknown optimizer "LBGFS": expected KS_/],
  [["--optimizers", "KS_50_2:improved"], /Unknown edition "improved" of KS_50_2/],
  [["--optimizers", ""], /Expected names with commas/],
  [["--learning-rate", "-0.1"], /Expected a finite number above 0/],
  [["--learning-rate", "NaN"], /Expected a finite number above 0/],
  [["--learning-rate", "Infinity"], /Expected a finite number above 0/],
  [["--figure", "7"], /Allowed choices are 4, 5, 9, 10, 11, 12, 13/],
  [["--columns", "0"], /Expected a whole number, 1 or more/],
  [["--seeds", "0,x"], /Expected a whole number, 0 or more/],
  [["--figure", "5", "--layers", "3"], /it is a linear regression/],
  [["--rows", "1e308"], /Expected a whole number, 1 or more/],
  [["--figure", "9", "--speed", "3"], /unknown option '--speed'/],
];

for (const [args, message] of bad) {
  Deno.test(`race ${args.join(" ")} is one clear line and exit code 1`, async () => {
    const { code, stdout, stderr } = await runScript("race", args);
    assert.equal(code, 1);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /\n\s+at /, "no stack trace");
    assert.equal(stdout, "");
  });
}
