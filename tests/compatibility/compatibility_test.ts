/** Today's code goes on with what 0.1.0 left behind, and comes to what 0.1.0 came to: samples in tests/data/0.1.0. */
import "../../mod.ts";
import { join } from "../../src/deps/path.ts";
import assert from "../../src/deps/test.ts";
import * as layers from "../../src/deps/tf_gradients.ts";
import * as tf from "../../src/deps/tf.ts";
import { type FigureData, isRaceData, type RaceData } from "../../src/records/data.ts";
import { drawFigure } from "../../src/drawings/draw.ts";
import { drawTableRace, type TableRaceData } from "../../src/experiments/own_race/report.ts";
import { validateFigure } from "../../src/records/validate.ts";
import { reportMarkdown } from "../../src/experiments/claims/report.ts";
import { restoreOptimizer } from "../../src/optimizers/pieces/optimizer_state.ts";
import { version } from "../../src/backend/version.ts";
import { testOnBackends } from "../backends.ts";
import { train, weightsOf } from "./training.ts";
import { deno, finish, root, runScript, testInFolder } from "../scripts/run.ts";

const samples = new URL("../data/0.1.0/", import.meta.url).pathname;
const read = (path: string) => Deno.readTextFileSync(join(samples, path));
const json = (path: string) => JSON.parse(read(path));
const filesIn = (folder: string) =>
  [...Deno.readDirSync(join(samples, folder))].map(({ name }) => name).toSorted();
const jsonFilesIn = (folder: string) => filesIn(folder).filter((name) => name.endsWith(".json"));

/** Numbers differ by no more than a share of the largest of them. */
function assertClose(actual: readonly number[], expected: readonly number[], share: number): void {
  assert.equal(actual.length, expected.length);
  const scale = Math.max(0, ...expected.map(Math.abs));
  const worst = Math.max(0, ...actual.map((value, i) => Math.abs(value - expected[i])));
  assert.ok(worst <= share * scale, `they differ by ${worst}, of ${scale}`);
}

/** All numbers in a value, in order. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

// Optimizers and models

for (const file of jsonFilesIn("optimizers")) {
  const { name, model: artifacts, weights, state, then } = json(`optimizers/${file}`);
  const saved: tf.io.ModelArtifacts = {
    ...artifacts,
    weightData: Uint8Array.fromBase64(weights).buffer,
  };

  testOnBackends(`a model saved by 0.1.0 trains on with its optimizer: ${name}`, async () => {
    const model = await layers.loadLayersModel(tf.io.fromMemory(saved));
    await trainsOn(model, then, shareOf(name));
  }, ["cpu"]);

  testOnBackends(`a state saved by 0.1.0 is restored: ${name}`, async () => {
    const weightSpecs = saved.weightSpecs?.filter(({ group }) => group !== "optimizer");
    const model = await layers.loadLayersModel(tf.io.fromMemory({ ...saved, weightSpecs }));
    await restoreOptimizer(model.optimizer, state);
    await trainsOn(model, then, shareOf(name));
  }, ["cpu"]);
}

/** 0.1.0 decayed before the search looked, which now looks first: three steps end a little apart. */
const shareOf = (name: string) => name === "decoupledWeightDecay of a line search" ? 1e-4 : 1e-5;

async function trainsOn(
  model: layers.LayersModel,
  then: number[],
  share: number,
): Promise<void> {
  const { optimizer } = model;
  await train(model, optimizer, 3);
  assertClose(weightsOf(model), then, share);
  model.dispose();
  optimizer.dispose();
  // tfjs's Momentum keeps the tensor of its learning rate.
  tf.dispose((optimizer as { c?: tf.Scalar }).c ?? []);
}

// Figures, races, comparisons, claims

const pictures: [json: string, svg: string, draw: (data: FigureData) => string][] = [
  ...jsonFilesIn("figures").map((name) =>
    [
      `figures/${name}`,
      `figures/${name.replace("json", "svg")}`,
      drawFigure,
    ] as (typeof pictures)[0]
  ),
  ["race/race.json", "race/race.svg", drawFigure],
  [
    "table-race/race.json",
    "table-race/race.svg",
    (data) => drawTableRace(onTable(data), "training"),
  ],
  [
    ...["table-race/race.json", "table-race/race-validation.svg"] as const,
    (data) => drawTableRace(onTable(data), "validation"),
  ],
];

/** Lines and marks, which the words of a picture do not move. */
const marks = (svg: string) => svg.match(/<(path|line|circle)\b[^>]*>/g);

