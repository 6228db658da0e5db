/**
 * What a schedule is, and its checks.
 *
 * @module
 */
import { checkOption, isCount, isPositive } from "../options.ts";

/** A learning rate for each step 0, 1, 2, ...: plain data, so that it serialises with its optimizer. */
export type Schedule =
  | { kind: "constant"; rate: number }
  | { kind: "steps"; rate: number; factor: number; every: number }
  | { kind: "exponential"; rate: number; factor: number; every: number }
  | { kind: "linear"; from: number; to: number; over: number }
  | { kind: "cosine"; from: number; to: number; over: number }
  | { kind: "cosineRestarts"; from: number; to: number; over: number; growth: number }
  | { kind: "oneCycle"; peak: number; over: number; rise: number; divisor: number; end: number }
  | { kind: "piecewise"; rates: number[]; at: number[] }
  | { kind: "warmUp"; over: number; then: Schedule };

/** @throws {RangeError} If one is no positive number. */
export function checkRates(rates: Record<string, number>): void {
  for (const [name, rate] of Object.entries(rates)) {
    checkOption("the schedule", name, rate, isPositive, "a number above 0. Try 0.1");
  }
}

/** @throws {RangeError} If it is negative. */
export function checkFloor(to: number): void {
  checkOption("the schedule", "to", to, (r) => r === 0 || isPositive(r), "0 or more. Try 0");
}

/** @throws {RangeError} If it is no positive whole number. */
export function checkSteps(name: string, steps: number): void {
  checkOption("the schedule", name, steps, isCount, "a whole number of steps above 0. Try 1000");
}
