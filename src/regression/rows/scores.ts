/**
 * The middle of the sandwich for robust errors, of rows in the kernels' memory. One scan, in plain float64.
 *
 * @module
 */
import type { Columns } from "../../kernels/regression/columns.ts";
import type { RegressionRows } from "../../kernels/regression/regression.ts";
import { numbers } from "../model/algebra.ts";
import { type Family, withShape } from "../model/families.ts";
import { eachRow, etaAt } from "./each_row.ts";
import type { ScoresAnswer, ScoresQuestion } from "../model/questions.ts";

/** The sum of x x' u^2 over the rows, with u a row's weight times its residual; or, of clusters, of s s' with s their sums of x u. */
export function scoresOf(
  rows: RegressionRows,
  columns: Columns,
  base: Family,
  { at, size, leverage, shape }: ScoresQuestion,
  cluster?: number,
): ScoresAnswer {
  const family = withShape(base, shape);
  const meat = new Float64Array(size * (size + 1) / 2);
  const clusters = new Map<number, Float64Array>();
  const part = new Float64Array(meat.length);
  eachRow(rows, columns, ({ x, target, weight, strip, row }) => {
    const eta = etaAt(at, x);
    const mean = family.mean(numbers, eta);
    const pull = family.pull?.(numbers, eta, mean) ?? 1;
    const score = weight * (target - mean) * pull;
    if (cluster !== undefined) {
      const key = strip[cluster][row];
      const sums = clusters.get(key) ?? new Float64Array(size);
      for (let j = 0; j < size; j++) sums[j] += score * x[j];
      clusters.set(key, sums);
      return;
    }
    const bend = weight * family.bend(numbers, eta, mean);
    const rest = leverage ? (1 - bend * squareOf(leverage.root, x)) ** leverage.power : 1;
    addOuter(part, x, size, score * score / rest);
  }, () => {
    for (let i = 0; i < meat.length; i++) meat[i] += part[i];
    part.fill(0);
  });
  for (const sums of clusters.values()) addOuter(meat, sums, size, 1);
  const used = columns.rows;
  return cluster === undefined
    ? { used, meat: [...meat] }
    : { used, meat: [...meat], clusters: clusters.size, apart: 0 };
}

/** x' R R' x: a row's leverage, over its weight. */
export function squareOf(root: number[][], x: Float64Array): number {
  let sum = 0;
  for (let m = 0; m < root.length; m++) {
    let dot = 0;
    for (let j = 0; j < root.length; j++) dot += root[j][m] * x[j];
    sum += dot * dot;
  }
  return sum;
}

/** Adds the lower triangle of factor x x'. */
function addOuter(to: Float64Array, x: Float64Array, size: number, factor: number): void {
  for (let i = 0, at = 0; i < size; i++) {
    const scaled = factor * x[i];
    for (let j = 0; j <= i; j++) to[at++] += scaled * x[j];
  }
}
