import assert from "../../src/deps/test.ts";
import type { Run } from "../../src/records/run.ts";
import { standingsOf } from "../../src/scores/standings.ts";
import { verdictOf } from "../../src/scores/verdict.ts";

/** A run that takes a second and a gradient an iteration. */
function run(label: string, validation: number[], rest: Partial<Run> = {}): Run {
  const counts = validation.map((_, i) => i + 1);
  const loss = validation.map((value) => value / 2);
  const costs = { seconds: counts, gradients: counts, forwardPasses: counts.map(() => 0) };
  return { label, edition: "published", loss, validation, ...costs, ...rest };
}

Deno.test("the target is 95% of the way from the first loss to the lowest, seed by seed", () => {
  // Seed 0: from 11 to 1, so 1.5; seed 1: from 101 to 1, so 6.
  const runs = [
    run("A", [11, 1.6, 1.4, 1], { seed: 0 }),
    run("B", [11, 1.5, 1.5, 1.5], { seed: 0 }),
    run("A", [101, 5.9, 1, 1], { seed: 1 }),
    run("B", [101, 90, 6.1, 6], { seed: 1 }),
  ];
  const [first, second] = standingsOf(runs);
  assert.deepEqual([first.label, first.cost.seconds, first.missed], ["A", 1.5, 0]);
  assert.deepEqual([second.label, second.cost.seconds, second.missed], ["B", 2, 0]);
});

Deno.test("the answer names who was first, what it cost, who was next, and who got lowest", () => {
  const runs = [run("SLOW", [2, 1.5, 1, 0.5]), run("FAST", [2, 0.52, 0.52, 0.52])];
  assert.equal(
    verdictOf(runs).sentence,
    "On this data, FAST reached 95% of the best improvement in validation loss first (1 s, 1 gradient); " +
      "next was SLOW (3 s, 3 gradients). The lowest validation loss, 0.5000, was SLOW's.",
  );
});

Deno.test("a loss to reach that half of the runs miss is reached by nobody, and the answer says so", () => {
  const runs = [run("A", [2, 1]), run("B", [2, 0.9], { edition: "beyond" })];
  const { sentence, table } = verdictOf(runs, 0.1);
  assert.equal(
    sentence,
    "On this data no optimizer reached a validation loss of 0.1 in half of its runs; B (beyond) ended lowest.",
  );
  assert.deepEqual(table.rows.map((row) => row.slice(-4)), [
    ["never", "never", "never", "1"],
    ["never", "never", "never", "1"],
  ]);
});

Deno.test("where the start is as low as it gets, nobody is first", () => {
  const { sentence } = verdictOf([run("A", [1, 2, 3]), run("B", [1, 4, 5])]);
  assert.match(sentence, /was there at the start.* 1\.000\.$/);
});

Deno.test("a run that diverged has no last loss, and one that is alone has no next", () => {
  const { sentence, table } = verdictOf([run("A", [2, 1], { diverged: true, learningRate: 0.1 })]);
  assert.match(sentence, /^On this data, A reached .* first \(1 s, 1 gradient\)\. The lowest/);
  assert.deepEqual(table.rows[0].slice(0, 6), ["A", "published", "0.1", "1", "diverged", "1.000"]);
});
