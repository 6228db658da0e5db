/**
 * A chart's frame at the width of the page, and where its numbers are in pixels.
 *
 * @module
 */
import * as Plot from "../../src/deps/plot.ts";

/** From, to. */
export type Range = readonly [from: number, to: number];

/** A linear frame. */
export interface Frame {
  options: Plot.PlotOptions;
  width: number;
  height: number;
  /** Pixels from the left or the top. */
  toPixels(x: number, y: number): [left: number, top: number];
  fromPixels(left: number, top: number): [x: number, y: number];
}

const margins = { marginTop: 12, marginRight: 14, marginBottom: 40, marginLeft: 46 };

/** The width to draw at in an element. */
export function widthOf(host: HTMLElement): number {
  return Math.max(280, Math.min(760, host.clientWidth));
}

/** A frame of a width, whose height is given, or is such that both axes have the same scale. */
export function frame(
  width: number,
  height: number | "square",
  [x, y]: [Range, Range],
  [xLabel, yLabel]: [string, string],
): Frame {
  const { marginTop, marginRight, marginBottom, marginLeft } = margins;
  const inner = width - marginLeft - marginRight;
  const unit = inner / (x[1] - x[0]);
  const down = height === "square"
    ? Math.round(unit * (y[1] - y[0]))
    : height - marginTop - marginBottom;
  const axis = (domain: Range, label: string, ticks: number) => ({
    ...{ domain: [...domain], label, ticks, labelAnchor: "center" as const },
    labelArrow: "none" as const,
  });
  return {
    options: {
      ...{ ...margins, width, height: down + marginTop + marginBottom },
      x: axis(x, xLabel, width < 500 ? 5 : 8),
      y: axis(y, yLabel, 5),
    },
    width,
    height: down + marginTop + marginBottom,
    toPixels: (atX, atY) => [
      marginLeft + (atX - x[0]) * unit,
      marginTop + (y[1] - atY) * down / (y[1] - y[0]),
    ],
    fromPixels: (left, top) => [
      x[0] + (left - marginLeft) / unit,
      y[1] - (top - marginTop) * (y[1] - y[0]) / down,
    ],
  };
}

/** Draws a plot. A reader's words for it stand beside it, so that it is an image without inner parts. */
export function drawing(options: Plot.PlotOptions): SVGSVGElement | HTMLElement {
  const made = Plot.plot(options);
  made.setAttribute("aria-hidden", "true");
  return made;
}
