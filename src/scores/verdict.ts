/**
 * Which optimizer, for these data: who was first, in one sentence, and how the others did, as a table.
 *
 * @module
 */
import type { CostTable } from "./cost_table.ts";
import type { Run } from "../records/run.ts";
import { compare, share, type Standing, standingsOf } from "./standings.ts";
import type { CostToTarget } from "./target.ts";

/** What a race on a table says. */
export interface Verdict {
  /** The answer, and who got lowest. */
  sentence: string;
  table: CostTable;
}

/** The verdict of a race on a table, to a loss of the rows held out as {@linkcode standingsOf} has it. */
export function verdictOf(runs: Run[], reach?: number): Verdict {
  const standings = standingsOf(runs, reach);
  const goal = reach === undefined
    ? `${share * 100}% of the best improvement in validation loss`
    : `a validation loss of ${reach}`;
  return { sentence: sentenceOf(standings, goal), table: tableOf(standings) };
}

function sentenceOf(standings: Standing[], goal: string): string {
  const [first, second] = standings;
  if (first.cost.seconds === Infinity) {
    return `On this data no optimizer reached ${goal} in half of its runs; ${
      nameOf(first)
    } ended lowest.`;
  }
  if (first.cost.seconds === 0) {
    return `On this data ${goal} was there at the start: no optimizer had anything to learn. The lowest validation loss is ${
      lossOf(first.validation)
    }.`;
  }
  const over = first.runs > 1 ? `, medians of ${first.runs} seeds` : "";
  const next = !second
    ? ""
    : second.cost.seconds === Infinity
    ? "; no other did in half of its runs"
    : `; next was ${nameOf(second)} (${inWords(second.cost)})`;
  const lowest = standings.toSorted((a, b) => compare(a.validation, b.validation))[0];
  return `On this data, ${nameOf(first)} reached ${goal} first (${
    inWords(first.cost)
  }${over})${next}. ` +
    `The lowest validation loss, ${lossOf(lowest.validation)}, was ${nameOf(lowest)}'s.`;
}

function nameOf({ label, edition }: Standing): string {
  return edition === "published" ? label : `${label} (${edition})`;
}

function inWords({ seconds, gradients }: CostToTarget): string {
  const time = seconds < 1 ? `${short(1000 * seconds)} ms` : `${short(seconds)} s`;
  return `${time}, ${gradients} gradient${gradients === 1 ? "" : "s"}`;
}

/** Two digits are more than a time says. */
function short(value: number): string {
  return String(Number(value.toPrecision(2)));
}

function tableOf(standings: Standing[]): CostTable {
  return {
    head: [
      "optimizer",
      "edition",
      "learning rate",
      "runs",
      "last training loss",
      "lowest validation loss",
      "ms to target",
      "gradients",
      "forward passes",
      "missed",
    ],
    rows: standings.map((standing) => [
      standing.label,
      standing.edition,
      standing.learningRate === undefined ? "" : String(standing.learningRate),
      String(standing.runs),
      lossOf(standing.training),
      lossOf(standing.validation),
      shown(standing.cost.seconds * 1000, 2),
      shown(standing.cost.gradients, 0),
      shown(standing.cost.forwardPasses, 0),
      String(standing.missed),
    ]),
  };
}

function lossOf(loss: number): string {
  return loss === Infinity ? "diverged" : loss.toPrecision(4);
}

function shown(value: number, digits: number): string {
  return value === Infinity ? "never" : value.toFixed(digits);
}
