/**
 * Performance profiles: over many problems, how often is a solver within a factor of the best?
 *
 * Source: Dolan and Moré, "Benchmarking optimization software with performance profiles" (2002), equation 2.
 *
 * @module
 */

/** A point of a profile: the share of problems that the solver solved at no more than `factor` times the best's cost. */
export interface ProfilePoint {
  /** 1 or more. */
  factor: number;
  /** From 0 to 1. */
  share: number;
}

/**
 * A profile a solver: a step function, of which the points are the corners.
 *
 * @param costs By solver: what each problem cost it, Infinity if it failed. All lists are of the same problems.
 */
export function performanceProfiles(
  costs: ReadonlyMap<string, readonly number[]>,
): Map<string, ProfilePoint[]> {
  const lists = [...costs.values()];
  const problems = lists[0]?.length ?? 0;
  const best = Array.from(
    { length: problems },
    (_, p) => Math.min(...lists.map((list) => list[p])),
  );
  const profiles = [...costs].map(([solver, list]): [string, ProfilePoint[]] => {
    const ratios = list.map((cost, p) => cost === Infinity ? Infinity : cost / best[p]);
    const solved = ratios.filter(Number.isFinite).toSorted((a, b) => a - b);
    const corners = [...Map.groupBy(solved, (ratio) => ratio).keys()];
    const points = corners.map((factor) => ({
      factor,
      share: (solved.findLastIndex((ratio) => ratio <= factor) + 1) / problems,
    }));
    return [solver, points];
  });
  return new Map(profiles);
}
