/**
 * "Race": figures 9 to 13, on the reader's machine.
 *
 * @module
 */
import type { RaceData } from "../../src/records/data.ts";
import type { Run } from "../../src/records/run.ts";
import { element } from "../controls.ts";
import { along, drawRaceChart, nameOf, type RaceAxis } from "../draw/race_chart.ts";
import { widthOf } from "../draw/frame.ts";
import type { Store } from "../store.ts";
import type { Client } from "../workers/client.ts";
import type { RaceCalls } from "../workers/race_calls.ts";
import { download } from "./downloads.ts";
import { failing } from "./failing.ts";
import { lossText } from "./words.ts";

/** Ties the section's buttons. */
export function raceSection(store: Store, client: Client<RaceCalls>): void {
  const [host, says] = [element("#race-chart"), element("#race-says")];
  const [go, stop, save] = ["#race-go", "#race-stop", "#race-save"]
    .map((selector) => element<HTMLButtonElement>(selector));
  const runs = new Map<string, Run>();
  let data: RaceData | undefined;
  let stopping: AbortController | undefined;
  let isDue = false;
  /** What the last race was asked; to go on, it must be the same. */
  let asked = "";
  const question = () => {
    const { figure, rows, seconds, backend, racers } = store.view;
    return { figure: Number(figure), rows, seconds, backend, racers };
  };
  const mayGoOn = () => stopping?.signal.aborted === true && asked === JSON.stringify(question());
  const name = () => go.textContent = mayGoOn() ? "Go on" : "Race";

  const show = () => {
    isDue = false;
    const axis = store.view.axis as RaceAxis;
    const names = [...runs.keys()];
    const chart = { runs: [...runs.values()], axis, names, label: "mean squared error" };
    const made = drawRaceChart(chart, widthOf(host));
    if (made) host.replaceChildren(made);
  };
  const soon = () => {
    if (!isDue) requestAnimationFrame(show);
    isDue = true;
  };
  const begin = (known: Run[]) =>
    failing(says, async () => {
      stopping = new AbortController();
      const { seconds } = store.view;
      asked = JSON.stringify(question());
      [go.disabled, stop.disabled, save.disabled] = [true, false, true];
      says.textContent = "Loading, and making the data…";
      try {
        data = await client.ask("race", { ...question(), known }, {
          signal: stopping.signal,
          onNews: (news) => {
            if ("where" in news) {
              says.textContent = `Racing: ${seconds} s each, on ${news.where}.`;
              return;
            }
            runs.set(nameOf(news.run), news.run);
            soon();
          },
        });
        says.textContent = sayRace(data, store.view.axis as RaceAxis, stopping.signal.aborted);
        save.disabled = data.runs.length === 0;
      } finally {
        [go.disabled, stop.disabled] = [false, true];
        name();
      }
    });

  go.addEventListener("click", () => {
    const goesOn = mayGoOn() && data !== undefined;
    if (!goesOn) runs.clear();
    void begin(goesOn ? data!.runs : []);
  });
  stop.addEventListener("click", () => stopping?.abort());
  // What runs unseen is slowed down by some browsers, and its seconds would mislead.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && go.disabled) stopping?.abort();
  });
  save.addEventListener("click", () => {
    if (data) download("race.json", JSON.stringify(data) + "\n");
  });
  store.onChange(["axis"], () => {
    soon();
    if (data && !go.disabled) says.textContent = sayRace(data, store.view.axis as RaceAxis, false);
  });
  // Another race: nothing of the last one can be gone on with.
  store.onChange(["figure", "rows", "seconds", "backend", "racers"], name);
  addEventListener("resize", soon);
  [go.disabled, stop.disabled, save.disabled] = [false, true, true];
}

function sayRace({ runs }: RaceData, axis: RaceAxis, stopped: boolean): string {
  if (runs.length === 0) return "Stopped before a run was finished.";
  const ends = runs.map((run) => ({ run, loss: lowest(run) }))
    .toSorted((a, b) => a.loss - b.loss);
  const worth = (run: Run) => {
    const at = along(run, axis, run.loss.length - 1);
    const size = at.toLocaleString("en", { maximumSignificantDigits: 3 });
    return `${size} ${axis === "passes" ? "forward passes" : axis}`;
  };
  const said = ends.map(({ run, loss }) =>
    `${nameOf(run)} ${run.diverged ? "diverged" : lossText(loss)} (${worth(run)})`
  );
  return `${stopped ? "Stopped. So far, the" : "The"} lowest losses: ${said.join("; ")}.`;
}

function lowest({ loss }: Run): number {
  return loss.reduce((low, value) => Math.min(low, value), Infinity);
}
