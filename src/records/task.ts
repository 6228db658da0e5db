/** What was trained, as the figures' data record it. */
export interface TaskDescription {
  rows: number;
  columns: number;
  /** The post's n_layers: Linear(units, units) modules between the first and the last. */
  hiddenLayers: number;
  /** 0: a single Linear(columns, 1). */
  hiddenUnits: number;
  activation: "none" | "relu";
  /** Of data and start; a race over several seeds lists them all. */
  seeds: { data: number; start: number; list?: number[] };
}

/** A task as the figures' data record it. */
export interface TaskRecord extends TaskDescription {
  /** Null if there is none (Newton alone). */
  learningRate: number | null;
  /** By label; empty if only the seconds are limited. */
  iterations: Record<string, number>;
}
