import assert from "../../../src/deps/test.ts";
import { cosineRestarts, oneCycle, piecewiseRate } from "../../../src/optimizers/pieces/cycles.ts";
import { learningRateAt } from "../../../src/optimizers/pieces/learning_rate_at.ts";
import type { Schedule } from "../../../src/optimizers/pieces/schedule.ts";

const rates = (schedule: Schedule, steps: number[]) =>
  steps.map((step) => Number(learningRateAt(schedule, step).toPrecision(6)));

Deno.test("one cycle is PyTorch's OneCycleLR", () => {
  // max_lr 1, total_steps 10, and the defaults: up over 0.3 * 10 - 1 steps, down over the rest.
  const down = (step: number) => 4e-6 + (1 - 4e-6) * (1 + Math.cos(Math.PI * (step - 2) / 7)) / 2;
  const expected = [0.04, 0.52, 1, ...[3, 4, 5, 6, 7, 8, 9].map(down)];
  assert.deepEqual(
    rates(oneCycle(1, 10), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
    expected.map((rate) => Number(rate.toPrecision(6))),
  );
  assert.ok(learningRateAt(oneCycle(1, 10), 50) <= 4.001e-6);
});

Deno.test("cosines restart, each period as much longer as asked", () => {
  // T_0 = 4, T_mult = 2: restarts at 4, 12 and 28.
  const schedule = cosineRestarts(1, 0, 4, 2);
  assert.deepEqual(rates(schedule, [0, 2, 4, 8, 12, 20, 28]), [1, 0.5, 1, 0.5, 1, 0.5, 1]);
  assert.ok(learningRateAt(schedule, 27) < 0.02 && learningRateAt(schedule, 3) < 0.2);
  assert.deepEqual(rates(cosineRestarts(1, 0.5, 3), [0, 3, 6, 300]), [1, 1, 1, 1]);
});

Deno.test("piecewise rates change at their steps", () => {
  assert.deepEqual(rates(piecewiseRate([1, 0.1, 0.01], [10, 20]), [0, 9, 10, 19, 20, 99]), [
    ...[1, 1, 0.1, 0.1, 0.01, 0.01],
  ]);
  assert.throws(
    () => piecewiseRate([1, 0.1], [10, 20]),
    /2 rates and the steps \[10,20\] do not fit/,
  );
  assert.throws(() => piecewiseRate([1, 0.1, 0.01], [20, 10]), /do not fit/);
  assert.throws(() => cosineRestarts(1, 0, 4, 0.5), /growth must be 1 or more/);
  assert.throws(() => oneCycle(1, 10, { rise: 1 }), /rise must be between 0 and 1/);
});
