/**
 * Makes these samples: runs 0.1.0's scripts and optimizers, and keeps what they leave behind.
 *
 *   deno run -A tests/data/0.1.0/make.ts /path/to/a/checkout/of/0.1.0
 *
 * @module
 */
import { join } from "../../../src/deps/path.ts";
import * as tf from "../../../src/deps/tf.ts";
import { examples, network, train, weightsOf } from "../../compatibility/training.ts";

const checkout = Deno.realPathSync(Deno.args[0]);
const here = new URL(".", import.meta.url).pathname;
const module = (path: string) => import(`file://${checkout}/${path}`);

/** Runs a script of 0.1.0 in this folder. */
async function script(command: string, folder = here): Promise<void> {
  const [name, ...args] = command.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', ""));
  const path = join(checkout, "scripts", `${name}.ts`);
  const process = new Deno.Command("deno", { args: ["run", "-A", path, ...args], cwd: folder });
  const { success } = await process.spawn().status;
  if (!success) throw new Error(command);
}

/** Removes what is not among the samples. */
async function keep(folder: string, name: RegExp): Promise<void> {
  for await (const file of Deno.readDir(join(here, folder))) {
    if (!name.test(file.name)) await Deno.remove(join(here, folder, file.name));
  }
}

const records = [
  "figures 1 3 5 8 9 12 --rows 60 --iterations 3 --backend cpu --out figures",
  "figures 13 --rows 30 --iterations 1 --fair --beyond --seconds 0.005 --backend cpu --out figures",
  "race --optimizers KS_50_2,LBFGS,SGD,NEWTON --rows 60 --columns 4 --layers 0 --units 0 " +
  "--iterations 3 --seeds 0,1 --backend cpu --out race",
  "race --data fits/mtcars.csv --target mpg --optimizers KS,SGD,NEWTON --iterations 3 --seeds 0,1 " +
  "--backend cpu --out table-race",
  "claims C2 C3 C6 --rows 60 --iterations 3 --backend cpu --out claims",
  "compare --figures 13 --optimizers KS,SGD,NEWTON --seeds 0,1 --rows 40 --seconds 0.02 " +
  "--backend cpu --out compare",
];

/** Fits, and the scans after which their records are kept as those of a fit that was stopped. */
const fits: Record<string, { args: string; stops: number[] }> = {
  "linear": { args: "mtcars.csv --target mpg", stops: [1] },
  "linear-hold-0": {
    args: 'mtcars.csv --target mpg --features wt,qsec,cyl --categorical cyl --weights disp ' +
      '--where "hp >= 60" --where "gear != 5" --hold 0',
    stops: [1],
  },
  "linear-ridge": {
    args: "mtcars.csv --target mpg --features wt,hp --ridge 0.5 --confidence 0.9",
    stops: [1],
  },
  "logistic": { args: "mtcars.csv --target am --features wt,hp --family logistic", stops: [1, 3] },
  "logistic-hold-0": {
    args: 'warpbreaks.csv --target fast --features wool,breaks --family logistic ' +
      '--where "tension != M" --hold 0',
    stops: [2],
  },
  "poisson": { args: "warpbreaks.csv --target breaks --exclude fast --family poisson", stops: [2] },
  "poisson-weights": {
    args: "mtcars.csv --target carb --features cyl,wt --categorical cyl --weights gear " +
      "--no-intercept --family poisson",
    stops: [1],
  },
};

/** Runs a fit as scripts/fit.ts does, and keeps the records that it writes between scans. */
async function stopped(name: string, { args, stops }: { args: string; stops: number[] }) {
  const [{ fitCommand, placeOptions, requestOf }, { openEngine }, { fitTable }] = await Promise.all(
    ["command", "open", "fit_table"].map((file) => module(`src/tables/${file}.ts`)),
  );
  Deno.chdir(join(here, "fits"));
  const command = fitCommand();
  command.parse(args.match(/"[^"]*"|\S+/g)!.map((word) => word.replaceAll('"', "")), {
    from: "user",
  });
  const place = placeOptions(command.args[0], command.opts());
  const engine = await openEngine(place);
  await fitTable(engine, place, requestOf(command.opts()), {
    mostHeld: 2 ** 20 * command.opts().hold,
    async onRecord(record: { recorded: unknown[] }) {
      const scans = record.recorded.length;
      if (!stops.includes(scans)) return;
      await Deno.writeTextFile(`${name}-after-${scans}.json`, JSON.stringify(record) + "\n");
    },
  });
  await engine.close();
}

