/**
 * The peers as a picture: how many times as long each takes, on a log axis, with a line where it is as fast as here.
 *
 * @module
 */
import * as Plot from "../../src/deps/plot.ts";
import { placeLabels } from "../../src/drawings/labels.ts";
import { logTicks, picture } from "../../src/drawings/svg.ts";
import type { Measurement } from "./measure.ts";

/** Okabe and Ito's colours, and a shape each, for readers who cannot tell them apart. */
const looks: Record<string, { colour: string; symbol: Plot.SymbolType }> = {
  "PyTorch": { colour: "#D55E00", symbol: "circle" },
  "scikit-learn": { colour: "#0072B2", symbol: "square2" },
  "NumPy": { colour: "#009E73", symbol: "diamond2" },
  "tfjs wasm": { colour: "#E69F00", symbol: "triangle2" },
  "jax-js wasm": { colour: "#882255", symbol: "times" },
};

const width = 860;
const rowHeight = 27;
/** Of a ratio's two or three characters. */
const labelWidth = 19;
const margins = { marginTop: 40, marginBottom: 44, marginLeft: 270, marginRight: 30 };

/** A dot of the picture. */
interface Dot {
  work: string;
  peer: string;
  ratio: number;
}

/** Draws every ratio of some measurements. */
export function drawPeers(results: Measurement[]): string {
  const dots = results.flatMap(({ name, peers }) =>
    peers.map(({ peer, ratio }): Dot => ({ work: name, peer, ratio }))
  );
  const works = results.filter(({ peers }) => peers.length > 0).map(({ name }) => name);
  const caption =
    "The same work with the same data in one run, in turns, each peer in its best setting; medians. " +
    "To the right of the line it takes longer than here.";
  return picture("How many times as long the peers take", caption, width, [panel(dots, works)]);
}

function panel(dots: Dot[], works: string[]): Plot.PlotOptions & { height: number } {
  const ratios = dots.map(({ ratio }) => ratio);
  const domain: [number, number] = [Math.min(0.4, ...ratios) / 1.2, Math.max(30, ...ratios) * 1.5];
  const shown = Object.keys(looks).filter((peer) => dots.some((dot) => dot.peer === peer));
  const frame = width - margins.marginLeft - margins.marginRight;
  const legend = shown.map((peer, i) => ({ peer, left: i * frame / shown.length }));
  const ratio = ({ ratio }: Dot) => ratio;
  const [low, high] = domain.map(Math.log);
  const pixels = (dot: Dot) => (Math.log(dot.ratio) - low) / (high - low) * frame;
  const labels = [...Map.groupBy(dots, ({ work }) => work).values()].flatMap((row) =>
    placeLabels(row, frame, pixels, labelWidth)
  );
  return {
    ...margins,
    height: margins.marginTop + margins.marginBottom + rowHeight * works.length,
    x: {
      type: "log",
      domain,
      axis: null,
    },
    y: { type: "band", domain: works, label: null, tickSize: 0 },
    color: { domain: shown, range: shown.map((peer) => looks[peer].colour) },
    symbol: { domain: shown, range: shown.map((peer) => looks[peer].symbol) },
    marks: [
      Plot.gridX(logTicks(domain)),
      // As a mark, for a log axis leaves out labels that it finds too many.
      Plot.axisX(logTicks(domain), {
        text: (value: number) => `${value}`,
        label: "times as long as here",
        labelAnchor: "center",
        labelArrow: "none",
      }),
      Plot.ruleX([1], { stroke: "#222", strokeWidth: 1.5 }),
      Plot.link(dots, {
        x1: 1,
        x2: ratio,
        y1: "work",
        y2: "work",
        stroke: "peer",
        strokeOpacity: 0.3,
      }),
      Plot.dot(dots, { x: ratio, y: "work", fill: "peer", symbol: "peer", stroke: "peer", r: 5 }),
      Plot.text(labels, {
        x: ({ label }) => Math.exp(low + label / frame * (high - low)),
        y: ({ item }) => item.work,
        text: ({ item: { ratio } }) => ratio.toFixed(ratio < 10 ? 1 : 0),
        fill: ({ item }) => item.peer,
        dy: -10,
        fontSize: 10,
        stroke: "white",
        strokeWidth: 3,
      }),
      ...legend.flatMap(({ peer, left }) => [
        Plot.dot([peer], {
          frameAnchor: "top-left",
          dx: left + 6,
          dy: -22,
          fill: () => peer,
          stroke: () => peer,
          symbol: () => peer,
          r: 5,
        }),
        Plot.text([peer], {
          frameAnchor: "top-left",
          dx: left + 16,
          dy: -27,
          fill: () => peer,
          fontSize: 12,
          fontWeight: "bold",
        }),
      ]),
    ],
  };
}
