/**
 * "Real data": a network learns to read digits, and shows what it cannot read.
 *
 * @module
 */
import type { Run } from "../../src/records/run.ts";
import { element } from "../controls.ts";
import { along, drawRaceChart, nameOf } from "../draw/race_chart.ts";
import { widthOf } from "../draw/frame.ts";
import type { Store } from "../store.ts";
import type { Client } from "../workers/client.ts";
import type { DigitsAnswer, RaceCalls, WrongDigit } from "../workers/race_calls.ts";
import { busy } from "./failing.ts";
import { lossText } from "./words.ts";

/** Ties the section's button. */
export function digitsSection(store: Store, client: Client<RaceCalls>): void {
  const [training, held, says, wrong] = ["training", "held", "says", "wrong"]
    .map((part) => element(`#digits-${part}`));
  const [go, stop] = ["#digits-go", "#digits-stop"]
    .map((selector) => element<HTMLButtonElement>(selector));
  stop.addEventListener("click", () => client.stop());
  /** Kept, so that several can be compared. */
  const runs = new Map<string, Run>();
  const show = () => {
    const names = [...runs.keys()];
    const shared = { runs: [...runs.values()], axis: "passes" as const, names };
    const charts = [
      [training, { ...shared, label: "training loss" }],
      [held, { ...shared, label: "error on rows held out", of: "validation" as const }],
    ] as const;
    for (const [host, chart] of charts) {
      const made = drawRaceChart(chart, widthOf(host));
      if (made) host.replaceChildren(made);
    }
  };
  go.addEventListener("click", () =>
    busy(says, [go], async () => {
      const { pupil, backend } = store.view;
      says.textContent = "Loading the digits…";
      const add = (run: Run) => {
        runs.set(nameOf(run), run);
        requestAnimationFrame(show);
      };
      const answer = await client.ask("digits", { pupil, backend }, {
        onNews: (news) => {
          if ("run" in news) add(news.run);
          else says.textContent = `Training on ${news.where}…`;
        },
      });
      add(answer.run);
      says.textContent = sayDigits(answer);
      wrong.replaceChildren(...answer.wrong.map(digit));
    }, stop));
  addEventListener("resize", show);
  go.disabled = false;
}

function sayDigits({ run, trained, heldOut, wrong }: DigitsAnswer): string {
  const last = run.loss.length - 1;
  const spent = along(run, "passes", last);
  return `${run.label}: after ${run.gradients[last]} gradients, ${
    Math.round(spent)
  } forward passes in all, ${run.seconds[last].toFixed(1)} s, the loss of the ${
    trained.toLocaleString("en")
  } digits that it learned from is ${
    lossText(run.loss[last])
  }; of ${heldOut} others it tells ${wrong.length} wrong:`;
}

function digit({ pixels, is, told }: WrongDigit): HTMLElement {
  const figure = document.createElement("figure");
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [8, 8];
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `A handwritten ${is}, told to be ${told}`);
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(8, 8);
  pixels.forEach((value, i) => {
    const grey = 255 - Math.round(value * 255 / 16);
    image.data.set([grey, grey, grey, 255], 4 * i);
  });
  context.putImageData(image, 0, 0);
  const caption = document.createElement("span");
  caption.textContent = `${is}, not ${told}`;
  figure.append(canvas, document.createElement("br"), caption);
  return figure;
}
