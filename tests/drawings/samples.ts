import type { ConceptData, RaceData } from "../../src/records/data.ts";
import type { Run } from "../../src/records/run.ts";

const environment = {
  deno: "2.9.6",
  tfjs: "4.22.0",
  backend: "wasm" as const,
  adapter: null,
  cpu: "a processor",
  threads: 1,
  started: "2020-04-10T12:00:00.000Z",
};

/** A run whose loss falls by a factor an iteration. */
export function run(label: string, factor: number, rest: Partial<Run> = {}): Run {
  const loss = Array.from({ length: 20 }, (_, i) => 10 * factor ** i);
  const counts = loss.map((_, i) => i + 1);
  const costs = { seconds: counts, gradients: counts, forwardPasses: counts };
  return { label, edition: "intended", loss, ...costs, ...rest };
}

/** Data of a race, with every part that it must have, and no other. */
export function raceSample(runs: Run[] = [run("KS_50_2", 0.5)]): RaceData {
  return {
    kind: "figure",
    figure: 9,
    title: "A title",
    project: "0.1.0",
    environment,
    task: {
      rows: 100,
      columns: 20,
      hiddenLayers: 5,
      hiddenUnits: 10,
      activation: "none",
      learningRate: 1e-3,
      iterations: { KS_50_2: 20 },
      seeds: { data: 0, start: 0 },
    },
    runs,
  };
}

/** Data of a concept figure, as far as the schema knows it. */
export function conceptSample(): ConceptData {
  const drawing = { function: "f(x) = x²", points: [{ at: [1] }, { at: [0] }] };
  const sample = {
    kind: "figure",
    figure: 1,
    title: "A title",
    project: "0.1.0",
    environment,
    drawing,
  };
  return sample as unknown as ConceptData;
}
