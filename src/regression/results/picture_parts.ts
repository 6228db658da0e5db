/** What a fit's pictures share. */

/** Pixels. */
export const width = 760;

/** Of what is estimated. */
export const blue = "#4269d0";

/** Of what is to be looked at. */
export const orange = "#e4572e";

/** Of every axis. */
export const axis = { labelAnchor: "center", labelArrow: "none", inset: 10 } as const;

/** A number beside an axis: a large or a small one as a power of ten, so that it fits. */
export function tick(value: number): string {
  const size = Math.abs(value);
  const text = size >= 1e6 || size > 0 && size < 1e-3
    ? Number(value.toPrecision(6)).toExponential().replace("e+", "e")
    : value.toLocaleString("en", { maximumSignificantDigits: 6 });
  return text.replaceAll("-", "−");
}
