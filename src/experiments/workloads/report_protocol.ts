/**
 * What the workloads said, and how they were measured, in words.
 *
 * @module
 */
import { fashionRows, type LearningWorkload } from "./catalog.ts";
import { baselines, firstOrder, moreDescent } from "./contestants.ts";
import type { Answer } from "./answers.ts";
import type { WorkloadsRecord } from "./record.ts";
import { tuned } from "./trials.ts";

/** How it was measured. */
export function protocol({ trials }: WorkloadsRecord, ran: readonly LearningWorkload[]): string[] {
  const list = (values: Iterable<string | number>) =>
    new Intl.ListFormat("en").format([...new Set(values)].map(String));
  const seedsOf = (name: string) =>
    new Set(trials.filter((t) => t.workload === name).map((t) => t.seed)).size;
  const counts = Map.groupBy(ran, ({ name }) => seedsOf(name));
  const seeds = [...counts].map(([count, group]) =>
    `${count} on ${list(group.map(({ name }) => name))}`
  ).join("; ");
  return [
    "## How it was measured",
    "",
    `- **Target**: the metric of the rows held out that the best of ${
      list(baselines)
    }, each at its best learning rate of the grid, has come to after three quarters of the budget, in the median of its seeds. A quarter of a table's rows is held out, the same for every seed; of Fashion-MNIST, the 10,000 test images, and the first ${
      fashionRows.toLocaleString("en")
    } of 60,000 are trained on.`,
    "- **Cost**: forward passes over all rows, of which a gradient is three, a fixed price; and seconds of the steps alone, without the looks at rows held out.",
    `- **Self-tuning**: every optimizer at one fixed setting, its own default (learning rates: ${
      Object.entries({ ...firstOrder, ...moreDescent }).filter(([, rate]) => rate !== undefined)
        .map(([name, rate]) => `${name} ${rate}`).join(", ")
    }).`,
    `- **Tuned**: the learning rate of ${
      list(tuned.grid)
    } whose rows held out came lowest from the first seed; nothing else is tuned.`,
    `- **Seeds** decide the start (PyTorch's default) and the order of the mini-batches: ${seeds}. No learning rate is scheduled, and nothing decays.`,
    "- On mini-batches LBFGS, CG, NEWTONCG and ARMIJO compare gradients of one batch, and SN has one past step and one rate for all layers.",
    "- Best metrics of rows held out are minima over the looks at them, for every optimizer alike.",
    "",
  ];
}

/** The first sentence. */
export function verdict(passes: Answer[], seconds: Answer[]): string {
  if (passes.length === 0) {
    return `No target is known for what ran: it is what the best of ${
      baselines.join(", ")
    } on the tuned track has come to. Run these on the same workloads too.`;
  }
  const pays = passes.filter(({ ratio }) => ratio < 1).map(({ workload }) => workload);
  const not = passes.filter(({ ratio }) => ratio >= 1).map(({ workload }) => workload);
  const list = (names: string[]) => names.length === 0 ? "none" : names.join(", ");
  const neither = passes.filter(({ ratio }) => Number.isNaN(ratio)).map(({ workload }) => workload);
  const inSeconds = seconds.filter(({ ratio }) => ratio < 1).length;
  return [
    `Taking more out of each gradient reached the target in fewer forward passes than the best first-order optimizer on ${pays.length} of ${passes.length} workloads (${
      list(pays)
    }), and in more, or never, on ${not.length} (${list(not)})`,
    ...neither.length > 0 ? [`neither came there on ${list(neither)}`] : [],
    `in seconds it was ahead on ${inSeconds}.`,
  ].join("; ");
}
