/**
 * One piece of work here and at its peers, in turns, each peer in each of its settings.
 *
 * @module
 */
import { quantile } from "../../src/deps/statistics.ts";
import { type Answer, type PeerProcess, timeRepeats } from "./process.ts";
import type { Work } from "./work.ts";

/** Times of one side, in milliseconds. */
export interface Times {
  median: number;
  quartiles: [number, number];
  times: number[];
}

/** A peer at its best. */
export interface PeerTimes extends Times {
  peer: string;
  /** The setting with the least median. */
  setting: string;
  /** Its median over ours. */
  ratio: number;
  /** What the ratio is meant to be at least; null if nothing is said. */
  target: number | null;
  /** Times in its other settings. */
  others: Record<string, number[]>;
}

/** What one piece of work took. */
export interface Measurement {
  name: string;
  /** ISO 8601. */
  when: string;
  rounds: number;
  ours: Times;
  peers: PeerTimes[];
}

/** How long each is repeated before its time is taken. */
const repeatFor = 100;

/** Answers further apart than float32 explains. */
const tolerance = 1e-3;

/**
 * Times work in turns: here, then each peer in each setting, again and again.
 *
 * @param note Called where a peer's answer is not ours.
 */
export async function measure(
  work: Work,
  processes: PeerProcess[],
  rounds: number,
  note: (text: string) => void,
): Promise<Measurement> {
  const turns = Object.keys(work.peers).flatMap((peer) => {
    const process = processes.find(({ introduction }) => introduction.versions[peer]);
    return process?.introduction.settings.map((setting) => ({
      peer,
      setting,
      answers: [] as Answer[],
      ask: () => process.ask({ ask: work.ask, task: work.task, setting, milliseconds: repeatFor }),
    })) ?? [];
  });
  const here: Answer[] = [];
  for (let round = 0; round < rounds; round++) {
    await quiet();
    here.push(await timeRepeats(work.ours, repeatFor));
    for (const turn of turns) {
      await quiet();
      turn.answers.push(await turn.ask());
    }
  }
  for (const { peer, setting, answers } of turns) {
    if (differ(here[0].value, answers[0].value)) {
      note(`${work.name}: ${here[0].value} here, ${answers[0].value} in ${peer} (${setting}).`);
    }
  }
  const ours = timesOf(here);
  const peers = [...Map.groupBy(turns, ({ peer }) => peer)].map(([peer, settings]): PeerTimes => {
    const [best, ...others] = settings
      .map(({ setting, answers }) => ({ setting, ...timesOf(answers) }))
      .toSorted((a, b) => a.median - b.median);
    return {
      peer,
      ...best,
      ratio: best.median / ours.median,
      target: work.peers[peer],
      others: Object.fromEntries(others.map(({ setting, times }) => [setting, times])),
    };
  });
  return { name: work.name, when: new Date().toISOString(), rounds, ours, peers };
}

/** The median and the quartiles of some numbers. */
export function summary(values: number[]): Times {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, median, high] = [0.25, 0.5, 0.75].map((p) => quantile(sorted, p));
  return { median, quartiles: [low, high], times: values };
}

function timesOf(answers: Answer[]): Times {
  return summary(answers.map(({ milliseconds }) => milliseconds));
}

function differ(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && !(Math.abs(a - b) <= tolerance * Math.abs(b));
}

/** Threads that have just computed spin for a while, and would slow the other side. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 200));
}
