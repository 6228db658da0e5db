/**
 * "Your file": a regression and a race on a reader's own table.
 *
 * @module
 */
import type { Run } from "../../src/records/run.ts";
import { reportHtml } from "../draw/report.ts";
import { drawRaceChart, nameOf } from "../draw/race_chart.ts";
import { widthOf } from "../draw/frame.ts";
import { element } from "../controls.ts";
import type { Client } from "../workers/client.ts";
import type { TableCalls, TableInfo } from "../workers/table_calls.ts";
import { busy, failing } from "./failing.ts";
import { tableOf } from "../draw/table.ts";

/** Text of more values than this is no feature, unless it is chosen. */
const mostLevels = 20;

/** Ties the section. */
export function ownFileSection(client: Client<TableCalls>): void {
  const [says, chosen, report, chart, costs, drop] = [
    ...["says", "chosen", "report", "chart", "costs", "drop"],
  ].map((part) => element(`#own-${part}`));
  const input = element<HTMLInputElement>("#own-input");
  const [target, family] = ["target", "family"]
    .map((part) => element<HTMLSelectElement>(`#own-${part}`));
  const features = element<HTMLFieldSetElement>("#own-features");
  const formula = element<HTMLInputElement>("#own-formula");
  const [fit, race] = ["fit", "race"]
    .map((part) => element<HTMLButtonElement>(`#own-${part}`));
  const stop = element<HTMLButtonElement>("#own-stop");
  let stopping: AbortController | undefined;
  stop.addEventListener("click", () => stopping?.abort());
  let info: TableInfo | undefined;

  const read = (file: File) =>
    failing(says, async () => {
      says.textContent = `Reading ${file.name}…`;
      info = await client.ask("read", file);
      says.textContent = [
        `${info.name}: ${info.rows.toLocaleString("en")} rows of ${info.columns.length} columns.`,
        ...info.notes,
      ].join(" ");
      target.replaceChildren(...info.columns.map(({ name }) => new Option(name)));
      const numbers = info.columns.filter(({ kind }) => kind === "number");
      target.value = (numbers.at(-1) ?? info.columns.at(-1)!).name;
      report.replaceChildren();
      chart.replaceChildren();
      costs.replaceChildren();
      chosen.hidden = false;
      formula.value = "";
      list();
    });
  const list = () => {
    const others = info!.columns.filter(({ name }) => name !== target.value);
    features.replaceChildren(
      features.querySelector("legend")!,
      ...others.map(({ name, kind, missing, levels = 0 }) => {
        const label = document.createElement("label");
        const box = document.createElement("input");
        [box.type, box.value] = ["checkbox", name];
        box.checked = kind !== "date" && levels <= mostLevels;
        const more = [
          ...kind === "text" ? [`${levels} levels`] : kind === "number" ? [] : [kind],
          ...missing > 0 ? [`${missing} missing`] : [],
        ];
        label.append(box, more.length > 0 ? `${name} (${more.join(", ")})` : name);
        return label;
      }),
    );
    write();
  };
  const names = () =>
    [...features.querySelectorAll<HTMLInputElement>("input:checked")].map(({ value }) => value);
  let written = "";
  const write = () => {
    // What the reader typed stays.
    if (formula.value !== written && formula.value !== "") return;
    written = `${quoted(target.value)} ~ ${names().map(quoted).join(" + ") || "1"}`;
    formula.value = written;
  };

  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) void read(file);
  });
  // Beside the zone too: a browser would open the file in the place of the page.
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => event.preventDefault());
  drop.addEventListener("dragover", () => drop.classList.add("over"));
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    drop.classList.remove("over");
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void read(file);
  });
  target.addEventListener("change", list);
  features.addEventListener("change", write);

  const working = (button: HTMLButtonElement, text: string, work: () => Promise<void>) => {
    says.textContent = text;
    const others = button === fit ? [fit, race] : [race, fit];
    return busy(says, others, work, button === race ? stop : undefined);
  };
  fit.addEventListener("click", () =>
    working(fit, "Fitting…", async () => {
      report.replaceChildren();
      const question = { formula: formula.value, family: family.value as "linear" };
      const result = await client.ask("fit", question);
      report.replaceChildren(...reportHtml(result));
      says.textContent = `Fitted in ${result.seconds.toFixed(2)} s: ${result.status}.`;
    }));
  race.addEventListener(
    "click",
    () =>
      working(race, "Racing: a quarter of a second for each run…", async () => {
        const runs = new Map<string, Run>();
        const show = () => {
          const all = [...runs.values()];
          const shared = { names: [...runs.keys()], label: "loss of rows held out" };
          const made = drawRaceChart(
            { ...shared, runs: all, axis: "seconds", of: "validation" },
            widthOf(chart),
          );
          if (made) chart.replaceChildren(made);
        };
        const question = { target: target.value, features: names() };
        stopping = new AbortController();
        const verdict = await client.ask("race", question, {
          signal: stopping.signal,
          onNews: ({ run }) => {
            runs.set(nameOf(run), run);
            requestAnimationFrame(show);
          },
        });
        runs.clear();
        for (const run of verdict.runs) runs.set(nameOf(run), run);
        show();
        costs.replaceChildren(tableOf(verdict.head, verdict.rows));
        says.textContent = [verdict.sentence, `On ${verdict.where}.`, ...verdict.notes].join(" ");
      }),
  );
  input.disabled = false;
}

/** A name as a formula has it. */
function quoted(name: string): string {
  return /^[\p{L}][\p{L}\p{N}._]*$/u.test(name) ? name : `\`${name}\``;
}
