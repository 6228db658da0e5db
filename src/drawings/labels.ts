/**
 * Labels at the ends of lines: distinct colours, and places that do not overlap.
 *
 * @module
 */

/** Okabe and Ito's colours, which colour-blind readers can tell apart, and darker ones if there are more labels. */
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
/** How many labels have a colour of their own. */
export const colourCount: number = colours.length;
const labelHeight = 13;

/** The colour of one label among all that a picture has. */
export function colourOf(label: string, labels: readonly string[]): string {
  return colours[labels.indexOf(label) % colours.length];
}

/** A line's end, and where its label goes: pixels from the frame's bottom, or from its left. */
export interface Placed<T> {
  item: T;
  label: number;
}

/**
 * Moves labels apart so that none covers another and none leaves the frame, if they fit.
 *
 * @param height The frame's, in pixels; its width for labels side by side.
 * @param place Where a line ends: pixels from the bottom, or from the left.
 * @param size A label's height, or its width.
 */
export function placeLabels<T>(
  items: readonly T[],
  height: number,
  place: (item: T) => number,
  size = labelHeight,
): Placed<T>[] {
  let next = -6;
  const placed = items.toSorted((a, b) => place(a) - place(b)).map((item) => {
    const label = Math.max(place(item), next);
    next = label + size;
    return { item, label };
  });
  let limit = Math.max(height + 6, (placed.length - 1) * size - 6);
  for (const end of placed.toReversed()) {
    end.label = Math.min(end.label, limit);
    limit = end.label - size;
  }
  return placed;
}
