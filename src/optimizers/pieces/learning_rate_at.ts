/**
 * The rate that a schedule has at a step.
 *
 * @module
 */
import type { Schedule } from "./schedule.ts";

/**
 * The learning rate of a step, from 0.
 *
 * @example
 * ```ts
 * import { learningRateAt, linearDecay } from "./mod.ts";
 *
 * console.log(learningRateAt(linearDecay(1, 0, 10), 4)); // 0.6
 * ```
 */
export function learningRateAt(schedule: Schedule, step: number): number {
  switch (schedule.kind) {
    case "constant":
      return schedule.rate;
    case "steps":
      return schedule.rate * schedule.factor ** Math.floor(step / schedule.every);
    case "exponential":
      return schedule.rate * schedule.factor ** (step / schedule.every);
    case "linear":
      return between(schedule, Math.min(step / schedule.over, 1));
    case "cosine":
      return between(schedule, (1 - Math.cos(Math.PI * Math.min(step / schedule.over, 1))) / 2);
    case "cosineRestarts":
      return between(schedule, (1 - Math.cos(Math.PI * sinceRestart(schedule, step))) / 2);
    case "oneCycle":
      return cycleAt(schedule, step);
    case "piecewise":
      return schedule.rates[schedule.at.filter((start) => start <= step).length];
    case "warmUp":
      return step < schedule.over
        ? learningRateAt(schedule.then, 0) * (step + 1) / schedule.over
        : learningRateAt(schedule.then, step - schedule.over);
  }
}

/** The part of its period that a step is at. */
function sinceRestart({ over, growth }: { over: number; growth: number }, step: number): number {
  if (growth === 1) return step % over / over;
  // over (growth^n - 1) / (growth - 1) steps are n periods.
  const periods = Math.floor(Math.log(step / over * (growth - 1) + 1) / Math.log(growth) + 1e-12);
  const begun = over * (growth ** periods - 1) / (growth - 1);
  return (step - begun) / (over * growth ** periods);
}

function cycleAt(
  { peak, over, rise, divisor, end }: Extract<Schedule, { kind: "oneCycle" }>,
  step: number,
): number {
  const [top, last] = [rise * over - 1, over - 1];
  const wave = (part: number) => (1 - Math.cos(Math.PI * Math.min(part, 1))) / 2;
  const first = peak / divisor;
  if (step <= top) return between({ from: first, to: peak }, wave(step / top));
  return between({ from: peak, to: first / end }, wave((step - top) / (last - top)));
}

function between({ from, to }: { from: number; to: number }, part: number): number {
  return from + (to - from) * part;
}
