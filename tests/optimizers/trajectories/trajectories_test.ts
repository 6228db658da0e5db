/**
 * Each optimizer takes the steps of its authors' own code, on three problems: the losses before every step, and the numbers that it decided by. The tolerance is what
 * tests/data/optimizers measured between two float32 runs whose sums were added up in another order, times 20.
 */
import type * as tf from "../../../src/deps/tf.ts";
import assert from "../../../src/deps/test.ts";
import { closureObjective } from "../../../src/objectives/closure.ts";
import { testOnBackends } from "../../backends.ts";
import { problem, read } from "./problem.ts";
import { rivals } from "./rivals.ts";

type Series = { [key: string]: (number | null)[] | number };

interface Run {
  variant: string;
  problem: number;
  options: { [name: string]: unknown };
  float32: Series & { loss: number[] };
  departure: {
    reordered: {
      loss: number[];
      largest: { [key: string]: number };
      first_different_decision: number | null;
    };
  };
}

/** At least so far may two float32 runs differ. */
const leastDeparture = 2e-7;
const margin = 20;
/** A cross entropy is the logarithm of a number near 1, whose rounding stays where the loss goes. */
const leastLoss = 0.01;

testOnBackends("the problems are decoded as they were written", () => {
  for (const number of [1, 2, 3]) {
    const { variables, loss, atStart, dispose } = problem(number);
    const objective = closureObjective(loss(0), variables);
    const { loss: value, gradient } = objective.gradient();
    const norm = Math.sqrt(gradient.reduce((sum, g) => sum + square(g), 0));
    assert.ok(Math.abs(value.dataSync()[0] / atStart.loss - 1) < 1e-6);
    assert.ok(Math.abs(norm / atStart.gradient_norm - 1) < 1e-6);
    value.dispose();
    gradient.forEach((g) => g.dispose());
    dispose();
  }
}, ["cpu", "wasm"]);

for (const { file, make, skips = [], slack = 0, numbers = {} } of rivals) {
  const { runs } = read<{ runs: Run[] }>(file);
  for (const run of runs) {
    if (skips.includes(run.variant)) continue;
    testOnBackends(
      `${file} ${run.variant} takes its authors' steps on problem ${run.problem}`,
      () => {
        const { variables, steps, loss, dispose } = problem(run.problem);
        const optimizer = make(run.options);
        const { reordered } = run.departure;
        const end = Math.min(reordered.first_different_decision ?? steps, steps);
        for (let k = 0; k < end; k++) {
          const objective = closureObjective(loss(k), variables);
          const cost = optimizer.step(objective);
          const [is, said] = [cost.dataSync()[0], run.float32.loss[k]];
          cost.dispose();
          const departure = Math.max(leastDeparture, slack, ...reordered.loss.slice(0, k + 2));
          // So near to its threshold, a decision may fall the other way, rightly.
          const nearness = (run.float32.margin as (number | null)[] | undefined)?.[k] ?? Infinity;
          if (nearness <= margin * departure) break;
          const difference = Math.abs(is - said) / Math.max(said, leastLoss);
          assert.ok(difference <= margin * departure, `loss ${k}: ${is}, not ${said}`);
          assertCost(run.float32, k, objective.cost);
          for (const [key, of] of Object.entries(numbers)) {
            const series = run.float32[key];
            const expected = Array.isArray(series) ? series[k] : undefined;
            if (expected === null || expected === undefined) continue;
            const found = of(optimizer);
            const most = Math.max(...(series as (number | null)[]).map((v) => Math.abs(v ?? 0)));
            const scale = Math.max(Math.abs(expected), most / 1000);
            const allowed = margin * Math.max(leastDeparture, reordered.largest[key] ?? 0);
            assert.ok(
              Math.abs(found - expected) <= allowed * scale,
              `${key} ${k}: ${found}, not ${expected}`,
            );
          }
        }
        optimizer.dispose();
        dispose();
      },
      ["cpu", "wasm"],
    );
  }
}

function assertCost(series: Series, k: number, cost: { gradients: number; forwardPasses: number }) {
  const at = (key: string) => {
    const value = series[key];
    return (Array.isArray(value) ? value[k] : value) ?? undefined;
  };
  assert.equal(cost.gradients, at("gradients"), `gradients ${k}`);
  // There a gradient's own forward pass is counted too.
  assert.equal(cost.forwardPasses + cost.gradients, at("forwards"), `forward passes ${k}`);
}

function square(tensor: tf.Tensor): number {
  return [...tensor.dataSync()].reduce((sum, value) => sum + value * value, 0);
}