for (const [data, svg, draw] of pictures) {
  Deno.test(`0.1.0's ${data} is drawn as ${svg} again`, () => {
    const expected = marks(read(svg));
    assert.ok(expected && expected.length > 10);
    assert.deepEqual(marks(draw(validateFigure(json(data)))), expected);
  });
}

function onTable(data: FigureData): TableRaceData {
  assert.ok(isRaceData(data));
  const { table, ...rest } = data;
  assert.ok(table);
  return { ...rest, table };
}

testInFolder("figures of 0.1.0 are drawn again from their data, by command", async (folder) => {
  for (const name of jsonFilesIn("figures")) {
    await Deno.copyFile(join(samples, "figures", name), join(folder, name));
  }
  const figures = ["1", "3", "5", "8", "9", "12", "13"];
  const { code, stderr } = await runScript("figures", [...figures, "--from-json", "--out", folder]);
  assert.equal(code, 0, stderr);
  for (const name of filesIn("figures").filter((name) => /^figure-\d+\.svg$/.test(name))) {
    const drawn = await Deno.readTextFile(join(folder, name));
    assert.deepEqual(marks(drawn), marks(read(`figures/${name}`)), name);
  }
});

testInFolder(
  "figures of 0.1.0 are computed again, as another version's are, and come to the same",
  async (folder) => {
    for (const name of jsonFilesIn("figures")) {
      await Deno.copyFile(join(samples, "figures", name), join(folder, name));
    }
    const figures = ["1", "3", "5", "8", "9", "12"];
    const small = ["--rows", "60", "--iterations", "3", "--backend", "cpu", "--out", folder];
    const { code, stdout, stderr } = await runScript("figures", [...figures, ...small]);
    assert.equal(code, 0, stderr);
    assert.equal(stdout.match(/ computed /g)?.length, figures.length, stdout);
    for (const figure of figures) {
      const name = `figure-${figure.padStart(2, "0")}.json`;
      const now = validateFigure(JSON.parse(await Deno.readTextFile(join(folder, name))));
      assert.equal(now.project, version);
      assertSameFigure(now, validateFigure(json(`figures/${name}`)));
    }
  },
);

function assertSameFigure(now: FigureData, before: FigureData): void {
  if (isRaceData(now) && isRaceData(before)) return assertSameRuns(now, before);
  assert.ok("drawing" in now && "drawing" in before);
  assertClose(numbersIn(now.drawing), numbersIn(before.drawing), 1e-6);
}

/** The same runs, losses and costs; but for seconds. */
function assertSameRuns(now: RaceData, before: RaceData): void {
  assert.deepEqual(now.task, before.task);
  assert.equal(now.runs.length, before.runs.length);
  for (const [i, { seconds: _, loss, validation = [], ...rest }] of now.runs.entries()) {
    const { seconds: __, loss: lossBefore, validation: held = [], ...others } = before.runs[i];
    assert.deepEqual(rest, others);
    assertClose(loss, lossBefore, 1e-5);
    assertClose(validation, held, 1e-5);
  }
}

const races: [folder: string, args: string[]][] = [
  ["race", [
    ...["--optimizers", "KS_50_2,LBFGS,SGD,NEWTON", "--rows", "60", "--columns", "4"],
    ...["--layers", "0", "--units", "0"],
  ]],
  ["table-race", [
    ...["--data", "fits/mtcars.csv", "--target", "mpg", "--optimizers", "KS,SGD,NEWTON"],
  ]],
];

for (const [name, args] of races) {
  testInFolder(`0.1.0's ${name}/race.json: the same race comes to the same`, async (folder) => {
    const script = new URL("scripts/race.ts", root).pathname;
    const allowed = ["--no-prompt", "--allow-read", "--allow-write", "--allow-ffi"];
    const rest = ["--iterations", "3", "--seeds", "0,1", "--backend", "cpu", "--out", folder];
    const process = deno(["run", ...allowed, script, ...args, ...rest], { cwd: samples });
    const { code, stderr } = await finish(process.spawn());
    assert.equal(code, 0, stderr);
    const now = validateFigure(JSON.parse(await Deno.readTextFile(join(folder, "race.json"))));
    const before = validateFigure(json(`${name}/race.json`));
    assert.ok(isRaceData(now) && isRaceData(before));
    assertSameRuns(now, before);
    assert.deepEqual(now.table, before.table);
  });
}

