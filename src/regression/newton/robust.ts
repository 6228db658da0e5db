/**
 * Robust errors: the sandwich of the inverse Hessian about the sums of squared scores (White, 1980; Liang and Zeger, 1986).
 *
 * @module
 */
import { inverse, type Matrix, root } from "../../numeric/symmetric.ts";
import { leveragePowers } from "../model/errors.ts";
import type { Model } from "../model/model.ts";
import { type ScoresAnswer, type ScoresQuestion, unpack } from "../model/questions.ts";
import { TableError } from "../model/table_error.ts";
import type { Solution } from "./solution.ts";

/** What is to be asked at a solution; nothing, if its errors follow from the model. */
export function scoresQuestion(
  { errors = "model", cluster }: Model,
  { start, coefficients, hessian, shape }: Omit<Solution, "scores">,
): ScoresQuestion | undefined {
  const power = leveragePowers[errors];
  if (power === undefined && cluster === undefined) return undefined;
  const covariance = inverse(hessian);
  const square = covariance && root(covariance);
  if (square === undefined) return undefined;
  return {
    kind: "scores",
    scaling: start.moments.scaling,
    columns: start.columns,
    at: [...coefficients, ...start.fixed],
    size: start.kept.length,
    leverage: power ? { root: square, power } : undefined,
    clustered: cluster !== undefined,
    ...shape === undefined ? {} : { shape: shape.theta },
  };
}

/**
 * Refuses rows without a cluster.
 *
 * @throws {TableError} If there are some, or fewer than two clusters.
 */
export function checkClusters(
  { cluster, target }: Model,
  { clusters = 2, apart = 0 }: ScoresAnswer,
): void {
  const refuse = (why: string) => {
    throw new TableError(`Cannot fit "${target}" with clustered errors: ${why}`);
  };
  if (apart > 0) {
    const name = cluster!.label;
    refuse(`${apart} rows lack a value in "${name}". Try --where "${name} is not null".`);
  }
  if (clusters < 2) refuse(`"${cluster!.label}" has one value only, and two make clusters.`);
}

/**
 * The covariance of the coefficients of standardised columns. For clusters it is multiplied by G / (G - 1), and for the linear
 * family by (n - 1) / (n - k) besides; for HC1 by n / (n - k): as R's sandwich does.
 */
export function robustCovariance(
  { errors, family }: Model,
  { hessian, scores, start }: Solution,
): Matrix | undefined {
  const bread = inverse(hessian);
  if (bread === undefined || scores === undefined) return undefined;
  const { used, clusters } = scores;
  const size = bread.length;
  const df = used - start.kept.length;
  const factor = clusters === undefined
    ? errors === "HC1" ? used / df : 1
    : clusters / (clusters - 1) * (family.isLinear ? (used - 1) / df : 1);
  const product = (a: Matrix, b: Matrix) =>
    a.map((row) => b[0].map((_, j) => row.reduce((sum, each, k) => sum + each * b[k][j], 0)));
  const meat = unpack(scores.meat, size).map((row) => row.map((each) => factor * each));
  return product(product(bread, meat), bread);
}
