/**
 * What a training step costs on wasm: by tfjs's own kernels, by this suite's beneath the same `model.fit`, by `trainer`, and in PyTorch in its best thread
 * setting; whole epochs, in turns. Networks, losses and optimizers are tfjs's.
 *
 *     deno task bench:networks --rounds 9
 *
 * @module
 */
import { useBackend } from "../../src/backend/backend.ts";
import { quantile } from "../../src/deps/statistics.ts";
import { Command } from "../../src/deps/command.ts";
import { list, runScript, table, wholeNumber } from "../../src/process/cli.ts";
import { readIfThere, writeWhole } from "../../src/process/files.ts";
import { environment } from "../../src/race/environment.ts";
import { drawPeers } from "../peers/chart.ts";
import type { Measurement, PeerTimes, Times } from "../peers/measure.ts";
import { ownContenders, startTorch, type Torch, torchContender, type Work } from "./contenders.ts";
import { networks, type OptimizerName, optimizers } from "./works.ts";

const command = new Command("bench:networks")
  .description("Time training steps here, in plain TensorFlow.js and in PyTorch.")
  .option("--python <command>", "a Python that has PyTorch", "/usr/bin/python3")
  .option("--rounds <count>", "how often each takes its turn", wholeNumber(1), 9)
  .option("--milliseconds <count>", "of a turn", wholeNumber(1), 300)
  .option(
    "--only <words>",
    "networks whose name has one of these, with commas between them; the file's other rows stay",
    list,
  )
  .option("--out <file>", "where the JSON goes", "bench/results/networks.json")
  .option("--svg <file>", "where the chart goes", "docs/networks.svg")
  .option("--redraw", "only draw the chart again, from the JSON", false);

/** A contender's times of one work. */
type Timed = Record<string, number[]>;

await runScript(async () => {
  const options = command.parse(Deno.args, { from: "user" }).opts();
  const { rounds, milliseconds, only, out, svg } = options;
  const earlier = await readIfThere(out);
  if (options.redraw) {
    if (!earlier) throw new Error(`Cannot draw: there is no "${out}". Measure first.`);
    await writeWhole(svg, drawPeers(JSON.parse(earlier).results) + "\n");
    return console.log(`Wrote ${svg}.`);
  }
  const where = await environment(await useBackend("wasm"));
  const torch = await startTorch(options.python);
  const version = torch[0]?.process.introduction.versions.PyTorch ?? null;
  const kept: Measurement[] = only && earlier ? JSON.parse(earlier).results : [];
  const results: Measurement[] = [];
  for (const work of worksOf(only)) {
    const times = await takeTurns(work, torch, rounds, milliseconds);
    const found = measurements(work, times, rounds);
    results.push(...found);
    console.log(line(found));
  }
  for (const { process } of torch) await process.end();
  console.log(resultTable(results));
  const isNew = ({ name }: Measurement) => results.some((result) => result.name === name);
  const place = ({ name }: Measurement) => networks.findIndex(({ short }) => name.includes(short));
  const all = [...kept.filter((result) => !isNew(result)), ...results]
    .toSorted((a, b) => place(a) - place(b));
  const found = { environment: where, versions: { PyTorch: version }, results: all };
  await writeWhole(out, JSON.stringify(found, null, 1) + "\n");
  await writeWhole(svg, drawPeers(all) + "\n");
  console.log(`Wrote ${out} and ${svg}.`);
});

function worksOf(only: string[] | undefined): Work[] {
  const wanted = networks.filter(({ name }) => !only || only.some((word) => name.includes(word)));
  if (wanted.length === 0) {
    throw new Error(`No network is called "${only}". Try --only 784,convnet.`);
  }
  return wanted.flatMap((network) =>
    network.batches.flatMap((batch) =>
      (Object.keys(optimizers) as OptimizerName[]).map((optimizer) => ({
        ...{ network, batch, optimizer },
      }))
    )
  );
}

/** Everyone's turns, of which the first does not count. */
async function takeTurns(
  work: Work,
  torch: Torch[],
  rounds: number,
  milliseconds: number,
): Promise<Timed> {
  const own = ownContenders(work);
  const all = [...own.contenders, ...torch.map((each) => torchContender(each, work))];
  const times: Timed = {};
  for (let round = 0; round <= rounds; round++) {
    for (const { name, turn } of all) {
      const time = await turn(milliseconds);
      if (round > 0 && time !== undefined) (times[name] ??= []).push(time);
    }
  }
  own.dispose();
  return times;
}

function timesOf(times: number[]): Times {
  const at = (share: number) => quantile(times.toSorted((a, b) => a - b), share);
  return { median: at(0.5), quartiles: [at(0.25), at(0.75)], times };
}

/** What `trainer` and `model.fit` took, each with its peers. */
function measurements(
  { network, batch, optimizer }: Work,
  times: Timed,
  rounds: number,
): Measurement[] {
  const settings = Object.keys(times).filter((name) => name.startsWith("PyTorch"));
  const best = settings.toSorted((a, b) => timesOf(times[a]).median - timesOf(times[b]).median)[0];
  return ["trainer", "fit"].filter((who) => times[who]).map((who) => {
    const ours = timesOf(times[who]);
    const peer = (name: string, key: string, others: string[]): PeerTimes => ({
      ...timesOf(times[key]),
      ...{ peer: name, target: null, ratio: timesOf(times[key]).median / ours.median },
      setting: key.match(/\((.*)\)/)?.[1] ?? "",
      others: Object.fromEntries(others.map((other) => [other, times[other]])),
    });
    return {
      name: `${who}: ${network.short}, ${optimizer}, ${batch} rows`,
      ...{ when: new Date().toISOString(), rounds, ours },
      peers: [
        ...(times["tfjs wasm"] ? [peer("tfjs wasm", "tfjs wasm", [])] : []),
        ...(best ? [peer("PyTorch", best, settings.filter((name) => name !== best))] : []),
      ],
    };
  });
}

/** As it is measured: a run takes minutes. */
function line(results: Measurement[]): string {
  return results.map(({ name, ours, peers }) =>
    `${name}: ${ours.median.toFixed(3)} ms${
      peers.map(({ peer, ratio }) => `, ${ratio.toFixed(2)} x ${peer}`).join("")
    }`
  ).join("\n");
}

function resultTable(results: Measurement[]): string {
  const rows = results.flatMap(({ name, ours, peers }) => {
    const said = ({ median, quartiles }: Times) =>
      `${median.toFixed(2)} (${quartiles.map((each) => each.toFixed(2)).join(" to ")})`;
    const cells = (peer: string) => {
      const found = peers.find((each) => each.peer === peer);
      return found ? [said(found), found.ratio.toFixed(2)] : ["cannot", ""];
    };
    return [[name, said(ours), ...cells("tfjs wasm"), ...cells("PyTorch")]];
  });
  const head = ["work", "ms here", "ms, tfjs's own", "times ours", "ms, PyTorch", "times ours"];
  return table(head, rows);
}