testInFolder("0.1.0's compare.json: the same trials, from the same starts", async (folder) => {
  const { code, stderr } = await runScript("compare", [
    ...["--figures", "13", "--optimizers", "KS,SGD,NEWTON", "--seeds", "0,1", "--rows", "40"],
    ...["--seconds", "0.02", "--backend", "cpu", "--out", folder],
  ]);
  assert.equal(code, 0, stderr);
  interface Trial extends Record<string, unknown> {
    rate: string;
    learningRate: number | null;
    firstLoss: number;
  }
  const before: { trials: Trial[] } & Record<string, unknown> = json("compare/compare.json");
  const now: typeof before = JSON.parse(await Deno.readTextFile(join(folder, "compare.json")));
  assert.deepEqual(Object.keys(now), Object.keys(before));
  assert.deepEqual(now.asked, before.asked);
  // The grid has more rates now.
  const tried = new Set(before.trials.map(({ learningRate }) => learningRate));
  const isOld = ({ rate, learningRate }: Trial) => rate !== "grid" || tried.has(learningRate);
  now.trials = now.trials.filter(isOld);
  // Which rate is the best is a matter of seconds.
  const settled = ({ trials }: typeof before) =>
    trials.map(({ figure, seed, label, edition, rate, learningRate }) => [
      ...[figure, seed, label, edition, rate],
      rate === "best" ? "any" : learningRate,
    ]);
  assert.deepEqual(settled(now), settled(before));
  assert.deepEqual(now.trials.map(Object.keys), before.trials.map(Object.keys));
  const losses = ({ trials }: typeof before) => trials.map(({ firstLoss }) => firstLoss);
  assertClose(losses(now), losses(before), 1e-6);
});

interface Claims {
  claims: { id: string; findings: { of?: string; verdict: string }[] }[];
}

const verdicts = ({ claims }: Claims) =>
  claims.map(({ id, findings }) => [id, ...findings.map(({ of, verdict }) => [of, verdict])]);

testInFolder("0.1.0's claims.json: the same verdicts", async (folder) => {
  const { code, stderr } = await runScript("claims", [
    ...["C2", "C3", "C6", "--rows", "60", "--iterations", "3", "--backend", "cpu"],
    ...["--out", folder],
  ]);
  assert.equal(code, 0, stderr);
  const now: Claims = JSON.parse(await Deno.readTextFile(join(folder, "claims.json")));
  assert.deepEqual(verdicts(now), verdicts(json("claims/claims.json")));
});

Deno.test("0.1.0's claims.json is reported in Markdown", () => {
  const report = json("claims/claims.json");
  const text = reportMarkdown(report);
  for (const { id, quote, findings } of report.claims) {
    assert.ok(text.includes(`## ${id}\n\n> ${quote}\n`), id);
    for (const { verdict, says } of findings) assert.ok(text.includes(`**${verdict}**. ${says}`));
  }
});

// Fits

for (const file of jsonFilesIn("fits")) {
  const name = file.replace(/(-after-\d+)?\.json$/, "");
  const finished = file === `${name}.json`;
  const title = finished
    ? `0.1.0's fits/${file} is resumed: no scan is done again`
    : `0.1.0's fits/${file} is resumed, and comes to the finished fit`;
  testInFolder(title, async (folder) => {
    const script = new URL("scripts/fit.ts", root).pathname;
    const allowed = ["--no-prompt", "--allow-read", "--allow-write", "--allow-ffi"];
    const args = ["run", ...allowed, script, "--resume", file, "--out", folder];
    // The tables are named relative to that folder.
    const process = deno(args, { cwd: join(samples, "fits") });
    const { code, stderr } = await finish(process.spawn());
    assert.equal(code, 0, stderr);
    const [sample, before] = [json(`fits/${file}`), json(`fits/${name}.json`)];
    const now = JSON.parse(await Deno.readTextFile(join(folder, "fit.json")));
    assert.deepEqual(now.recorded.slice(0, sample.recorded.length), sample.recorded);
    assert.equal(now.recorded.length, before.recorded.length);
    assert.equal(now.status, before.status);
    assert.deepEqual(now.rows, before.rows);
    const rows = (fit: typeof now) => fit.coefficients.map(({ name }: { name: string }) => name);
    assert.deepEqual(rows(now), rows(before));
    for (const [i, coefficient] of now.coefficients.entries()) {
      const [values, expected] = [coefficient, before.coefficients[i]].map(numbersIn);
      values.forEach((value, k) => assertClose([value], [expected[k]], 1e-7));
    }
    assertClose(numbersIn(now.quality), numbersIn(before.quality), 1e-9);
  });
}
