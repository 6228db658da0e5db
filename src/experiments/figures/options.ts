import type { PlanChanges } from "./plan.ts";
import type { FigureData } from "../../records/data.ts";
import type { FigureStore } from "./store.ts";

/** How figures are made. */
export interface MakeOptions {
  store: FigureStore;
  /** A choice of {@linkcode useBackend}. */
  backend: string;
  changes: PlanChanges;
  /** Run everything again, whatever is there. */
  fresh: boolean;
  /** Ends the work; runs that are finished are kept. */
  signal?: AbortSignal;
  /** Called when races are about to run, with the backend and why it was taken. */
  onBackend?: (reason: string) => void;
  /** Called when something begins, with its name. */
  onTask?: (task: string) => void;
  /** Called with the units of work that were done; a figure's sum is {@linkcode workOf}'s. */
  onWork?: (units: number) => void;
}

/** What became of a figure. */
export interface Made {
  name: string;
  /** None if it was interrupted before its first run was finished. */
  data?: FigureData;
  /** computed: run now, wholly or in part; kept: it was there; drawn: only drawn; unfinished: interrupted, with the runs it has. */
  outcome: "computed" | "kept" | "drawn" | "unfinished";
}
