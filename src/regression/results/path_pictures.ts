/**
 * A path of elastic nets in pictures: coefficients and the cross-validated error against lambda.
 *
 * @module
 */
import * as Plot from "../../deps/plot.ts";
import { picture } from "../../drawings/svg.ts";
import type { FitResult } from "./fit_result.ts";
import { penaltyName } from "./path_report.ts";
import { axis, blue, orange, tick, width } from "./picture_parts.ts";

/** Longer names are cut: they stand beside the lines. */
const longest = 18;

/** So many lines are named, those that end farthest from 0. */
const mostNamed = 12;

/** path.svg and, with folds, cv.svg; nothing of a fit without a path. */
export function pathPictures(result: FitResult): Record<string, string> {
  const { path } = result;
  if (path === undefined || path.points.length < 2) return {};
  return {
    "path.svg": coefficientPaths(result, path),
    ...path.validation && { "cv.svg": validationPicture(result, path, path.validation) },
  };
}

type Path = NonNullable<FitResult["path"]>;

const lambdaAxis = {
  type: "log",
  label: "lambda",
  reverse: true,
  tickFormat: tick,
  ...axis,
} as const;

function coefficientPaths(result: FitResult, { alpha, points, chosen }: Path): string {
  const positive = points.filter(({ lambda }) => lambda > 0);
  const scaled = result.coefficients.map(({ name }, j) => ({ name, unit: result.deviations[j], j }))
    .filter(({ unit }) => unit !== null);
  const lines = scaled.flatMap(({ name, unit, j }) =>
    positive.map(({ lambda, coefficients }) => ({ name, lambda, value: unit! * coefficients[j] }))
  );
  const ends = scaled.map(({ name, unit, j }) => {
    const { lambda, coefficients } = positive[positive.length - 1];
    return { name, lambda, value: unit! * coefficients[j] };
  }).sort((a, b) => Math.abs(b.value) - Math.abs(a.value)).slice(0, mostNamed);
  const short = (name: string) => name.length > longest ? `${name.slice(0, longest - 1)}…` : name;
  const caption = `${
    penaltyName(alpha)
  }: what one standard deviation of each column adds to ${result.target}, by lambda. Dashed: the result's.`;
  return picture("Path of the coefficients", caption, width, [{
    height: 420,
    ...{ marginLeft: 64, marginRight: 140, marginTop: 12, marginBottom: 44 },
    x: lambdaAxis,
    y: { label: "change per standard deviation", grid: true, tickFormat: tick, ...axis },
    marks: [
      Plot.ruleY([0], { stroke: "#888" }),
      Plot.ruleX([points[chosen].lambda].filter((lambda) => lambda > 0), {
        stroke: orange,
        strokeDasharray: "4 3",
      }),
      Plot.line(lines, { x: "lambda", y: "value", z: "name", stroke: blue, strokeWidth: 1.5 }),
      Plot.text(ends, {
        ...{ x: "lambda", y: "value", textAnchor: "start", dx: 6 },
        text: ({ name }: { name: string }) => short(name),
      }),
    ],
  }]);
}

function validationPicture(
  { target }: FitResult,
  { points }: Path,
  { means, errors, least, within, folds }: NonNullable<Path["validation"]>,
): string {
  const bars = points.map(({ lambda }, k) => ({
    lambda,
    mean: means[k],
    low: means[k] - errors[k],
    high: means[k] + errors[k],
  })).filter(({ lambda }) => lambda > 0);
  const caption =
    `The mean squared error of ${target} in the fold that was left out, over ${folds} folds, with a standard error on either side. Dashed: the least, and the largest lambda within a standard error of it.`;
  return picture("Cross-validated error", caption, width, [{
    height: 380,
    ...{ marginLeft: 72, marginRight: 24, marginTop: 12, marginBottom: 44 },
    x: lambdaAxis,
    y: { label: "mean squared error", grid: true, tickFormat: tick, ...axis },
    marks: [
      Plot.ruleX([least, within].map((k) => points[k].lambda), {
        stroke: "#888",
        strokeDasharray: "4 3",
      }),
      Plot.ruleX(bars, { x: "lambda", y1: "low", y2: "high", stroke: orange }),
      Plot.dot(bars, { x: "lambda", y: "mean", fill: orange, r: 2.5 }),
    ],
  }]);
}
