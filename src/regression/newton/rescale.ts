/**
 * A second look where the first scan's sums overflow or vanish: its ranges tell by what to scale.
 *
 * @module
 */
import type { Model, Scaling } from "../model/model.ts";
import { largestValue, leastNormal, powerOfTwo } from "../model/powers.ts";
import type { MomentsAnswer, Range } from "../model/questions.ts";

/** Mean squares of scaled columns between these leave room for products, and digits in them. */
const [least, most] = [2 ** -600, 2 ** 600];

/**
 * The scaling with which the first scan is to be repeated, or undefined if its sums can be trusted. Columns whose few first rows
 * were unlike the others, by a factor of 1e90 or more, are scaled by a power of two of about their largest value.
 */
export function rescaled(
  { columns, inputs, family }: Model,
  guess: Scaling,
  answer: MomentsAnswer,
): Scaling | undefined {
  const { totals, gram } = answer;
  const usable = ({ low, high }: Range, input: number) =>
    // Of a category there is no range.
    inputs[input]?.levels !== undefined ||
    Math.max(Math.abs(low), Math.abs(high)) <= largestValue;
  // What cannot be fitted at any scale is refused later.
  if (answer.used === 0 || ![...answer.inputs, answer.target].every(usable)) return undefined;
  let repeat = false;
  const scaleOf = (sum: number, { low, high }: Range, shift: number, scale: number) => {
    const meanSquare = sum / totals.weight;
    const size = Math.max(Math.abs(low - shift), Math.abs(high - shift));
    if (size === 0 || (meanSquare > least && meanSquare < most)) return scale;
    const better = Math.max(leastNormal, powerOfTwo(size));
    repeat ||= better !== scale;
    return better;
  };
  const scale = columns.map(({ input, level }, j) =>
    input === undefined || level !== undefined ? guess.scale[j] : scaleOf(
      gram[j * (j + 1) / 2 + j],
      answer.inputs[input],
      guess.shift[j],
      guess.scale[j],
    )
  );
  const targetScale = family.isLinear
    ? scaleOf(totals.square, answer.target, guess.targetShift, guess.targetScale)
    : guess.targetScale;
  return repeat ? { ...guess, scale, targetScale } : undefined;
}
