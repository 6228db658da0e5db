/**
 * A first guess of means and spreads of rows in memory.
 *
 * @module
 */
import type { ArrayData } from "./array_data.ts";
import type { Model, Scaling } from "./model.ts";
import { guess } from "./prepare.ts";

/** A column whose mean is further from 0, in standard deviations, is centred before products are summed. */
const mostOffCentre = 100;

const peekRows = 1000;

/** Of the first rows; and whether every column is so near 0 that raw products lose few digits. */
export function guessArrays(
  data: ArrayData,
  { columns, intercept, family }: Model,
): { scaling: Scaling; nearCentre: boolean } {
  const peek = Array.from({ length: Math.min(peekRows, data.rows) }, (_, row) => row);
  const of = (values: ArrayLike<number>, stride: number, offset: number) =>
    guess(peek.map((row) => values[row * stride + offset]).filter(Number.isFinite), intercept);
  const guesses = columns.map(({ input }) =>
    input === undefined ? { shift: 0, scale: 1 } : of(data.x, data.inputs, input)
  );
  const target = family.name === "linear" ? of(data.y, 1, 0) : { shift: 0, scale: 1 };
  return {
    scaling: {
      shift: guesses.map(({ shift }) => shift),
      scale: guesses.map(({ scale }) => scale),
      targetShift: target.shift,
      targetScale: target.scale,
    },
    nearCentre: [...guesses, target].every(({ shift, scale }) =>
      Math.abs(shift) < mostOffCentre * scale
    ),
  };
}
