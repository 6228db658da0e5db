/**
 * "Calculate the step": figures 1, 2 and 3, live.
 *
 * @module
 */
import { rounded } from "../../src/drawings/concept_marks.ts";
import { type CurveMethod, type CurveName, curves } from "../concepts/curves.ts";
import { element } from "../controls.ts";
import { curveFrame, drawCurve } from "../draw/curve.ts";
import { widthOf } from "../draw/frame.ts";
import { handleOn } from "../draw/handle.ts";
import type { Store } from "../store.ts";
import type { ConceptCalls, CurveWalk } from "../workers/concept_calls.ts";
import { type Client, latest } from "../workers/client.ts";
import { failing } from "./failing.ts";
import { costText } from "./words.ts";

/** Draws the section, and draws it again when something changes. */
export function curveSection(store: Store, client: Client<ConceptCalls>): void {
  const [host, says] = [element("#curve-chart"), element("#curve-says")];
  const layer = document.createElement("div");
  let walk: CurveWalk | undefined;
  const info = () => curves[store.view.curve as CurveName];
  const move = (from: number) => {
    const [least, most] = info().x;
    store.set({ from: Math.min(most, Math.max(least, from)) });
  };
  host.replaceChildren(layer);
  const handle = handleOn(host, {
    name: "Start",
    onDrag: (left, top) => {
      if (walk) move(curveFrame(walk.samples, widthOf(host)).fromPixels(left, top)[0]);
    },
    onKeys: (right) => move(store.view.from + right * (info().x[1] - info().x[0]) / 100),
  });
  const show = () => {
    if (!walk) return;
    const frame = curveFrame(walk.samples, widthOf(host));
    layer.replaceChildren(drawCurve(frame, walk, info()));
    const [{ at: [x], value }] = walk.points;
    handle.place(...frame.toPixels(x, value), `x = ${rounded(x)}`);
    says.textContent = sayWalk(walk, store.view.by as CurveMethod, info().minimum);
  };
  const ask = latest(async () => {
    const { curve, by, from, step, count } = store.view;
    const question = { curve: curve as CurveName, method: by as CurveMethod, start: from };
    await failing(says, async () => {
      walk = await client.ask("curve", { ...question, learningRate: step, steps: count });
      show();
    });
  });
  const begin = () => {
    const { start, learningRate } = info();
    store.set({ from: start, step: learningRate });
  };
  store.onChange(["curve"], begin);
  store.onChange(["by", "from", "step", "count"], () => ask(undefined));
  addEventListener("resize", show);
  // A start that the address has is kept within the picture; of a function without one its own is taken.
  if (store.said.has("from")) move(store.view.from);
  else if (store.said.has("curve")) begin();
  ask(undefined);
}

function sayWalk(walk: CurveWalk, method: CurveMethod, minimum: number): string {
  const { at: [x], value } = walk.points[walk.points.length - 1];
  const price = costText(walk);
  if (walk.isLost) {
    return `${method}: it steps to where the function has no value. Until there it was at x = ${
      rounded(x)
    }; ${price} were spent.`;
  }
  const uphill = walk.curvatures.some((curvature) => curvature < 0)
    ? " Where a parabola opens downwards its vertex is no minimum; the library steps downhill there."
    : "";
  return `${method}: after ${price} x = ${rounded(x)}, f = ${
    rounded(value)
  }. The minimum is at x = ${rounded(minimum)}.${uphill}`;
}
