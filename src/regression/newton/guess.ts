/**
 * First guesses of means and spreads.
 *
 * @module
 */
import type { Model, Scaling } from "../model/model.ts";
import { leastNormal, powerOfTwo } from "../model/powers.ts";

/** Of a few rows: a design whose columns are moved and scaled by them loses few digits in its sums. */
export function guessOf(
  { columns, family, intercept }: Model,
  inputs: ArrayLike<number>[],
  target: ArrayLike<number>,
): Scaling {
  const asIs = { shift: 0, scale: 1 };
  const guesses = columns.map(({ input, level }) =>
    input === undefined || level !== undefined ? asIs : guess(inputs[input], intercept)
  );
  const ofTarget = family.isLinear ? guess(target, intercept) : asIs;
  return {
    shift: guesses.map(({ shift }) => shift),
    scale: guesses.map(({ scale }) => scale),
    targetShift: ofTarget.shift,
    targetScale: ofTarget.scale,
  };
}

/** Mean and standard deviation; without an intercept, 0 and the root of the mean square. */
function guess(values: ArrayLike<number>, centred: boolean): { shift: number; scale: number } {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]));
  // Squares of the values themselves may overflow, or vanish.
  const unit = powerOfTwo(largest);
  const first = centred ? (values[0] ?? 0) / unit : 0;
  const mean = (of: (value: number) => number) => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += of(values[i] / unit) / values.length;
    return sum;
  };
  const shift = centred ? first + mean((value) => value - first) : 0;
  const scale = Math.sqrt(mean((value) => (value - shift) ** 2));
  const there = Number.isFinite(scale) && scale > 0 ? scale : Math.abs(first);
  return { shift: unit * shift, scale: there === 0 ? 1 : Math.max(leastNormal, unit * there) };
}
