/**
 * Who trains: tfjs's own kernels, this suite's beneath `model.fit`, `trainer`, and PyTorch in each of its thread settings.
 *
 * @module
 */
import { useBackend } from "../../src/backend/backend.ts";
import { trainer } from "../../src/optimizers/training/trainer.ts";
import { PeerProcess } from "../peers/process.ts";
import { type Network, type OptimizerName, optimizers, rowsFor, rowsOf } from "./works.ts";

/** A network, a batch and an optimizer. */
export interface Work {
  network: Network;
  batch: number;
  optimizer: OptimizerName;
}

/** Someone who trains one work: milliseconds a step over some epochs, or undefined if it cannot. */
export interface Contender {
  name: string;
  /** One turn of about this many milliseconds. */
  turn(milliseconds: number): Promise<number | undefined>;
}

/** Fits until the time has passed. */
async function timed(
  fit: () => Promise<unknown>,
  steps: number,
  milliseconds: number,
): Promise<number> {
  const begin = performance.now();
  let fits = 0;
  while (performance.now() - begin < milliseconds) {
    await fit();
    fits++;
  }
  return (performance.now() - begin) / (fits * steps);
}

/** Those in this process; the first turn of each is the warm-up. */
export function ownContenders(work: Work): { contenders: Contender[]; dispose(): void } {
  const { network, batch, optimizer } = work;
  const rows = rowsFor(batch);
  const { x, y } = rowsOf(network, rows);
  const options = (epochs: number) => ({ batchSize: batch, epochs, verbose: 0 });
  const fit = (epochs: number) => {
    const model = network.make();
    model.compile({ optimizer: optimizers[optimizer](), loss: "categoricalCrossentropy" });
    return () => model.fit(x, y, options(epochs));
  };
  const contender = (
    name: string,
    accelerates: boolean,
    epochs: number,
    make: (epochs: number) => () => Promise<unknown> = fit,
  ): Contender => {
    const train = make(epochs);
    return {
      name,
      async turn(milliseconds) {
        await useBackend("wasm", { accelerates });
        try {
          return await timed(train, epochs * Math.ceil(rows / batch), milliseconds);
        } catch (error) {
          const isMissing = error instanceof Error &&
            /not registered|no gradient/i.test(error.message);
          if (!isMissing) throw error;
        }
      },
    };
  };
  const contenders = [contender("tfjs wasm", false, 1), contender("fit", true, 2)];
  if (network.isChain) {
    const trains = trainer(network.make(), {
      ...{ optimizer: optimizers[optimizer](), loss: "softmaxCrossEntropy" },
    });
    contenders.push(
      contender("trainer", true, 4, (epochs) => () => trains.fit(x, y, options(epochs))),
    );
  }
  return {
    contenders,
    dispose() {
      x.dispose();
      y.dispose();
    },
  };
}

/** PyTorch in one setting of its threads and OpenBLAS's. */
export interface Torch {
  setting: string;
  process: PeerProcess;
}

/** Starts PyTorch once a setting; none if it is not installed. */
export async function startTorch(python: string): Promise<Torch[]> {
  const file = new URL("torch_steps.py", import.meta.url).pathname;
  const started: Torch[] = [];
  for (const [own, blas] of [[1, 1], [1, 2], [2, 1], [2, 2]]) {
    try {
      const env = { OPENBLAS_NUM_THREADS: `${blas}`, OMP_NUM_THREADS: `${own}` };
      const process = await PeerProcess.start(python, [file, `${own}`], env);
      started.push({ setting: `${own} threads, OpenBLAS ${blas}`, process });
    } catch (error) {
      console.log(`Left out: ${error instanceof Error ? error.message : error}`);
      break;
    }
  }
  return started;
}

/** PyTorch as a contender. */
export function torchContender(
  { setting, process }: Torch,
  { network, batch, optimizer }: Work,
): Contender {
  const work = { key: network.key, optimizer, batch, rows: rowsFor(batch) };
  return {
    name: `PyTorch (${setting})`,
    async turn(milliseconds) {
      const answer = await process.ask<unknown, { milliseconds: number }>({
        ...work,
        milliseconds,
      });
      return answer.milliseconds;
    },
  };
}
