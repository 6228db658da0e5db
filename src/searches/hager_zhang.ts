/**
 * Hager and Zhang's search, which slopes guide: it finds a minimum to full precision where values are blurred by rounding.
 *
 * @module
 */
import { satisfiesApproximateWolfe, satisfiesWolfe } from "./conditions.ts";
import { secant } from "./interpolation.ts";
import {
  checkBetween,
  checkCount,
  checkObject,
  lowest,
  type PhiQuestion,
  type Sample,
  type Search,
  type Searching,
} from "./search.ts";

/** What {@linkcode hagerZhang} takes; each has the paper's default. */
export interface HagerZhangOptions {
  /** The share of the promised fall that a step must bring. Default 0.1. */
  delta?: number;
  /** How much of the start's slope may be left. Default 0.9. */
  sigma?: number;
  /** How far above the start a value may be and still count as rounding: this times |phi(0)|. Default 1e-6. */
  epsilon?: number;
  /** At most this many samples. Default 50. */
  maxSamples?: number;
}

/**
 * What a bracket must shrink by in a round, else it is halved (gamma), and how much each step of the first search
 * grows (rho).
 */
const gamma = 0.66;
const rho = 5;

/** Samples on both sides of a minimum; of one point if that is accepted. */
type Bracket = [Sample, Sample];

/**
 * Brackets a step that satisfies the Wolfe or the approximate Wolfe conditions, then closes in on it by secants.
 * If no step does in time, the lowest seen. A sample that is not finite counts as too far. Costs a gradient a
 * sample.
 * Source: Hager and Zhang (2005), "A new conjugate gradient method with guaranteed descent and an efficient line
 * search", SIAM J. Optim. 16(1), section 4; names as there (B0 to B3, U0 to U3, S1 to S4, L0 to L3).
 *
 * @example Along a parabola, from a first step of 1
 * ```ts
 * import { searches } from "./mod.ts";
 *
 * const phi = ({ step }: { step: number }) => ({ step, value: (step - 3) ** 2, slope: 2 * (step - 3) });
 * const searching = searches.hagerZhang({ sigma: 0.5 })({ start: phi({ step: 0 }), first: 1 });
 * console.log(searches.search(searching, phi).value < 9); // true
 * ```
 */
export function hagerZhang(options: HagerZhangOptions = {}): Search {
  checkObject("hagerZhang", options);
  const { delta = 0.1, sigma = 0.9, epsilon = 1e-6, maxSamples = 50 } = options;
  checkBetween("hagerZhang", { delta }, [0, 0.5]);
  checkBetween("hagerZhang", { sigma }, [delta, 1]);
  checkCount("hagerZhang", { maxSamples });

  return function* ({ start, first }): Searching {
    const error = epsilon * Math.abs(start.value);
    const seen = [start];

    const isAccepted = (sample: Sample) =>
      seen.length > maxSamples || satisfiesWolfe(start, sample, delta, sigma) ||
      satisfiesApproximateWolfe(start, sample, { delta, sigma, error });
    const isRising = (sample: Sample) => sample.slope >= 0;
    const isLow = (sample: Sample) => sample.value <= start.value + error;

    function* sampleAt(step: number): Searching {
      const sample = yield { step, slope: true };
      seen.push(sample);
      return sample;
    }

    /** B0 to B3. */
    function* bracket(): Generator<PhiQuestion, Bracket, Sample> {
      let low = start;
      for (let step = first;; step *= rho) {
        const c = yield* sampleAt(step);
        if (isAccepted(c)) return [c, c];
        if (isRising(c)) return [low, c];
        if (!isLow(c)) return yield* bisect(start, c);
        low = c;
      }
    }

    /** U3: between a, low and falling, and b, too high: halve until the slope rises. */
    function* bisect(a: Sample, b: Sample): Generator<PhiQuestion, Bracket, Sample> {
      while (true) {
        const d = yield* sampleAt((a.step + b.step) / 2);
        if (isAccepted(d)) return [d, d];
        if (isRising(d)) return [a, d];
        if (isLow(d)) a = d;
        else b = d;
      }
    }

    /** U0 to U3. */
    function* update([a, b]: Bracket, step: number): Generator<PhiQuestion, Bracket, Sample> {
      if (!(a.step < step && step < b.step)) return [a, b];
      const c = yield* sampleAt(step);
      if (isAccepted(c)) return [c, c];
      if (isRising(c)) return [a, c];
      return isLow(c) ? [c, b] : yield* bisect(a, c);
    }

    /** S1 to S4. */
    function* doubleSecant([a, b]: Bracket): Generator<PhiQuestion, Bracket, Sample> {
      const c = secant(a, b);
      const [lower, upper] = yield* update([a, b], c);
      if (upper.step === c && lower !== upper) {
        return yield* update([lower, upper], secant(b, upper));
      }
      if (lower.step === c && lower !== upper) {
        return yield* update([lower, upper], secant(a, lower));
      }
      return [lower, upper];
    }

    let [a, b] = yield* bracket();
    while (a !== b) {
      const width = b.step - a.step;
      [a, b] = yield* doubleSecant([a, b]);
      if (a !== b && b.step - a.step > gamma * width) {
        [a, b] = yield* update([a, b], (a.step + b.step) / 2);
      }
      if (b.step - a.step === width) break;
    }
    const isFound = seen.length <= maxSamples && a === b;
    return isFound ? a : lowest(seen);
  };
}
