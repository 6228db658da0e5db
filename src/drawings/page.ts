/**
 * What a figure says of itself.
 *
 * @module
 */
import type { Run } from "../records/run.ts";

/** A figure that shows training runs. */
export interface RacePage {
  title: string;
  /** One sentence or two: what to see. Its numbers come from the runs. */
  caption(runs: Run[]): string;
  draw(title: string, caption: string, runs: Run[]): string;
}
