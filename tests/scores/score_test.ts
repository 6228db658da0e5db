import type { Trial } from "../../src/records/trial.ts";
import { targetOf } from "../../src/scores/target.ts";
import { costsOf, spreadOf } from "../../src/scores/trial.ts";
import { endsLowest, soonest } from "../../src/scores/choose.ts";
import { profiles, scores, sensitivities } from "../../src/scores/score.ts";
import assert from "../../src/deps/test.ts";
import type { Run } from "../../src/records/run.ts";

/** A run that takes a second and a gradient a step. */
function run(label: string, loss: number[]): Run {
  const seconds = loss.map((_, i) => i + 1);
  const forwardPasses = loss.map(() => 0);
  return { label, edition: "beyond", loss, seconds, gradients: seconds, forwardPasses };
}

const trials: Trial[] = [
  {
    workload: "figure 9",
    seed: 0,
    rate: "default",
    learningRate: 0.1,
    run: run("A", [100, 50, 0]),
  },
  { workload: "figure 9", seed: 0, rate: "grid", learningRate: 0.1, run: run("A", [100, 50, 0]) },
  { workload: "figure 9", seed: 0, rate: "grid", learningRate: 1, run: run("A", [100, 0, 0]) },
  { workload: "figure 9", seed: 0, rate: "best", learningRate: 1, run: run("A", [100, 0, 0]) },
  { workload: "figure 9", seed: 0, rate: "default", run: run("B", [100, 60, 20]) },
  { workload: "figure 9", seed: 1, rate: "default", learningRate: 0.1, run: run("A", [8, 9, 9]) },
  { workload: "figure 9", seed: 1, rate: "best", learningRate: 1, run: run("A", [8, 7, 6]) },
  { workload: "figure 9", seed: 1, rate: "default", run: run("B", [8, 4, 4]) },
];

Deno.test("the target is a thousandth of the way above the lowest loss found", () => {
  assert.equal(targetOf([run("A", [100, 50]), run("B", [100, 0])]), 0.1);
});

Deno.test("a trial's cost is what it had spent at its own problem's target, or infinite", () => {
  const costs = costsOf(trials);
  assert.deepEqual(trials.map((trial) => costs(trial).gradients), [
    ...[2, 2, 1, 1, Infinity],
    ...[Infinity, Infinity, 1],
  ]);
});

Deno.test("a score has the median over seeds of its own setting, and counts misses", () => {
  const [a, b] = scores(trials, "best");
  assert.deepEqual([a.label, a.learningRate, a.seconds.middle, a.missed], ["A", 1, Infinity, 1]);
  // B has no learning rate: it counts in either setting.
  assert.deepEqual([b.label, b.learningRate, b.missed, b.trials], ["B", undefined, 1, 2]);
  assert.equal(scores(trials, "default")[0].learningRate, 0.1);
});

Deno.test("profiles are over every workload and seed at which all ran", () => {
  const best = profiles(trials, "best", "gradients");
  assert.deepEqual(best.get("A"), [{ factor: 1, share: 0.5 }]);
  assert.deepEqual(best.get("B"), [{ factor: 1, share: 0.5 }]);
  // Where B has not come yet, it has not failed.
  const more = [...trials, { ...trials[0], rate: "best" as const, seed: 2 }];
  assert.deepEqual(profiles(more, "best", "gradients"), best);
});

Deno.test("sensitivities are the grid's runs alone", () => {
  const found = sensitivities(trials).map(({ learningRate, seconds }) => [learningRate, seconds]);
  assert.deepEqual(found, [[0.1, 2], [1, 1]]);
});

Deno.test("a median is infinite where half of the values are", () => {
  assert.deepEqual(spreadOf([Infinity, 1, Infinity]), { low: 1, middle: Infinity, high: Infinity });
});

Deno.test("the best of a grid ends lowest, or is at the target soonest", () => {
  const [, slow, fast] = trials;
  assert.equal(endsLowest([slow, fast]), slow, "the first of equals");
  assert.equal(soonest([slow, fast], trials), fast);
  const diverged = { ...fast, run: { ...fast.run, diverged: true } };
  assert.equal(endsLowest([diverged, slow]), slow);
});
