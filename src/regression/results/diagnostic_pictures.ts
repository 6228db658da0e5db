/**
 * Pictures of residuals one by one, of rows drawn at random: whether they are spread as the family says.
 *
 * @module
 */
import { normalQuantile } from "../../deps/distributions.ts";
import * as Plot from "../../deps/plot.ts";
import { picture } from "../../drawings/svg.ts";
import type { FitResult } from "./fit_result.ts";
import { axis, orange, tick, width } from "./picture_parts.ts";

/** More dots than these look the same, and take their time. */
const mostDots = 500;

/** Fewer rows show nothing. */
const fewest = 8;

/** A row's fitted value, and its residual over the standard deviation that the model gives it. */
interface StandardRow {
  fitted: number;
  residual: number;
}

/** quantiles.svg and spread.svg, by file name; none of a target of 0s and 1s, whose residuals are two curves. */
export function diagnosticPictures(result: FitResult): Record<string, string> {
  const { sample, quality: { sigma, dispersion = 1 }, family } = result;
  const unit = sigma ?? Math.sqrt(dispersion);
  const rows = sample.map(({ fitted, pearson }) => ({ fitted, residual: pearson / unit }));
  const isUsable = family !== "logistic" && rows.length >= fewest &&
    rows.every(({ residual }) => Number.isFinite(residual));
  if (!isUsable) return {};
  return {
    "quantiles.svg": quantilePicture(result, rows),
    "spread.svg": spreadPicture(result, rows),
  };
}

function whose({ rows }: FitResult, { length }: StandardRow[]): string {
  return length < rows.used ? `${length} of the rows, drawn at random` : "every row";
}

/** Residuals in order against the normal distribution's quantiles (Blom's, as R's qqnorm has them). */
function quantilePicture(result: FitResult, rows: StandardRow[]): string {
  const { length } = rows;
  const offset = length <= 10 ? 3 / 8 : 1 / 2;
  const points = rows.map(({ residual }) => residual).sort((a, b) => a - b).map((residual, i) => ({
    normal: normalQuantile((i + 1 - offset) / (length + 1 - 2 * offset)),
    residual,
  }));
  const dots = evenly(points);
  const ends = [points[0].normal, points[length - 1].normal];
  const caption = `Standardised residuals in order, against those of a normal distribution: ${
    whose(result, rows)
  }. On the line they are normal${
    result.quality.sigma === undefined ? ", which this family's need not be" : ""
  }; an end that bends away from it is a heavy tail, or a light one.`;
  return picture("Normal quantiles of the residuals", caption, width, [{
    height: 380,
    ...margins,
    x: { label: "normal quantile", ...axis },
    y: { label: "standardised residual", grid: true, tickFormat: tick, ...axis },
    marks: [
      Plot.line(ends.map((end) => ({ end })), { x: "end", y: "end", stroke: "#888" }),
      Plot.dot(dots, { x: "normal", y: "residual", r: 2.5, fill: orange, fillOpacity: 0.7 }),
    ],
  }]);
}

/** Roots of absolute standardised residuals against fitted values, with their mean by fitted value. */
function spreadPicture(result: FitResult, rows: StandardRow[]): string {
  const points = rows.map(({ fitted, residual }) => ({
    fitted,
    root: Math.sqrt(Math.abs(residual)),
  }))
    .sort((a, b) => a.fitted - b.fitted);
  const means = neighbours(points).map((own) => {
    const mean = (of: (point: typeof own[number]) => number) =>
      own.reduce((sum, point) => sum + of(point), 0) / own.length;
    return { fitted: mean(({ fitted }) => fitted), root: mean(({ root }) => root) };
  });
  const caption = `The root of each absolute standardised residual by fitted value: ${
    whose(result, rows)
  }. Orange: means of neighbours. A slope means that the spread is not what the model says.`;
  return picture("Spread of the residuals", caption, width, [{
    height: 380,
    ...margins,
    x: { label: `fitted ${result.target}`, tickFormat: tick, ...axis },
    y: { label: "root of |standardised residual|", grid: true, zero: true, ...axis },
    marks: [
      Plot.dot(evenly(points), { x: "fitted", y: "root", r: 2, fill: "#999", fillOpacity: 0.5 }),
      Plot.line(means, { x: "fitted", y: "root", stroke: orange, strokeWidth: 2 }),
    ],
  }]);
}

/** Some of the points, evenly by their order, the first and the last among them. */
function evenly<T>(points: T[]): T[] {
  const { length } = points;
  if (length <= mostDots) return points;
  return Array.from(
    { length: mostDots },
    (_, k) => points[Math.round(k * (length - 1) / (mostDots - 1))],
  );
}

/** Points in order, in up to twenty groups: those of the same fitted value are never apart. */
function neighbours<T extends { fitted: number }>(points: T[]): T[][] {
  const least = Math.max(6, points.length / 20);
  const groups: T[][] = [];
  for (const point of points) {
    const last = groups.at(-1);
    if (last && (last.length < least || last.at(-1)!.fitted === point.fitted)) last.push(point);
    else groups.push([point]);
  }
  return groups;
}

const margins = { marginLeft: 64, marginRight: 24, marginTop: 12, marginBottom: 44 };
