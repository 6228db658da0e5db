/** What a fair race was. */
export interface FairRecord {
  /** Each optimizer's budget, in seconds. */
  seconds: number;
  /** The learning rates tried. */
  grid: number[];
  /** The one chosen, by label. */
  chosen: Record<string, number>;
}
