/**
 * "One step": figures 4 and 5, at the reader's rows and columns.
 *
 * @module
 */
import { counted } from "../../src/drawings/concept_marks.ts";
import type { RaceData } from "../../src/records/data.ts";
import { element } from "../controls.ts";
import { drawRaceChart, nameOf } from "../draw/race_chart.ts";
import { widthOf } from "../draw/frame.ts";
import type { Store } from "../store.ts";
import type { Client } from "../workers/client.ts";
import type { RaceCalls } from "../workers/race_calls.ts";
import { busy } from "./failing.ts";
import { lossText } from "./words.ts";

/** Ties the section's button. */
export function oneStepSection(store: Store, client: Client<RaceCalls>): void {
  const [host, says] = [element("#one-step-chart"), element("#one-step-says")];
  const go = element<HTMLButtonElement>("#one-step-go");
  let data: RaceData | undefined;
  const show = () => {
    if (!data) return;
    const { runs } = data;
    const names = runs.map(nameOf);
    const label = "mean squared error";
    const made = drawRaceChart({ runs, axis: "gradients", names, label }, widthOf(host));
    if (made) host.replaceChildren(made);
  };
  go.addEventListener("click", () =>
    busy(says, [go], async () => {
      const { data: rows, columns, backend } = store.view;
      says.textContent = "Making the data…";
      const onNews = ({ where }: { where: string }) => says.textContent = `On ${where}…`;
      data = await client.ask("regression", { rows, columns, backend }, { onNews });
      show();
      says.textContent = sayRegression(data);
    }));
  addEventListener("resize", show);
  go.disabled = false;
}

function sayRegression({ runs, task }: RaceData): string {
  const [descent, newton] = ["GD", "NEWTON"].map((label) =>
    runs.find((run) => run.label === label)!
  );
  const size = (value: number) => value.toLocaleString("en");
  const milliseconds = (seconds: number) =>
    `${(1000 * seconds).toLocaleString("en", { maximumSignificantDigits: 3 })} ms`;
  const end = descent.loss.length - 1;
  return `${size(task.rows)} rows of ${counted(task.columns, "column")}. Newton: one step, ${
    milliseconds(newton.seconds[0])
  }, takes the loss from ${lossText(newton.loss[0])} to ${
    lossText(newton.loss[1])
  }. Gradient descent: after ${end} gradients, ${
    milliseconds(descent.seconds[end - 1])
  }, it is at ${lossText(descent.loss[end])}.`;
}
