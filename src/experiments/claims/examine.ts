/**
 * Run the evidence of the claims.
 *
 * @module
 */
import { useBackend } from "../../backend/backend.ts";
import { environment } from "../../race/environment.ts";
import { isRaceData, type RaceData } from "../../records/data.ts";
import { makeFigure } from "../figures/make.ts";
import { FigureStore } from "../figures/store.ts";
import { version } from "../../backend/version.ts";
import type { Evidence } from "./claim.ts";
import { claims } from "./claims.ts";
import type { Examined, Report } from "./report.ts";

/** How claims are examined. */
export interface ExamineOptions {
  /** Where the figures are, and go. */
  folder: string;
  /** A choice of {@linkcode useBackend}. */
  backend: string;
  /** Make the figures again, whatever is there. */
  fresh: boolean;
  signal: AbortSignal;
  /** Shrink every task to this many rows. */
  rows?: number;
  /** Of each optimizer. */
  iterations?: number;
  /** The Python that has scikit-learn. */
  python: string;
  onTask?: (task: string) => void;
}

/**
 * Examines claims, in the post's order; a figure is made once, whichever claims it serves.
 *
 * @param ids Which.
 */
export async function examineClaims(
  ids: readonly string[],
  options: ExamineOptions,
): Promise<Report> {
  const { rows, iterations, onTask } = options;
  const evidence: Evidence = {
    figure: figures(options),
    rows: (full) => Math.min(full, rows ?? full),
    python: options.python,
  };
  const examined: Examined[] = [];
  for (const { id, quote, test, examine } of claims) {
    if (!ids.includes(id)) continue;
    onTask?.(id);
    await useBackend(options.backend);
    examined.push({ id, quote, test, findings: await examine(evidence) });
  }
  const shrunk = [
    ...rows === undefined ? [] : [`at most ${rows} rows`],
    ...iterations === undefined ? [] : [`${iterations} iterations`],
  ].join(", ");
  return {
    project: version,
    environment: await environment(await useBackend(options.backend)),
    shrunk,
    claims: examined,
  };
}

function figures(options: ExamineOptions): Evidence["figure"] {
  const { folder, backend, fresh, signal, rows, iterations, onTask } = options;
  const store = new FigureStore(folder);
  const changes = {
    ...(rows !== undefined && { rows }),
    ...(iterations !== undefined && { iterations }),
  };
  const made = new Map<number, Promise<RaceData>>();
  const make = async (figure: number) => {
    const settings = { store, backend, changes, fresh, signal, onTask };
    const { data, outcome } = await makeFigure(figure, settings);
    if (!data || outcome === "unfinished" || !isRaceData(data)) {
      throw new Error(
        "Interrupted: the runs that are finished are on disk. Run it again to go on.",
      );
    }
    return data;
  };
  return (figure) => {
    const known = made.get(figure) ?? make(figure);
    made.set(figure, known);
    return known;
  };
}
