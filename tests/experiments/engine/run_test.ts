import assert from "../../../src/deps/test.ts";
import * as tf from "../../../src/deps/tf.ts";
import {
  bothRates,
  type Experiment,
  fairRates,
  ownRate,
  workOf,
} from "../../../src/experiments/engine/experiment.ts";
import { type Listener, run, runAll } from "../../../src/experiments/engine/run.ts";
import { closureObjective } from "../../../src/objectives/closure.ts";
import { entriesNamed } from "../../../src/race/contestants.ts";
import type { Trial } from "../../../src/records/trial.ts";
import type { Workload } from "../../../src/tasks/workload.ts";
import { testOnBackends } from "../../backends.ts";

/** The loss x^2 from the seed plus one; what is made and freed is counted. */
function parabola(
  name: string,
  counts = { made: 0, freed: 0 },
): Workload & { counts: typeof counts } {
  return {
    name,
    counts,
    learningRate: 0.1,
    make(seed = 0) {
      counts.made++;
      return Promise.resolve({
        description: {
          ...{ rows: 1, columns: 1, hiddenLayers: 0, hiddenUnits: 0, activation: "none" as const },
          seeds: { data: seed, start: seed },
        },
        objective() {
          const x = tf.tidy(() => tf.variable(tf.scalar(seed + 1)));
          return closureObjective(() => tf.square(x), [x]);
        },
        dispose: () => void counts.freed++,
      });
    },
  };
}

const experimentOn = (workloads: Workload[], names: string[], more: Partial<Experiment> = {}) => ({
  workloads,
  seeds: [undefined],
  entries: names.flatMap(entriesNamed),
  rates: ownRate,
  limit: { iterations: () => 3 },
  ...more,
});

const shown = ({ workload, seed, rate, learningRate, run }: Trial) =>
  [workload, seed, run.label, rate, learningRate].join(" ");

testOnBackends(
  "runs come workload by workload, seed by seed, entry by entry, each from its own start",
  async () => {
    const [a, b] = [parabola("a"), parabola("b")];
    const trials = await runAll(experimentOn([a, b], ["SGD", "NEWTON"], { seeds: [0, 2] }));
    assert.deepEqual(trials.map(shown), [
      ...[
        "a 0 SGD default 0.1",
        "a 0 NEWTON default ",
        "a 2 SGD default 0.1",
        "a 2 NEWTON default ",
      ],
      ...[
        "b 0 SGD default 0.1",
        "b 0 NEWTON default ",
        "b 2 SGD default 0.1",
        "b 2 NEWTON default ",
      ],
    ]);
    assert.deepEqual(trials.map(({ run }) => run.loss[0]), [1, 1, 9, 9, 1, 1, 9, 9]);
    assert.ok(trials.every(({ run }) => run.loss.length === 3));
    for (const { counts } of [a, b]) assert.deepEqual(counts, { made: 2, freed: 2 });
  },
  ["cpu"],
);

testOnBackends("a grid is tried on the first seed, and its best runs on the others", async () => {
  const experiment = experimentOn([parabola("a")], ["SGD", "KS"], {
    seeds: [0, 1],
    rates: fairRates,
  });
  const trials = await runAll(experiment);
  const grid = fairRates.grid.map((rate) => `a 0 SGD grid ${rate}`);
  // x <- x (1 - 2 rate): of this grid a tenth is the best, since with 1 it only changes its sign.
  assert.deepEqual(trials.map(shown), [
    ...grid,
    ...["a 0 SGD best 0.1", "a 0 KS default 0.1", "a 1 SGD best 0.1", "a 1 KS default 0.1"],
  ]);
  const best = trials.find(({ rate }) => rate === "best");
  assert.equal(best?.run, trials[grid.findIndex((text) => text.endsWith(" 0.1"))].run);
}, ["cpu"]);

testOnBackends("the soonest of a grid is chosen when all have run", async () => {
  const trials = await runAll(
    experimentOn([parabola("a")], ["SGD", "NEWTON"], { rates: bothRates }),
  );
  const rates = trials.map(({ run, rate }) => `${run.label} ${rate}`);
  assert.deepEqual(rates, [
    ...["SGD default", ...bothRates.grid.map(() => "SGD grid"), "NEWTON default", "SGD best"],
  ]);
}, ["cpu"]);

testOnBackends(
  "an experiment that is ended keeps what is finished, drops the run under way, and frees its data",
  async () => {
    const workload = parabola("a");
    const controller = new AbortController();
    let steps = 0;
    const listener: Listener = {
      signal: controller.signal,
      onWork: () => ++steps === 5 ? controller.abort() : undefined,
    };
    const trials = await runAll(experimentOn([workload], ["SGD", "ADAM", "KS"]), listener);
    assert.deepEqual(trials.map(shown), ["a  SGD default 0.1"]);
    assert.deepEqual(workload.counts, { made: 1, freed: 1 });
  },
  ["cpu"],
);

testOnBackends("what is on record is not run again, and its data are not even made", async () => {
  const workload = parabola("a");
  const experiment = experimentOn([workload], ["SGD", "NEWTON"]);
  const [sgd, newton] = await runAll(experiment);
  const known: Listener["known"] = ({ entry }) =>
    [sgd.run, newton.run].find(({ label }) => label === entry.label);
  assert.deepEqual(await runAll(experiment, { known }), [sgd, newton]);
  assert.deepEqual(workload.counts, { made: 1, freed: 1 });
}, ["cpu"]);

testOnBackends(
  "the work that is done comes to the work that was foreseen, also where runs diverge",
  async () => {
    for (const rates of [ownRate, fairRates, bothRates]) {
      for (const seconds of [undefined, 0.001]) {
        const limit = { iterations: () => 40, seconds };
        const more = { seeds: [0, 1], rates, limit };
        const workload = { ...parabola("a"), learningRate: 1e30 };
        const experiment = experimentOn([workload], ["SGD", "NEWTON"], more);
        let done = 0;
        await runAll(experiment, { onWork: (units) => done += units });
        assert.ok(
          Math.abs(done - workOf(experiment)) < 1e-9 * done,
          `${done}, ${workOf(experiment)}`,
        );
      }
    }
  },
  ["cpu"],
);

testOnBackends("whoever stops reading ends the experiment, and its data are freed", async () => {
  const workload = parabola("a");
  for await (const _ of run(experimentOn([workload], ["SGD", "ADAM"]))) break;
  assert.deepEqual(workload.counts, { made: 1, freed: 1 });
}, ["cpu"]);
