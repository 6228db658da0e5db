/**
 * Plot's pictures as SVG text, without a browser.
 *
 * @module
 */
import { DOMParser } from "../deps/dom.ts";
import * as Plot from "../deps/plot.ts";

/** Draws a plot and gives its SVG as text. */
export function svg(options: Plot.PlotOptions): string {
  const document = new DOMParser().parseFromString(
    '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
    "image/svg+xml",
  ) as unknown as Plot.PlotOptions["document"];
  const figure = Plot.plot({ ...options, document });
  figure.setAttribute("style", "font-family: sans-serif; font-size: 11px; background: white");
  figure.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  return figure.outerHTML;
}

/** 10 to a power, with a superscript: the ticks of a log axis. */
export function powerOfTen(value: number): string {
  const digits: Record<string, string> = { "-": "⁻" };
  [..."⁰¹²³⁴⁵⁶⁷⁸⁹"].forEach((digit, i) => digits[i] = digit);
  const exponent = Math.round(Math.log10(value));
  return `10${[...String(exponent)].map((character) => digits[character]).join("")}`;
}
