import assert from "../../../src/deps/test.ts";
import {
  costOf,
  costsOn,
  integralScore,
  kendallTau,
  scoresOn,
  stability,
  targetsOf,
} from "../../../src/experiments/workloads/scores.ts";
import { answersOf } from "../../../src/experiments/workloads/answers.ts";
import type { WorkloadTrial } from "../../../src/experiments/workloads/trials.ts";

function trial(changes: Partial<WorkloadTrial>): WorkloadTrial {
  return {
    ...{ workload: "w", track: "self", optimizer: "ADAMW", seed: 0, learningRate: null },
    ...{ diverged: false, passes: 100, seconds: 1, loss: 0 },
    way: [[0, 0, 1], [10, 0.1, 0.5], [60, 0.6, 0.2], [90, 0.9, 0.1]],
    ...changes,
  };
}

/** One that reaches 0.2 after this many passes. */
const reaching = (optimizer: string, passes: number, more: Partial<WorkloadTrial> = {}) =>
  trial({ optimizer, way: [[0, 0, 1], [passes, passes / 100, 0.2]], ...more });

Deno.test("a target is what the best tuned baseline has after three quarters of the budget", () => {
  const tuned = (optimizer: string, seed: number, metric: number) =>
    trial({ track: "tuned", optimizer, seed, way: [[0, 0, 1], [70, 1, metric], [80, 1, 0.01]] });
  const trials = [
    ...[tuned("ADAMW", 0, 0.3), tuned("ADAMW", 1, 0.1), tuned("ADAMW", 2, 0.2)],
    ...[tuned("NESTEROV", 0, 0.25), tuned("NESTEROV", 1, 0.25), tuned("NESTEROV", 2, 0.25)],
    // Neither the untuned nor other optimizers set it.
    ...[
      trial({ way: [[0, 0, 0.001]] }),
      trial({ track: "tuned", optimizer: "KS", way: [[0, 0, 0.001]] }),
    ],
  ];
  assert.deepEqual(targetsOf(trials, { w: 100 }), { w: 0.2 });
});

Deno.test("a cost is that of the first look at or below the target; a miss is infinite", () => {
  assert.equal(costOf(trial({}), 0.2, "passes"), 60);
  assert.equal(costOf(trial({}), 0.3, "seconds"), 0.6);
  assert.equal(costOf(trial({}), 0.05, "passes"), Infinity);
});

Deno.test("the integral score: 1 of the best everywhere, 1/3 of one that is always at twice its cost... and 0 beyond four times", () => {
  assert.equal(integralScore([{ factor: 1, share: 1 }]), 1);
  assert.equal(integralScore([{ factor: 2, share: 1 }]), 2 / 3);
  assert.equal(integralScore([{ factor: 1, share: 0.5 }, { factor: 3, share: 1 }]), 2 / 3);
  assert.equal(integralScore([{ factor: 5, share: 1 }]), 0);
  assert.equal(integralScore([]), 0);
});

Deno.test("scores are of the problems at which all ran, with intervals about them", () => {
  const trials = ["a", "b", "c"].flatMap((workload) =>
    [0, 1].flatMap((seed) => [
      reaching("ADAMW", 10, { workload, seed }),
      reaching("KS", workload === "a" ? 5 : 20, { workload, seed }),
      ...workload === "c" ? [] : [reaching("SLS", 1000, { workload, seed })],
    ])
  );
  const found = costsOn(trials, "self", { a: 0.2, b: 0.2, c: 0.2 }, "passes");
  assert.deepEqual(found.problems, ["a 0", "a 1", "b 0", "b 1"]);
  const scores = scoresOn(found);
  const [adam, ks] = ["ADAMW", "KS"].map((name) => scores.find((s) => s.optimizer === name)!);
  // Half the time the best, and half at twice the best's cost.
  assert.ok(Math.abs(adam.score - (0.5 + 0.5 * 2 / 3)) < 1e-12);
  assert.equal(adam.score, ks.score);
  assert.ok(adam.low <= adam.score && adam.score <= adam.high && adam.low < adam.high);
  assert.equal(scores.at(-1)!.score, 0);
});

Deno.test("Kendall's tau, and how stable a ranking is from one half of the seeds to the other", () => {
  assert.equal(kendallTau([1, 2, 3, 4], [10, 20, 30, 40]), 1);
  assert.equal(kendallTau([1, 2, 3, 4], [4, 3, 2, 1]), -1);
  // scipy.stats.kendalltau has the same without ties.
  assert.ok(Math.abs(kendallTau([1, 2, 3, 4, 5], [3, 1, 2, 5, 4]) - 0.4) < 1e-12);
  const at = (seed: number, first: number) =>
    ["ADAMW", "KS", "SLS"].map((name, i) => reaching(name, first * (1 + i), { seed }));
  assert.equal(stability([...at(0, 10), ...at(1, 20)], "self", { w: 0.2 }), 1);
  assert.equal(stability(at(0, 10), "self", { w: 0.2 }), undefined);
});

Deno.test("the answer is the best of one kind over the best of the other, whichever track", () => {
  const trials = [0, 1, 2].flatMap((seed) => [
    reaching("ADAM", 40, { seed }),
    reaching("ADAMW", 10 + seed, { seed, track: "tuned", learningRate: 0.01 }),
    reaching("LBFGS", 22, { seed }),
    reaching("KS", 500, { seed }),
  ]);
  const [answer] = answersOf(trials, { w: 0.2 }, "passes");
  assert.equal(answer.descent.optimizer, "LBFGS");
  assert.deepEqual([answer.baseline.optimizer, answer.baseline.track], ["ADAMW", "tuned"]);
  assert.deepEqual([answer.ratio, answer.low, answer.high], [2, 22 / 12, 2.2]);
  const [never] = answersOf(trials, { w: 0.01 }, "passes");
  assert.ok(Number.isNaN(never.ratio));
  assert.deepEqual(answersOf(trials, {}, "passes"), []);
});
