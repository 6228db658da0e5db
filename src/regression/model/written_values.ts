/**
 * What values of text may be, and what a column of them is: the same rules for every engine, and for a page that reads a file itself.
 *
 * @module
 */

/** Text that stands for nothing in any column, as R and pandas have it. */
export const missingWords: readonly string[] = ["NA", "N/A", "NaN", "nan", "NULL", "null"];

/** Text that stands for nothing where the rest of the column is numbers. */
export const likelyMissing: readonly string[] = [
  "NA",
  "NaN",
  "NULL",
  "null",
  "n/a",
  "na",
  "#N/A",
  "<NA>",
  "-nan",
  "None",
  "none",
  "?",
  "-",
  "--",
  ".",
];

/** A number, as a regular expression of the whole text. */
export const number = "[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|[+-]?[Ii]nf(inity)?";

/** Words for truth that count as truth values anywhere. */
export const truths: readonly string[] = ["true", "false"];

/** Words that do where numbers are wanted. */
export const words: readonly string[] = [...truths, "yes", "no", "t", "f", "y", "n"];

/** How many values of each kind a column has. */
export interface Counts {
  present: number;
  numbers: number;
  /** Of those that only look missing. */
  likely: number;
  truths: number;
  words: number;
  /** One that only looks missing. */
  firstLikely: string | null;
}

/** What a reader said of a column. */
export interface Wanted {
  /** Columns that are read as text, even if all of their values are numbers. */
  categorical?: string[];
  /** Columns whose words for truth count as 1 and 0: the target and the weights. */
  truths?: string[];
}

/** What a column is, by all of its values: numbers, truth values, text, or nothing. */
export function kindOf(
  name: string,
  { present, numbers, likely, truths, words }: Counts,
  { categorical = [], truths: asTruth = [] }: Wanted,
): "number" | "truth" | "text" | "empty" | undefined {
  const isText = categorical.includes(name);
  if (present === 0) return asTruth.includes(name) || isText ? undefined : "empty";
  if (!isText && numbers > 0 && numbers + likely === present) return "number";
  const isTruth = asTruth.includes(name) ? words === present : truths === present;
  return !isText && isTruth ? "truth" : "text";
}

/** What is said of a column of numbers some of whose values only look missing. */
export function likelyNote(name: string, { likely, firstLikely }: Counts): string {
  return `"${name}" has ${
    likely === 1 ? "a" : likely
  } "${firstLikely}" among its numbers: taken as missing. Try --categorical "${name}" for a category.`;
}

/** What is said of a column without a value. */
export function emptyNote(name: string): string {
  return `"${name}" has no value in any row: left out.`;
}
