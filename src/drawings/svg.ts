/**
 * Plot's pictures as SVG text, without a browser.
 *
 * @module
 */
import { xmlText } from "../records/safe_text.ts";
import { DOMParser } from "../deps/dom.ts";
import * as Plot from "../deps/plot.ts";

const xmlns = "http://www.w3.org/2000/svg";
const style = "font-family: sans-serif; font-size: 11px; background: white";

/** Draws a plot and gives its SVG as text. */
export function svg(options: Plot.PlotOptions): string {
  return xmlText(part(options).outerHTML);
}

/** A picture of several plots, one below the other, under a title and a caption. Widths and heights are in pixels. */
export function picture(
  title: string,
  caption: string,
  width: number,
  panels: (Plot.PlotOptions & { height: number })[],
): string {
  const lines = Math.ceil(caption.length * 6.4 / (width - 40));
  const head = {
    width,
    height: 40 + 15 * lines,
    margin: 14,
    axis: null,
    marks: [
      Plot.text([title], { frameAnchor: "top-left", fontSize: 17, fontWeight: "bold" }),
      Plot.text([caption], {
        frameAnchor: "top-left",
        dy: 22,
        fontSize: 12,
        lineHeight: 1.2,
        fill: "#555",
        lineWidth: (width - 40) / 12.8,
      }),
    ],
  };
  let height = 0;
  const parts = [head, ...panels].map((options) => {
    const drawn = part({ ...options, width });
    drawn.setAttribute("y", String(height));
    height += options.height;
    return xmlText(drawn.outerHTML);
  });
  return `<svg xmlns="${xmlns}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" style="${style}">` +
    `<rect width="100%" height="100%" fill="white"/>${parts.join("")}</svg>`;
}

function part(options: Plot.PlotOptions): ReturnType<typeof Plot.plot> {
  const document = new DOMParser().parseFromString(
    `<svg xmlns="${xmlns}"></svg>`,
    "image/svg+xml",
  ) as unknown as Plot.PlotOptions["document"];
  const figure = Plot.plot({ ...options, document });
  figure.setAttribute("style", style);
  figure.setAttribute("xmlns", xmlns);
  return figure;
}

/** 10 to a power, with a superscript: the ticks of a log axis. */
export function powerOfTen(value: number): string {
  const digits: Record<string, string> = { "-": "⁻" };
  [..."⁰¹²³⁴⁵⁶⁷⁸⁹"].forEach((digit, i) => digits[i] = digit);
  const exponent = Math.round(Math.log10(value));
  return `10${[...String(exponent)].map((character) => digits[character]).join("")}`;
}

/** The powers of ten within a domain, up to `most` of them, the largest first. */
export function powerTicks([low, high]: [number, number], most = 9): number[] {
  const [from, to] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const stride = Math.max(1, Math.ceil((to - from + 1) / most));
  const ticks: number[] = [];
  for (let exponent = to; exponent >= from; exponent -= stride) ticks.push(10 ** exponent);
  return ticks;
}

/** Ticks of a log axis: powers of ten, and 2 and 5 times those if there are few. */
export function logTicks([low, high]: [number, number]): number[] {
  const powers = powerTicks([low / 10, high]);
  if (high / low > 300) return powers.filter((tick) => tick >= low);
  return powers.flatMap((power) => [power, 2 * power, 5 * power])
    .filter((tick) => tick >= low && tick <= high);
}

/** Ticks of a log axis of losses, and how they are written: powers of ten, or plain numbers where those are few. */
export function lossTicks(
  domain: [number, number],
): { ticks: number[]; tickFormat: (value: number) => string } {
  const powers = powerTicks(domain);
  if (powers.length > 2) return { ticks: powers, tickFormat: powerOfTen };
  const [low, high] = domain;
  const ticks = high / low > 5 ? logTicks(domain) : evenTicks(low, high);
  return { ticks, tickFormat: (value) => String(Number(value.toPrecision(3))) };
}

/** Between two and six round numbers, evenly apart. */
function evenTicks(low: number, high: number): number[] {
  const rough = 10 ** Math.floor(Math.log10((high - low) / 2));
  const step = [1, 2, 5].map((digit) => digit * rough).find((size) => (high - low) / size <= 6)!;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}
