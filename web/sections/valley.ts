/**
 * "Keep walking": figures 6, 7 and 8, live.
 *
 * @module
 */
import { rounded } from "../../src/drawings/concept_marks.ts";
import { hasRate, type ValleyName, type ValleyOptimizer, valleys } from "../concepts/valleys.ts";
import { element } from "../controls.ts";
import { type Frame, widthOf } from "../draw/frame.ts";
import { handleOn } from "../draw/handle.ts";
import { drawSlice } from "../draw/slice.ts";
import { drawContours, drawWay, valleyFrame } from "../draw/valley.ts";
import type { Grid } from "../../src/records/drawing.ts";
import type { Store } from "../store.ts";
import type { ConceptCalls, ValleyWalk } from "../workers/concept_calls.ts";
import { type Client, latest } from "../workers/client.ts";
import { failing } from "./failing.ts";
import { costText, lossText } from "./words.ts";

/** Draws the section, and draws it again when something changes. */
export function valleySection(store: Store, client: Client<ConceptCalls>): void {
  const [host, slice, says] = [
    element("#valley-chart"),
    element("#slice-chart"),
    element("#valley-says"),
  ];
  const [below, above] = [document.createElement("div"), document.createElement("div")];
  above.className = "above";
  let walk: ValleyWalk | undefined;
  const info = () => valleys[store.view.valley as ValleyName];
  const frameNow = (): Frame => valleyFrame(info(), widthOf(host));
  const move = (x: number, y: number) => {
    const { x: [left, right], y: [bottom, top] } = info();
    const within = (value: number, least: number, most: number) =>
      Math.min(most, Math.max(least, value));
    store.set({ x: within(x, left, right), y: within(y, bottom, top) });
  };
  host.replaceChildren(below, above);
  const handle = handleOn(host, {
    name: "Start",
    onDrag: (left, top) => move(...frameNow().fromPixels(left, top)),
    onKeys: (right, up) => move(store.view.x + right / 20, store.view.y + up / 20),
  });

  const grids = new Map<string, Grid>();
  let drawn = "";
  const contours = async () => {
    const name = store.view.valley as ValleyName;
    const grid = grids.get(name) ?? await client.ask("grid", name);
    grids.set(name, grid);
    const frame = frameNow();
    const key = `${name} ${frame.width}`;
    if (name !== store.view.valley || key === drawn) return;
    below.replaceChildren(drawContours(frame, grid, valleys[name]));
    drawn = key;
  };
  const show = async () => {
    if (!walk) return;
    await contours();
    const frame = frameNow();
    const { optimizer, x, y } = store.view;
    above.replaceChildren(drawWay(frame, walk.points, optimizer === "SGD" || optimizer === "Adam"));
    handle.place(...frame.toPixels(x, y), `x = ${rounded(x)}, y = ${rounded(y)}`);
    slice.replaceChildren(drawSlice(walk.slice, widthOf(slice)));
    says.textContent = sayWalk(walk, optimizer as ValleyOptimizer);
  };
  const ask = latest(async () => {
    const { valley, optimizer, x, y, rate, max, patience, iterations } = store.view;
    await failing(says, async () => {
      walk = await client.ask("valley", {
        valley: valley as ValleyName,
        optimizer: optimizer as ValleyOptimizer,
        start: [x, y],
        learningRate: rate,
        maxSteps: max,
        impatience: patience,
        iterations,
      });
      await show();
    });
  });
  const usable = () => {
    const optimizer = store.view.optimizer as ValleyOptimizer;
    const walks = optimizer.startsWith("Keep");
    element<HTMLInputElement>("[data-field=rate]").disabled = !hasRate(optimizer);
    element<HTMLInputElement>("[data-field=max]").disabled = !walks;
    element<HTMLInputElement>("[data-field=patience]").disabled = !walks ||
      !/Stepping, (published|intended)/.test(optimizer);
  };
  const begin = () => {
    const { start: [x, y], learningRate } = info();
    store.set({ x, y, rate: learningRate });
  };
  store.onChange(["valley"], begin);
  store.onChange(["optimizer"], usable);
  store.onChange(
    ["optimizer", "x", "y", "rate", "max", "patience", "iterations"],
    () => ask(undefined),
  );
  addEventListener("resize", () => void show());
  usable();
  // A start that the address has is kept within the picture; of a function without one its own is taken.
  if (store.said.has("x") || store.said.has("y")) move(store.view.x, store.view.y);
  else if (store.said.has("valley")) begin();
  ask(undefined);
}

function sayWalk(walk: ValleyWalk, optimizer: ValleyOptimizer): string {
  const end = walk.points[walk.points.length - 1];
  const price = costText(walk);
  return walk.isLost
    ? `${optimizer}: it steps so far that the loss is no number any more. Until there it was at ${
      lossText(end.value)
    }; ${price} were spent.`
    : `${optimizer}: after ${price} the loss is ${
      lossText(end.value)
    }. A forward pass costs about a third of a gradient.`;
}
