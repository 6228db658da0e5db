import assert from "../../../src/deps/test.ts";
import {
  constantRate,
  cosineDecay,
  exponentialDecay,
  linearDecay,
  stepDecay,
  warmUp,
} from "../../../src/optimizers/pieces/schedules.ts";
import { learningRateAt } from "../../../src/optimizers/pieces/learning_rate_at.ts";
import type { Schedule } from "../../../src/optimizers/pieces/schedule.ts";

function rates(schedule: Schedule, steps: number[]): number[] {
  return steps.map((step) => Number(learningRateAt(schedule, step).toPrecision(12)));
}

Deno.test("each schedule gives the rates that its formula says", () => {
  assert.deepEqual(rates(constantRate(3), [0, 9]), [3, 3]);
  assert.deepEqual(rates(stepDecay(8, 0.5, 2), [0, 1, 2, 3, 4]), [8, 8, 4, 4, 2]);
  assert.deepEqual(rates(exponentialDecay(9, 1 / 9, 2), [0, 1, 2]), [9, 3, 1]);
  assert.deepEqual(rates(linearDecay(10, 2, 4), [0, 1, 4, 50]), [10, 8, 2, 2]);
  assert.deepEqual(rates(cosineDecay(10, 2, 4), [0, 2, 4, 50]), [10, 6, 2, 2]);
  assert.equal(learningRateAt(cosineDecay(1, 0, 4), 1), 0.5 + Math.SQRT1_2 / 2);
});

Deno.test("a warm-up ends where the schedule after it begins", () => {
  const schedule = warmUp(4, linearDecay(8, 0, 2));
  assert.deepEqual(rates(schedule, [0, 1, 2, 3, 4, 5, 6]), [2, 4, 6, 8, 8, 4, 0]);
});

Deno.test("a schedule that makes no sense is refused in one line", () => {
  assert.throws(() => constantRate(0), /schedule: rate must be a number above 0/);
  assert.throws(() => stepDecay(1, 0.5, 0), /every must be a whole number of steps above 0/);
  assert.throws(() => cosineDecay(1, -1, 10), /to must be 0 or more/);
  assert.throws(() => warmUp(1.5, constantRate(1)), /over must be a whole number/);
});
