/**
 * Performance profiles as a picture: the share of problems solved within a factor of the best.
 *
 * @module
 */
import type { ProfilePoint } from "../scores/profile.ts";
import * as Plot from "../deps/plot.ts";
import { colourCount, colourOf, placeLabels } from "./labels.ts";
import { logTicks, picture } from "./svg.ts";

const width = 860;
const height = 330;
const margins = { marginTop: 30, marginBottom: 44, marginLeft: 60, marginRight: 120 };

/** The profiles of one cost in one setting. */
export interface ProfilePanel {
  title: string;
  /** What the factor is of: "seconds". */
  cost: string;
  profiles: ReadonlyMap<string, readonly ProfilePoint[]>;
}

/** Draws a panel for each, one below the other. */
export function drawProfiles(title: string, caption: string, panels: ProfilePanel[]): string {
  const labels = [...new Set(panels.flatMap(({ profiles }) => [...profiles.keys()]))];
  // Of more labels than colours, those of a panel are told apart.
  const labelsOf = ({ profiles }: ProfilePanel) =>
    labels.length > colourCount ? [...profiles.keys()] : labels;
  return picture(title, caption, width, panels.map((each) => panel(each, labelsOf(each))));
}

function panel(
  { title, cost, profiles }: ProfilePanel,
  labels: string[],
): Plot.PlotOptions & { height: number } {
  const factors = [...profiles.values()].flat().map(({ factor }) => factor);
  const domain: [number, number] = [1, Math.max(2, ...factors) * 1.1];
  const lines = [...profiles].map(([label, points]) => {
    const start = points[0]?.factor === 1 ? [] : [{ factor: 1, share: 0 }];
    const end = { factor: domain[1], share: points.at(-1)?.share ?? 0 };
    const corners = [...start, ...points, end];
    return {
      label,
      corners: corners.map(({ factor, share }) => ({ factor, percent: 100 * share })),
      end,
    };
  });
  const size = height - margins.marginTop - margins.marginBottom;
  const ends = placeLabels(lines, size, ({ end }) => end.share * size);
  return {
    ...margins,
    height,
    x: {
      type: "log",
      domain,
      ticks: logTicks(domain),
      tickFormat: (value: number) => value.toLocaleString("en", { maximumSignificantDigits: 3 }),
      label: `times the best's ${cost}`,
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: {
      domain: [0, 100],
      label: "problems solved, %",
      labelAnchor: "center",
      labelArrow: "none",
      grid: true,
    },
    marks: [
      Plot.text([title], {
        frameAnchor: "top-left",
        dy: -20,
        fontWeight: "bold",
        fontSize: 12,
      }),
      ...lines.map(({ label, corners }) =>
        Plot.line(corners, {
          x: "factor",
          y: "percent",
          curve: "step-after",
          stroke: colourOf(label, labels),
          strokeWidth: 1.8,
        })
      ),
      Plot.text(ends, {
        x: () => domain[1],
        y: ({ label }) => 100 * label / size,
        text: ({ item }) => item.label,
        fill: ({ item }) => colourOf(item.label, labels),
        textAnchor: "start",
        dx: 6,
        clip: false,
      }),
    ],
  };
}
