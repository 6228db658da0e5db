/**
 * "Calculate the step": figures 1, 2 and 3, live.
 *
 * @module
 */
import { counted, rounded } from "../../src/drawings/concept_marks.ts";
import { type CurveMethod, type CurveName, curves } from "../concepts/curves.ts";
import { element } from "../controls.ts";
import { curveFrame, drawCurve } from "../draw/curve.ts";
import { widthOf } from "../draw/frame.ts";
import { handleOn } from "../draw/handle.ts";
import type { Store } from "../store.ts";
import type { ConceptCalls, CurveWalk } from "../workers/concept_calls.ts";
import { type Client, latest } from "../workers/client.ts";
import { failing } from "./failing.ts";

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
  store.onChange(["curve"], () => {
    const { start, learningRate } = info();
    store.set({ from: start, step: learningRate });
  });
  store.onChange(["by", "from", "step", "count"], () => ask(undefined));
  addEventListener("resize", show);
  ask(undefined);
}

function sayWalk({ points, curvatures }: CurveWalk, method: CurveMethod, minimum: number): string {
  const gradients = points.filter(({ kind }) => kind === "gradient").length;
  const end = points[points.length - 1];
  const price = method === "Newton"
    ? `${counted(gradients, "gradient")} and as many second derivatives`
    : counted(gradients, "gradient");
  const uphill = curvatures.some((curvature) => curvature < 0)
    ? " Where a parabola opens downwards its vertex is no minimum; the library steps downhill there."
    : "";
  return `${method}: ${price} lead to x = ${rounded(end.at[0])}, f = ${
    rounded(end.value)
  }. The minimum is at x = ${rounded(minimum)}.${uphill}`;
}
