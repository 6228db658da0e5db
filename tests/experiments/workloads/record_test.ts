import assert from "../../../src/deps/test.ts";
import {
  mergedRecords,
  newRecord,
  parseWorkloads,
  type WorkloadsRecord,
} from "../../../src/experiments/workloads/record.ts";
import type { Environment } from "../../../src/records/environment.ts";
import type { WorkloadTrial } from "../../../src/experiments/workloads/trials.ts";
import { thinned } from "../../../src/experiments/workloads/trials.ts";

const environment: Environment = {
  ...{ deno: "2", tfjs: "4", adapter: null, cpu: "c", threads: 2, started: "now" },
  backend: "wasm",
};

function record(trials: Partial<WorkloadTrial>[], changes: Partial<WorkloadsRecord> = {}) {
  const full = trials.map((trial): WorkloadTrial => ({
    ...{ workload: "w", track: "self", optimizer: "ADAM", seed: 0, learningRate: null },
    ...{ diverged: false, passes: 9, seconds: 1, loss: 0.5, way: [[0, 0, 1], [9, 1, 0.5]] },
    ...trial,
  }));
  return { ...newRecord(environment, { w: 9 }), trials: full, ...changes };
}

Deno.test("a record is read as it was written", () => {
  const written = record([{}, { seed: 1 }], { notes: ["Two ran side by side."] });
  assert.deepEqual(parseWorkloads(JSON.stringify(written), "a.json"), written);
});

Deno.test("what is no record, or was changed, is refused by name", () => {
  const good = JSON.parse(JSON.stringify(record([{}])));
  const cases: [unknown, RegExp][] = [
    ["", /it is no JSON/],
    [[], /no record of deno task workloads/],
    [{ ...good, budgets: { w: "9" } }, /no record of deno task workloads/],
    [{ ...good, project: "0.1.0" }, /made by version 0\.1\.0/],
    [{ ...good, notes: [1] }, /its notes are no texts/],
    [{ ...good, trials: [{ ...good.trials[0], way: [[0, 0]] }] }, /its trial 0 is not as/],
    [{ ...good, trials: [good.trials[0], null] }, /its trial 1 is not as/],
    [{ ...good, trials: [{ ...good.trials[0], track: "other" }] }, /its trial 0 is not as/],
  ];
  for (const [value, message] of cases) {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    assert.throws(() => parseWorkloads(text, "a.json"), message);
  }
});

Deno.test("merged, every run is there once, the first one where there are two; other budgets are refused", () => {
  const one = { path: "a.json", record: record([{ passes: 9 }, { seed: 1 }], { notes: ["a"] }) };
  const other = {
    path: "b.json",
    record: record([{ passes: 8 }, { optimizer: "KS" }], { notes: ["a", "b"] }),
  };
  const { trials, notes } = mergedRecords([one, other]);
  assert.deepEqual(trials.map(({ optimizer, seed, passes }) => [optimizer, seed, passes]), [
    ["ADAM", 0, 9],
    ["ADAM", 1, 9],
    ["KS", 0, 9],
  ]);
  assert.deepEqual(notes, ["a", "b"]);
  const changed = { path: "c.json", record: record([], { budgets: { w: 10 } }) };
  assert.throws(
    () => mergedRecords([one, changed]),
    /Cannot merge "c\.json": its runs on w may spend 10/,
  );
});

Deno.test("a way that is thinned keeps every new best, its first point and its last", () => {
  const way = Array.from({ length: 900 }, (_, i): WorkloadTrial["way"][number] => [
    i,
    i / 10,
    i === 500 ? 0.1 : 1 + Math.sin(i) ** 2 / (1 + i),
  ]);
  const less = thinned(way);
  assert.ok(less.length < 60, `${less.length}`);
  assert.deepEqual([less[0], less.at(-1)], [way[0], way.at(-1)]);
  assert.ok(less.some(([passes]) => passes === 500));
  assert.deepEqual(thinned(less), less);
});
