/**
 * Each kernel as a share of the roof that binds it: the time that its operations, or its bytes, would take at the roof,
 * whichever is more, over the time that it takes.
 *
 * @module
 */
import { table } from "../../src/process/cli.ts";
import { startThreads, stopThreads } from "../../src/kernels/threads/threads.ts";
import { quiet, summary } from "../peers/measure.ts";
import { timeRepeats } from "../peers/process.ts";
import { type Roof, RoofMeter } from "./roof.ts";
import { type Subject, subjects } from "./subjects.ts";

/** A kernel against the roof, on a number of threads. */
export interface Share {
  kernel: string;
  threads: number;
  milliseconds: number;
  /** 10^9 operations a second. */
  gigaflops: number;
  /** 10^9 bytes of data read a second. */
  gigabytes: number;
  /** The machine's, measured in the same rounds. */
  roof: Roof;
  /** Which roof binds. */
  bound: "multiply-add" | "read";
  /** The median over the rounds. */
  share: number;
}

/** Rounds of roof and kernels in turns, on one thread and on all. */
export async function measureShares(rounds: number, rows: number): Promise<Share[]> {
  const most = navigator.hardwareConcurrency;
  const meter = await RoofMeter.start(most);
  const shares: Share[] = [];
  for (const make of subjects(rows)) {
    const { subjects, dispose } = make();
    for (const threads of new Set([1, most])) {
      stopThreads();
      await startThreads(threads);
      for (const subject of subjects) {
        shares.push(await shareOf(subject, meter, threads, rounds));
      }
    }
    dispose();
  }
  await meter.end();
  return shares;
}

async function shareOf(
  { kernel, operations, bytes, run }: Subject,
  meter: RoofMeter,
  threads: number,
  rounds: number,
): Promise<Share> {
  const times: number[] = [], roofs: Roof[] = [], shares: number[] = [];
  const atRoof = (roof: Roof) => [operations / roof.gigaflops, bytes / roof.gigabytes];
  for (let round = 0; round < rounds; round++) {
    await quiet();
    roofs.push(await meter.measure(threads));
    const { milliseconds } = await timeRepeats(run, 100);
    times.push(milliseconds);
    shares.push(Math.max(...atRoof(roofs[round])) / (milliseconds * 1e6));
  }
  const milliseconds = summary(times).median;
  const roof = {
    threads,
    gigaflops: summary(roofs.map(({ gigaflops }) => gigaflops)).median,
    gigabytes: summary(roofs.map(({ gigabytes }) => gigabytes)).median,
  };
  const [multiplying, reading] = atRoof(roof);
  return {
    ...{ kernel, threads, milliseconds, roof },
    gigaflops: operations / milliseconds / 1e6,
    gigabytes: bytes / milliseconds / 1e6,
    bound: multiplying > reading ? "multiply-add" : "read",
    share: summary(shares).median,
  };
}

/** The shares as a table. */
export function shareTable(shares: Share[]): string {
  const head = ["kernel", "threads", "ms", "GFLOP/s", "of", "GB/s", "of", "bound by", "share"];
  const rows = shares.map(({ kernel, threads, milliseconds, roof, bound, share, ...rest }) => [
    kernel,
    threads,
    milliseconds.toFixed(3),
    rest.gigaflops.toFixed(1),
    roof.gigaflops.toFixed(1),
    rest.gigabytes.toFixed(1),
    roof.gigabytes.toFixed(1),
    bound,
    share.toFixed(2),
  ]);
  return table(head, rows);
}
