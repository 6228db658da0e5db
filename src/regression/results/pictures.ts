/**
 * A fit in pictures: coefficients with their intervals, residuals against fitted values, loss against scans.
 *
 * @module
 */
import * as Plot from "../../deps/plot.ts";
import { picture } from "../../drawings/svg.ts";
import type { LinkName } from "../model/families.ts";
import { axis, blue, orange, tick, width } from "./picture_parts.ts";
import { diagnosticPictures } from "./diagnostic_pictures.ts";
import { pathPictures } from "./path_pictures.ts";
import { figure } from "./figures.ts";
import type { FitResult } from "./fit_result.ts";

const mostCoefficients = 40;

/** What a coefficient changes. */
const scales: Record<LinkName, (target: string) => string> = {
  identity: (target) => target,
  log: (target) => `the logarithm of the mean of ${target}`,
  inverse: (target) => `the inverse of the mean of ${target}`,
  sqrt: (target) => `the root of the mean of ${target}`,
  "1/mu^2": (target) => `the inverse square of the mean of ${target}`,
  logit: (target) => `the log odds of ${target}`,
  probit: (target) => `the probit of ${target}`,
  cloglog: (target) => `the complementary log-log of ${target}`,
};

/** The pictures, by file name, as SVG. */
export function fitPictures(result: FitResult): Record<string, string> {
  return {
    "coefficients.svg": coefficientPicture(result),
    ...result.residuals && { "residuals.svg": residualPicture(result, result.residuals) },
    ...pathPictures(result),
    ...diagnosticPictures(result),
    "loss.svg": lossPicture(result),
  };
}

/** Each coefficient times its column's standard deviation, so that they can be compared. */
function coefficientPicture(result: FitResult): string {
  const { coefficients, deviations, target, link, confidence } = result;
  const all = coefficients.flatMap(({ name, estimate, low, high }, j) => {
    const deviation = deviations[j];
    if (estimate === null || deviation === null) return [];
    const scaled = [estimate, low ?? estimate, high ?? estimate].map((value) => value * deviation);
    return [{ name, estimate: scaled[0], low: scaled[1], high: scaled[2] }];
  }).sort((a, b) => Math.abs(b.estimate) - Math.abs(a.estimate));
  const shown = all.slice(0, mostCoefficients);
  const label = shortNames(shown.map(({ name }) => name));
  const left = Math.min(
    260,
    24 + 6.2 * Math.max(4, ...shown.map(({ name }) => label(name).length)),
  );
  const caption = `What one standard deviation of each column adds to ${scales[link](target)}, ${
    result.ridge > 0 || result.path ? "under the penalty" : `with ${100 * confidence}% intervals`
  }.${shown.length < all.length ? ` The ${shown.length} largest of ${all.length}.` : ""}`;
  return picture("Coefficients", caption, width, [{
    height: 60 + 20 * shown.length,
    marginLeft: left,
    marginRight: 24,
    marginTop: 12,
    marginBottom: 40,
    x: {
      label: `change of ${scales[link](target)} per standard deviation`,
      ...{ grid: true, tickFormat: tick, ...axis },
    },
    y: {
      label: null,
      domain: shown.map(({ name }) => name),
      type: "point",
      padding: 0.6,
      tickFormat: label,
    },
    marks: [
      Plot.ruleX([0], { stroke: "#888" }),
      Plot.ruleY(shown, { y: "name", x1: "low", x2: "high", stroke: blue, strokeWidth: 2 }),
      Plot.dot(shown, { x: "estimate", y: "name", fill: blue, r: 4 }),
    ],
  }]);
}

function residualPicture(result: FitResult, bins: NonNullable<FitResult["residuals"]>): string {
  const { sample, rows, family, target } = result;
  const dots = family === "logistic" ? [] : sample;
  const told = dots.length === 0
    ? ""
    : dots.length < rows.used
    ? ` Grey: ${dots.length} of them, drawn at random.`
    : " Grey: every row.";
  const bars = bins.map((bin) => ({
    ...bin,
    low: bin.residual - 2 * bin.error,
    high: bin.residual + 2 * bin.error,
  }));
  const caption =
    `Orange: the mean residual of all ${rows.used} rows by fitted value, with two standard errors. A bend means that the model misses something.${told}`;
  return picture("Residuals against fitted values", caption, width, [{
    height: 380,
    marginLeft: 64,
    marginRight: 24,
    marginTop: 12,
    marginBottom: 44,
    x: { label: `fitted ${target}`, tickFormat: tick, ...axis },
    y: { label: "residual", grid: true, tickFormat: tick, ...axis },
    marks: [
      Plot.ruleY([0], { stroke: "#888" }),
      Plot.dot(dots, { x: "fitted", y: "residual", r: 2, fill: "#999", fillOpacity: 0.5 }),
      Plot.ruleX(bars, { x: "fitted", y1: "low", y2: "high", stroke: orange, strokeWidth: 2 }),
      Plot.dot(bars, { x: "fitted", y: "residual", fill: orange, r: 3.5 }),
    ],
  }]);
}

function lossPicture({ losses, status, family, link }: FitResult): string {
  const name = link === "identity" && family === "linear" ? "sum of squared residuals" : "deviance";
  const last = losses[losses.length - 1];
  const caption = `The ${name} after each scan of the data, from a constant's to ${
    figure(last.deviance)
  }: ${status}.`;
  return picture("Loss against scans", caption, width, [{
    height: 300,
    marginLeft: 72,
    marginRight: 24,
    marginTop: 12,
    marginBottom: 44,
    x: {
      label: "scans of the data",
      ticks: losses.map(({ scans }) => scans),
      tickFormat: "d",
      domain: [0.5, last.scans + 0.5],
      ...axis,
    },
    y: {
      label: name,
      grid: true,
      zero: true,
      tickFormat: tick,
      ...axis,
    },
    marks: [
      Plot.line(losses, { x: "scans", y: "deviance", stroke: blue, strokeWidth: 2 }),
      Plot.dot(losses, { x: "scans", y: "deviance", fill: blue, r: 4 }),
    ],
  }]);
}

const longest = 38;

/** Long names, shortened in the middle so that those that begin or end alike are told apart; as a whole where that is not enough. */
function shortNames(names: string[]): (name: string) => string {
  const half = (longest - 3) / 2;
  const short = (name: string) =>
    name.length > longest ? `${name.slice(0, half + 0.5)}...${name.slice(-half + 0.5)}` : name;
  const isUnique = new Set(names.map(short)).size === new Set(names).size;
  return isUnique ? short : (name) => name;
}