/** Trains a network with an optimizer, saves both, and goes on to where today's code must come, too. */
async function optimizer(name: string, optimizer: tf.Optimizer): Promise<void> {
  const { saveOptimizer } = await module("mod.ts");
  const model = network();
  await train(model, optimizer, 3);
  const artifacts = Promise.withResolvers<tf.io.ModelArtifacts>();
  await model.save(
    tf.io.withSaveHandler((saved) => {
      artifacts.resolve(saved);
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" },
      });
    }),
    { includeOptimizer: true },
  );
  const { weightData, ...modelJson } = await artifacts.promise;
  const bytes = new Uint8Array(weightData as ArrayBuffer);
  const state = await saveOptimizer(optimizer);
  await train(model, optimizer, 3);
  const sample = { name, model: modelJson, weights: bytes.toBase64(), state, then: weightsOf(model) };
  const file = `${name.replaceAll(/\W+/g, "-")}.json`;
  await Deno.writeTextFile(join(here, "optimizers", file), JSON.stringify(sample) + "\n");
}

/** Options that the family of tests/optimizers does not set. */
function others(
  suite: Record<string, (...args: unknown[]) => tf.Optimizer>,
): Record<string, tf.Optimizer> {
  const { keepStepping, keepVaulting, gradientDescent, conjugateGradient, lbfgs } = suite;
  const scheduled = (schedule: unknown) =>
    suite.learningRateSchedule(tf.train.adam(), schedule);
  return {
    "keepStepping published": keepStepping(0.1, {
      ...{ maxSteps: 8, impatience: 2, edition: "published" },
    }),
    "keepStepping impatient": keepStepping(0.1, { maxSteps: 8, impatience: 2, undo: true }),
    "keepVaulting published": keepVaulting(0.1, { maxSteps: 8, edition: "published" }),
    "gradientDescent by Hager and Zhang": gradientDescent({ search: "hagerZhang" }),
    "conjugateGradient by Hager and Zhang": conjugateGradient({
      ...{ beta: "hagerZhang", search: "hagerZhang" },
    }),
    "lbfgs by parabolas": lbfgs({ memory: 3, search: "parabolic" }),
    "stochasticLineSearch without growth": suite.stochasticLineSearch({ reset: "keep" }),
    "learningRateSchedule constant": scheduled(suite.constantRate(0.2)),
    "learningRateSchedule by steps": scheduled(suite.stepDecay(0.2, 0.5, 2)),
    "learningRateSchedule exponential": scheduled(suite.exponentialDecay(0.2, 0.5, 2)),
    "learningRateSchedule linear": scheduled(suite.linearDecay(0.2, 0.1, 5)),
  };
}

if (import.meta.main) {
  for (const folder of ["figures", "fits", "optimizers", "race", "table-race", "claims", "compare"]) {
    await Deno.mkdir(join(here, folder), { recursive: true });
  }
  await Deno.copyFile(join(checkout, "tests/data/tables/mtcars.csv"), join(here, "fits/mtcars.csv"));
  // The loom's speed is made up: a 0 or 1 beside text.
  const warpbreaks = await Deno.readTextFile(join(checkout, "tests/data/tables/warpbreaks.csv"));
  const lines = warpbreaks.trim().split("\n").map((line, i) =>
    `${line},${i === 0 ? "fast" : (i * 7) % 5 < 2 ? 1 : 0}`
  );
  await Deno.writeTextFile(join(here, "fits/warpbreaks.csv"), lines.join("\n") + "\n");

  for (const command of records) await script(command);
  await keep("race", /^race\.(json|svg)$/);
  await keep("table-race", /^race(-validation)?\.(json|svg)$/);
  await keep("claims", /^claims\.json$/);
  await keep("compare", /^compare\.json$/);
  for (const [name, fit] of Object.entries(fits)) {
    await stopped(name, fit);
    await script(`fit ${fit.args} --out ${name}`, join(here, "fits"));
    await Deno.rename(join(here, "fits", name, "fit.json"), join(here, "fits", `${name}.json`));
    await Deno.remove(join(here, "fits", name), { recursive: true });
  }

  const { useBackend } = await module("mod.ts");
  await useBackend("cpu");
  const { family } = await module("tests/optimizers/family.ts");
  for (const { name, make } of family) await optimizer(name, make());
  for (const [name, made] of Object.entries(others(await module("mod.ts")))) {
    await optimizer(name, made);
  }
  const own: Record<string, tf.Optimizer> = {
    sgd: tf.train.sgd(0.1),
    momentum: tf.train.momentum(0.1, 0.9),
    adagrad: tf.train.adagrad(0.1),
    adadelta: tf.train.adadelta(1),
    adam: tf.train.adam(0.05),
    rmsprop: tf.train.rmsprop(0.02),
  };
  for (const [name, made] of Object.entries(own)) await optimizer(`tfjs ${name}`, made);
  tf.dispose(Object.values(examples()));
}
