/**
 * One iteration from the side: the loss along its gradient.
 *
 * @module
 */
import * as Plot from "../../src/deps/plot.ts";
import { gradientDots, palette, type Place, rings } from "../../src/drawings/concept_marks.ts";
import type { Slice } from "../workers/concept_calls.ts";
import { drawing, frame } from "./frame.ts";

/** Draws the loss against the step size, and where it was evaluated. */
export function drawSlice({ samples, points }: Slice, width: number): Element {
  const values = [...samples, ...points.map(({ value }) => [0, value] as const)]
    .map(([, value]) => value).filter(Number.isFinite);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.08 * (high - low) || 1;
  const { options } = frame(
    width,
    Math.round(Math.max(220, width * 0.4)),
    [[0, samples[samples.length - 1][0]], [low - room, high + room]],
    ["step size, in gradients", "loss"],
  );
  const of = (kind: string) =>
    points.filter((point) => point.kind === kind)
      .map(({ stepSize, value }): Place => [stepSize, value]);
  return drawing({
    ...options,
    clip: true,
    marks: [
      Plot.line(samples, { stroke: palette.grey, strokeWidth: 1.5 }),
      rings(of("step"), palette.blue),
      gradientDots(of("gradient"), palette.vermilion),
    ],
  });
}
