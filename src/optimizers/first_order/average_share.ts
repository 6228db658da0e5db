/**
 * How much of a schedule-free average a step is.
 *
 * @module
 */
import { checkOption } from "../options.ts";
import type { Num } from "../vector_numbers.ts";

/** How the average weighs its steps. */
export interface AverageOptions {
  /** Steps over which the learning rate grows. Default 0. */
  warmUp?: number;
  /** Steps weigh t^r. Default 0. */
  stepPower?: number;
  /** Steps weigh the largest learning rate so far, to this power. Default 2. */
  ratePower?: number;
}

/** Its defaults. */
export const averageDefaults: Required<AverageOptions> = { warmUp: 0, stepPower: 0, ratePower: 2 };

/** @throws {RangeError} If one is out of its range. */
export function checkAverage(
  name: string,
  { warmUp, stepPower, ratePower }: Required<AverageOptions>,
): void {
  const isWhole = (value: number) => Number.isInteger(value) && value >= 0;
  checkOption(name, "warmUp", warmUp, isWhole, "a whole number of steps, 0 or more. Try 100");
  for (const [option, value] of Object.entries({ stepPower, ratePower })) {
    checkOption(name, option, value, (power) => power >= 0 && power < Infinity, "0 or more. Try 2");
  }
}

/** The step's learning rate, its share c = q / Q with q = t^r M^p for the largest rate M so far, and what the next step has to know. */
export function averageShare(
  options: Required<AverageOptions> & { learningRate: number },
  t: number,
  { sum, largest }: { [name: string]: Num | undefined },
): { rate: number; share: number; sum: number; largest: number } {
  const { learningRate, warmUp, stepPower, ratePower } = options;
  const rate = learningRate * Math.min(1, t / Math.max(warmUp, 1));
  const most = Math.max(rate, numberOf(largest));
  const weight = t ** stepPower * most ** ratePower;
  const total = numberOf(sum) + weight;
  return { rate, share: weight / total, sum: total, largest: most };
}

function numberOf(value: Num | undefined): number {
  if (typeof value === "number" || value === undefined) return value ?? 0;
  // The host made it, from numbers of its own: it is there without a readback.
  return value.dataSync()[0];
}
