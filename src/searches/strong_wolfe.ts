/**
 * The strong Wolfe search: to a step that lowers phi enough, and where it is flat enough.
 *
 * @module
 */
import { fellEnough, isFiniteSample, satisfiesCurvature } from "./conditions.ts";
import { cubicMinimizer } from "./interpolation.ts";
import {
  checkBetween,
  checkCount,
  checkObject,
  type Line,
  type Sample,
  type Search,
  type Searching,
} from "./search.ts";

/** What {@linkcode strongWolfe} takes; each has a default. */
export interface StrongWolfeOptions {
  /** The share of the promised fall that a step must bring. Default 1e-4. */
  c1?: number;
  /**
   * How much of the start's slope may be left. Default 0.9; 0.1 is a careful search, as conjugate gradients want it.
   */
  c2?: number;
  /** At most this many samples. Default 25. */
  maxSamples?: number;
}

/** A bracket narrower than this part of its upper end cannot be told from a point. */
const narrow = 1e-12;

/**
 * Brackets a step that satisfies the strong Wolfe conditions (3.7), then zooms in on it by cubic interpolation. Where
 * no step does in time, the lowest seen. A sample that is not finite counts as too far. Costs a gradient a sample.
 * Source: Nocedal and Wright (2006), algorithms 3.5 and 3.6 with (3.59); the safeguards of the interpolation (between
 * 1 and 1000 % beyond the last step, and in the zoom a tenth of the bracket from its ends where it did so twice) are
 * Schmidt's minFunc's, which PyTorch has too.
 *
 * @example Along a parabola, from a first step of 1
 * ```ts
 * import { searches } from "./mod.ts";
 *
 * const phi = ({ step }: { step: number }) => ({ step, value: (step - 3) ** 2, slope: 2 * (step - 3) });
 * const searching = searches.strongWolfe({ c2: 0.5 })({ start: phi({ step: 0 }), first: 1 });
 * console.log(searches.search(searching, phi).value < 9); // true
 * ```
 */
export function strongWolfe(options: StrongWolfeOptions = {}): Search {
  checkObject("strongWolfe", options);
  const { c1 = 1e-4, c2 = 0.9, maxSamples = 25 } = options;
  checkBetween("strongWolfe", { c2 }, [0, 1]);
  checkBetween("strongWolfe", { c1 }, [0, c2]);
  checkCount("strongWolfe", { maxSamples });

  return function* (line): Searching {
    const { start, noise = 0 } = line;
    let [before, left] = [start, maxSamples];
    for (let step = line.first; left > 0; left--) {
      const sample: Sample = yield { step, slope: true };
      const tooFar = !fellEnough(line, sample, c1) || !isFiniteSample(sample) ||
        (before !== start && sample.value >= before.value + noise);
      if (tooFar) return yield* zoom(line, before, sample, left - 1);
      if (satisfiesCurvature(start, sample, c2)) return sample;
      if (sample.slope >= 0) return yield* zoom(line, sample, before, left - 1);
      const [least, most] = [step + 0.01 * (step - before.step), step * 10];
      step = within(cubicMinimizer(before, sample), least, most);
      before = sample;
    }
    return before;
  };

  /**
   * Between `low`, the lowest step yet that satisfies Armijo's condition, and `high`, on the side to which phi falls
   * from it.
   */
  function* zoom(line: Line, low: Sample, high: Sample, left: number): Searching {
    const { start, noise = 0 } = line;
    let stuck = false;
    for (; left > 0; left--) {
      const [a, b] = [Math.min(low.step, high.step), Math.max(low.step, high.step)];
      if (b - a <= narrow * b) break;
      let step = isFiniteSample(high)
        ? within(cubicMinimizer(low, high), a, b)
        : low.step + (high.step - low.step) / 10;
      const margin = 0.1 * (b - a);
      const nearEnd = Math.min(b - step, step - a) < margin;
      if (nearEnd && (stuck || step >= b || step <= a)) {
        step = b - step < step - a ? b - margin : a + margin;
        stuck = false;
      } else stuck = nearEnd;

      const sample: Sample = yield { step, slope: true };
      if (
        !fellEnough(line, sample, c1) || !isFiniteSample(sample) ||
        sample.value >= low.value + noise
      ) {
        high = sample;
        continue;
      }
      if (satisfiesCurvature(start, sample, c2)) return sample;
      if (sample.slope * (high.step - low.step) >= 0) high = low;
      low = sample;
    }
    // Within rounding of the start only a flat slope is worth a step.
    return low.value < start.value || satisfiesCurvature(start, low, c2) ? low : start;
  }
}

/** The value, no less than `least` and no more than `most`; the middle between them if it is NaN. */
function within(value: number, least: number, most: number): number {
  return Number.isNaN(value) ? (least + most) / 2 : Math.min(Math.max(value, least), most);
}
