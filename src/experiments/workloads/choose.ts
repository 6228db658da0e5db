/**
 * Which workloads are meant, and what their targets are.
 *
 * @module
 */
import { closestString } from "../../deps/text.ts";
import { catalog, type LearningWorkload } from "./catalog.ts";
import type { WorkloadsRecord } from "./record.ts";
import { type Targets, targetsOf } from "./scores.ts";
import targets from "./targets.json" with { type: "json" };

/** A workload that is not there, or not as one has to be. */
export class WorkloadError extends Error {
  override readonly name = "WorkloadError";
}

/**
 * Workloads by their names, or by a module whose default export is one.
 *
 * @throws {WorkloadError} If there is none.
 */
export async function chosenWorkloads(names?: readonly string[]): Promise<LearningWorkload[]> {
  if (names === undefined) return [...catalog];
  const chosen: LearningWorkload[] = [];
  for (const name of names) {
    const known = catalog.find((workload) => workload.name === name);
    if (known) chosen.push(known);
    else if (/\.[jt]s$/.test(name)) chosen.push(await ownWorkload(name));
    else {
      const all = catalog.map((workload) => workload.name);
      throw new WorkloadError(
        `Unknown workload "${name}". Did you mean ${closestString(name, all)}? There are ${
          all.join(", ")
        }, and modules of your own (./mine.ts).`,
      );
    }
  }
  return chosen;
}

/** A module's default export, looked at. */
async function ownWorkload(path: string): Promise<LearningWorkload> {
  const refuse = (why: string) => new WorkloadError(`Cannot use the workload "${path}": ${why}.`);
  let found: Partial<LearningWorkload> | undefined;
  try {
    const address = new URL(path, `file://${Deno.cwd()}/`);
    found = (await import(address.href)).default;
  } catch (error) {
    throw refuse(`it cannot be loaded (${error instanceof Error ? error.message : error})`);
  }
  if (typeof found !== "object" || found === null) throw refuse("it has no default export");
  const expected: [keyof LearningWorkload, boolean, string][] = [
    ["name", typeof found.name === "string" && found.name !== "", "a name"],
    ["about", typeof found.about === "string", "a few words"],
    ["data", typeof found.data === "function", "a function that gives { columns, classes, rows }"],
    [
      "hidden",
      Array.isArray(found.hidden) && found.hidden.every((n) => Number.isInteger(n) && n > 0),
      "a list of units",
    ],
    ["activation", ["relu", "tanh"].includes(found.activation ?? ""), '"relu" or "tanh"'],
    [
      "loss",
      ["softmax", "sigmoid", "squared"].includes(found.loss ?? ""),
      '"softmax", "sigmoid" or "squared"',
    ],
    ["passes", Number(found.passes) > 0, "a number above 0"],
    ["metric", typeof found.metric === "string", "what the metric is called"],
    [
      "batch",
      found.batch === undefined || Number.isInteger(found.batch) && found.batch > 0,
      "a whole number above 0, or nothing",
    ],
  ];
  const wrong = expected.find(([, right]) => !right);
  if (wrong) throw refuse(`its ${wrong[0]} must be ${wrong[2]}`);
  return found as LearningWorkload;
}

/** The targets that are known: those of the repository, and of other workloads those that the record's own baselines set. */
export function knownTargets({ trials, budgets }: WorkloadsRecord): Targets {
  return { ...targetsOf(trials, budgets), ...targets };
}
