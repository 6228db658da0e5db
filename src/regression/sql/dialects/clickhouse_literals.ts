/**
 * Values in the text of ClickHouse's SQL.
 *
 * @module
 */
/** ClickHouse has a backslash before a quote, and before a backslash. */
export function escaped(text: string, quote: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`).replaceAll("\0", "\\0");
}

const zero = "0.";

/** A number; in brackets, since "--" begins a comment. */
export function number(value: number): string {
  const text = digits(value);
  return text === zero ? zero : `(${text})`;
}

/** An array of numbers, without brackets about each: so it is one value, where functions of values are computed one by one. */
export function numbers(values: number[]): string {
  return `[${
    values.map(Number.isFinite).every(Boolean) ? values.map(digits) : values.map(number)
  }]`;
}

/**
 * With a point or a power, since a whole number would wrap around. Literals are read digit for digit, but those below the
 * normal doubles are refused.
 */
function digits(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "inf" : value < 0 ? "-inf" : "nan";
  if (Math.abs(value) < 2.2250738585072014e-308) return zero;
  return `${value}${/[.e]/.test(String(value)) ? "" : "."}`;
}
