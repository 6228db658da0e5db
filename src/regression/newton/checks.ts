/**
 * What the first scan tells of data that cannot be fitted.
 *
 * @module
 */
import type { Model } from "../model/model.ts";
import { largestValue } from "../model/powers.ts";
import type { MomentsAnswer, Range } from "../model/questions.ts";
import { checkColumns } from "./separation.ts";
import { TableError } from "../model/table_error.ts";

/** The logarithm of a mean is held within -300 and 300. */
const mostCount = 1e100;

/** Cubes of means, and of their inverses, have room. */
const mostPositive = 1e50;

/** Rows without which nothing is lost, by column: how many lack each. */
export function missingValues(model: Model, answer: MomentsAnswer): Map<string, number> {
  const { inputs, target, weights } = answer;
  const all: [string, Range | undefined][] = [
    ...model.inputs.flatMap(({ column, isProduct }, i): [string, Range][] =>
      isProduct ? [] : [[column, inputs[i]]]
    ),
    [model.target, target],
    [model.weights ?? "", weights],
  ];
  return new Map(all.flatMap(([name, range]) => range?.missing ? [[name, range.missing]] : []));
}

/**
 * Refuses what has no regression.
 *
 * @throws {TableError} With what was wrong and what to do.
 */
export function checkMoments(model: Model, answer: MomentsAnswer): void {
  const { target, weights, columns, inputs, ridge } = model;
  const { rows, used } = answer;
  const refuse = (why: string): never => {
    throw new TableError(`Cannot fit "${target}": ${why}`);
  };
  if (rows === 0) refuse("there are no rows. Try another --where, or another file.");
  const ranges = inputs.map(({ column }, i): [string, Range] => [column, answer.inputs[i]]);
  ranges.push([target, answer.target]);
  if (weights !== undefined && answer.weights) {
    if (answer.weights.low < 0) refuse(`the weights in "${weights}" must be 0 or more.`);
    ranges.push([weights, answer.weights]);
  }
  for (const [name, { low, high }] of ranges) {
    if (low === -Infinity || high === Infinity) {
      refuse(`"${name}" has infinite values. Try --where "${name} < 1e300", or --exclude.`);
    }
    const largest = Math.max(Math.abs(low), Math.abs(high));
    if (largest > largestValue) {
      refuse(
        `"${name}" has values up to ${largest}, whose differences overflow. Measure it in a larger unit, or try --where "${name} < 1e300".`,
      );
    }
  }
  const missing = [...missingValues(model, answer)].sort(([, a], [, b]) => b - a);
  const listed = missing.map(([name, count]) => `"${name}" in ${count}`).join(", ");
  if (used === 0) {
    refuse(`every one of the ${rows} rows lacks a value (${listed || "all weights are 0"}).`);
  }
  if (model.strict && missing.length > 0) {
    refuse(`${rows - used} of ${rows} rows lack a value (${listed}), and --strict forbids that.`);
  }
  checkWeights(model, answer, refuse);
  checkTarget(model, answer, refuse);
  if (used < columns.length && ridge === 0) {
    refuse(
      `${columns.length} columns need at least as many rows, and there are ${used}. Try --features with fewer, or --ridge 1.`,
    );
  }
  checkColumns(model, answer);
}

/** Weights may have any unit in which their sum is a number with all its digits. */
function checkWeights(
  { weights }: Model,
  { totals: { weight } }: MomentsAnswer,
  refuse: (why: string) => never,
): void {
  if (weights === undefined || (weight > 2 ** -800 && weight < 2 ** 800)) return;
  const size = weight > 1 ? "large" : "small";
  refuse(
    `the weights in "${weights}" are too ${size}: their sum is ${weight}. Measure them in another unit.`,
  );
}

function checkTarget(model: Model, answer: MomentsAnswer, refuse: (why: string) => never): void {
  const { family, target } = model;
  const { totals, odd, target: { low, high } } = answer;
  const values = `it has values from ${low} to ${high}`;
  if (low === high) {
    const { missing } = answer.target;
    const lacking = missing > 0 ? ` that has a value, and missing in ${missing}` : "";
    refuse(`it is ${low} in every row${lacking}, so that there is nothing to explain.`);
  }
  const isShare = model.weights !== undefined && low >= 0 && high <= 1;
  if (family.name === "logistic" && odd > 0 && !isShare) {
    const advice = low === 1 && high === 2
      ? `--formula "I(${target} == 2) ~ ." to explain its 2s`
      : "--family linear, or --weights with the number of trials if it is a share of them";
    refuse(`a logistic target must be 0 or 1, and ${values}. Try ${advice}.`);
  }
  const kind = family.name.replace("-", " ");
  const isCount = family.name === "poisson" || family.name === "negative-binomial";
  if (isCount && low < 0) {
    refuse(`a ${kind} target must be 0 or more, and ${values}. Try --family linear.`);
  }
  const isPositive = family.name === "gamma" || family.name === "inverse-gaussian";
  if (isPositive && low <= 0) {
    refuse(`a ${kind} target must be above 0, and ${values}. Try --family linear.`);
  }
  const most = isCount ? mostCount : isPositive ? mostPositive : Infinity;
  if (most < Infinity && (high > most || high < 1 / most)) {
    refuse(
      `a ${kind} target ${
        isCount ? "counts" : "has a scale"
      }, and ${values}. Measure it in another unit.`,
    );
  }
  // Only an intercept makes up for a mean, and only then is the target near 0 in these sums.
  if (!model.intercept) return;
  const mean = totals.target / totals.weight;
  const spread = totals.square / totals.weight - mean ** 2;
  if (!(spread > 1e-14 * (totals.square / totals.weight))) {
    refuse("it is the same in every complete row, so that there is nothing to explain.");
  }
}
