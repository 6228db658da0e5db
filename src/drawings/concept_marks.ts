/**
 * The language of the concept figures: a thick dot is a gradient, a dash is a step without one.
 *
 * @module
 */
import * as Plot from "../deps/plot.ts";

/** A place in a picture, in the axes' units. */
export type Place = [x: number, y: number];

/** From, to. */
export type Segment = [from: Place, to: Place];

/** Okabe and Ito's colours, which colour-blind readers can tell apart, and two greys for what lies behind. */
export const palette = {
  blue: "#0072B2",
  vermilion: "#D55E00",
  green: "#009E73",
  purple: "#CC79A7",
  black: "#000000",
  grey: "#777777",
  pale: "#c8c8c8",
};

const ends = {
  x1: ([from]: Segment) => from[0],
  y1: ([from]: Segment) => from[1],
  x2: ([, to]: Segment) => to[0],
  y2: ([, to]: Segment) => to[1],
};

/** Width of every concept figure, in pixels. */
export const width = 760;
const margins = { marginTop: 12, marginRight: 16, marginBottom: 42, marginLeft: 52 };

/** The options of a panel whose axes run over x and y, and how many pixels a unit of each is. */
export function plane(
  height: number,
  [x, y]: [Place, Place],
  [xLabel, yLabel]: [string, string],
): { options: Plot.PlotOptions & { height: number }; pixels: Place } {
  const inner = [
    width - margins.marginLeft - margins.marginRight,
    height - margins.marginTop - margins.marginBottom,
  ];
  const options = {
    height,
    ...margins,
    x: { domain: x, label: xLabel, labelAnchor: "center" as const, labelArrow: "none" as const },
    y: { domain: y, label: yLabel, labelAnchor: "center" as const, labelArrow: "none" as const },
  };
  return { options, pixels: [inner[0] / (x[1] - x[0]), inner[1] / (y[1] - y[0])] };
}

/** The height at which a unit of x and a unit of y are as long as each other, in a panel of the given axes. */
export function squareHeight([x, y]: [Place, Place]): number {
  const unit = (width - margins.marginLeft - margins.marginRight) / (x[1] - x[0]);
  return Math.round(unit * (y[1] - y[0])) + margins.marginTop + margins.marginBottom;
}

/** Thick dots: gradients. */
export function gradientDots(places: Place[], fill: string | string[]): Plot.Markish {
  return Plot.dot(places, { fill: each(fill), r: 6, className: "gradients" });
}

/** Open rings: places where no gradient was taken. */
export function rings(places: Place[], stroke: string | string[]): Plot.Markish {
  return Plot.dot(places, { stroke: each(stroke), strokeWidth: 2.2, fill: "white", r: 5.5 });
}

/** Dashes: steps without a gradient, each one dash, with a gap at both ends. */
export function dashes(steps: Segment[], stroke: string): Plot.Markish {
  const cut = (from: number, to: number, part: number) => from + (to - from) * part;
  const shortened = steps.map(([a, b]): Segment => [
    [cut(a[0], b[0], 0.16), cut(a[1], b[1], 0.16)],
    [cut(a[0], b[0], 0.84), cut(a[1], b[1], 0.84)],
  ]);
  return segments(shortened, { stroke, strokeWidth: 3, className: "dashes" });
}

/** Steps after a gradient: an arrow each, which hops above the straight way. */
export function hops(steps: Segment[], stroke: string, bend: number): Plot.Markish {
  return Plot.arrow(steps, {
    ...ends,
    stroke,
    strokeWidth: 2.2,
    bend,
    headLength: 6,
    headAngle: 50,
    insetStart: 6,
    insetEnd: 6,
    className: "steps",
  });
}

/** Straight pieces. */
export function segments(lines: Segment[], style: Plot.LinkOptions): Plot.Markish {
  return Plot.link(lines, { ...ends, ...style });
}

/** The piece of a tangent that reaches this many pixels to both sides of a place. */
export function tangent([x, y]: Place, slope: number, reach: number, pixels: Place): Segment {
  const dx = reach / Math.hypot(pixels[0], slope * pixels[1]);
  return [[x - dx, y - slope * dx], [x + dx, y + slope * dx]];
}

/** The middle of a segment. */
export function middle([[x1, y1], [x2, y2]]: Segment): Place {
  return [(x1 + x2) / 2, (y1 + y2) / 2];
}

/** A word at a place, with a white edge so that lines behind it do not disturb; dx and dy in pixels. */
export function label(text: string, at: Place, options: Plot.TextOptions = {}): Plot.Markish {
  return Plot.text([at], {
    text: () => text,
    fontSize: 13,
    stroke: "white",
    strokeWidth: 4,
    fill: palette.black,
    textAnchor: "start",
    ...options,
  });
}

/** A number as a caption says it. */
export function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** A number with its noun: "1 gradient", "6 gradients". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** One colour for all places, or a colour each. */
function each(colour: string | string[]): string | ((place: Place, i: number) => string) {
  return typeof colour === "string" ? colour : (_, i) => colour[i];
}
