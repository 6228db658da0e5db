/** Six significant digits, as statistics programs print. */
export function figure(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return "";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-4)) return value.toExponential(5);
  return String(Number(value.toPrecision(6)));
}

/** A p value. */
export function probability(p: number | null | undefined): string {
  if (p === null || p === undefined || Number.isNaN(p)) return "";
  return p < 1e-16 ? "< 1e-16" : p < 1e-4 ? p.toExponential(2) : p.toFixed(4);
}
