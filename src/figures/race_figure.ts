/**
 * Loss against gradients: one curve a run, labelled at its end.
 *
 * @module
 */
import * as Plot from "../deps/plot.ts";
import type { Run } from "../race/run.ts";
import { powerOfTen, svg } from "./svg.ts";

/** Okabe and Ito's colours, which colour-blind readers can tell apart, and darker ones where there are more runs. */
const colours = [
  "#0072B2",
  "#D55E00",
  "#009E73",
  "#CC79A7",
  "#E69F00",
  "#56B4E9",
  "#000000",
  "#882255",
  "#117733",
  "#332288",
  "#888888",
  "#AA4499",
  "#661100",
];
const width = 760;
const height = 460;
const marginBottom = 46;
const marginTop = 64;
const labelHeight = 13;

/** Draws runs: loss (log) against gradients. Published runs are dashed, those beyond the post thick. */
export function drawRace(title: string, caption: string, runs: Run[]): string {
  const shown = runs.filter((run) => run.loss.length > 0);
  const points = shown.flatMap((run) =>
    run.loss.map((loss, i) => ({ run: nameOf(run), gradients: run.gradients[i], loss, of: run }))
      .filter((point) => point.loss > 0)
  );
  const losses = points.map((point) => point.loss);
  const [low, high] = [Math.min(...losses), Math.max(...losses) * 1.5];
  const most = Math.max(...points.map((point) => point.gradients));
  const exponents = { from: Math.ceil(Math.log10(low)), to: Math.floor(Math.log10(high)) };
  const stride = Math.max(1, Math.ceil((exponents.to - exponents.from) / 8));
  const ticks: number[] = [];
  for (let e = exponents.to; e >= exponents.from; e -= stride) ticks.push(10 ** e);
  const colour = (run: Run) => colours[shown.indexOf(run) % colours.length];

  const scale = (height - marginTop - marginBottom) / Math.log(high / low);
  const ends = spread(
    shown.map((run) => {
      const end = points.findLast((point) => point.of === run) ?? points[0];
      return { run, at: Math.log(end.loss) * scale, gradients: end.gradients };
    }),
  );
  return svg({
    width,
    height,
    marginTop,
    marginBottom,
    marginLeft: 56,
    marginRight: 170,
    x: { label: "gradients", labelAnchor: "center", domain: [0, most], tickFormat: "d" },
    y: {
      type: "log",
      domain: [low, high],
      label: "mean squared error",
      labelAnchor: "center",
      ticks,
      tickFormat: powerOfTen,
      grid: true,
    },
    marks: [
      Plot.text([title], { frameAnchor: "top-left", dy: -52, fontSize: 16, fontWeight: "bold" }),
      Plot.text([caption], { frameAnchor: "top-left", dy: -34, fill: "#555" }),
      ...shown.map((run) =>
        Plot.line(points.filter((point) => point.of === run), {
          x: "gradients",
          y: "loss",
          stroke: colour(run),
          strokeWidth: run.edition === "beyond" ? 3 : 1.6,
          strokeDasharray: run.edition === "published" ? "5 3" : undefined,
        })
      ),
      Plot.link(ends, {
        x1: "gradients",
        x2: () => most,
        y1: (end) => Math.exp(end.at / scale),
        y2: (end) => Math.exp(end.label / scale),
        stroke: (end) => colour(end.run),
        strokeOpacity: 0.4,
      }),
      Plot.text(ends, {
        x: () => most,
        y: (end) => Math.exp(end.label / scale),
        text: (end) => nameOf(end.run) + (end.run.diverged ? " (diverged)" : ""),
        fill: (end) => colour(end.run),
        textAnchor: "start",
        dx: 6,
        clip: false,
      }),
    ],
  });
}

function nameOf(run: Run): string {
  return `${run.label}, ${run.edition}`;
}

/** Moves labels apart, in pixels from the bottom, so that none covers another. */
function spread<T extends { at: number }>(ends: T[]): (T & { label: number })[] {
  let next = -Infinity;
  return ends.toSorted((a, b) => a.at - b.at).map((end) => {
    const label = Math.max(end.at, next);
    next = label + labelHeight;
    return { ...end, label };
  });
}
