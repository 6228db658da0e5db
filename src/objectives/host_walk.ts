/**
 * A walk whose losses are numbers on the host.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { assignValues } from "../numeric/flat.ts";
import type { LineSearch } from "../searches/machines/line_search.ts";
import { searchOnHost } from "../searches/machines/on_host.ts";
import type { Walk, WalkOptions } from "./objective.ts";

/** Where a walk starts and where it goes, as vectors. */
export interface HostWalk {
  variables: readonly tf.Variable[];
  origin: Float32Array;
  along: Float32Array;
  /** The loss at origin - t along. */
  lossAt: (t: number) => number;
}

/** Asks a search how far to go along minus a direction, and moves the variables there. */
export function walkOnHost(
  { variables, origin, along, lossAt }: HostWalk,
  search: LineSearch,
  options: WalkOptions,
): Walk {
  // Losses are compared as the float32 numbers that they are everywhere else.
  const phi = (t: number) => Math.fround(lossAt(t));
  const start = {
    loss: options.loss ? options.loss.dataSync()[0] : phi(0),
    slope: options.slope?.dataSync()[0] ?? -along.reduce((sum, value) => sum + value * value, 0),
    lastStep: options.lastStep?.dataSync()[0] ?? 0,
  };
  const { step, loss } = searchOnHost(search, start, phi);
  const moved = step === 0 ? origin : origin.map((value, i) => value - step * along[i]);
  assignValues(variables, moved);
  return { step: tf.scalar(step), loss: tf.scalar(loss) };
}
