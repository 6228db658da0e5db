/**
 * The middle of the sandwich for robust errors, of rows in the kernels' memory. One scan, in plain float64.
 *
 * @module
 */
import type { Columns } from "../../kernels/regression/columns.ts";
import type { DesignSource, RegressionRows } from "../../kernels/regression/regression.ts";
import { numbers } from "../model/algebra.ts";
import type { Family } from "../model/families.ts";
import type { ScoresAnswer, ScoresQuestion } from "../model/questions.ts";

/** The sum of x x' u^2 over the rows, with u a row's weight times its residual; or, of clusters, of s s' with s their sums of x u. */
export function scoresOf(
  { design, target, weights }: RegressionRows,
  columns: Columns,
  family: Family,
  { at, size, leverage }: ScoresQuestion,
  cluster?: number,
): ScoresAnswer {
  const strips: Float64Array[][] = [];
  for (let column = 0; column < columns.count; column++) {
    let k = 0;
    columns.visit(column, (values) => (strips[k++] ??= [])[column] = values);
  }
  const meat = new Float64Array(size * (size + 1) / 2);
  const clusters = new Map<number, Float64Array>();
  const x = new Float64Array(design.length);
  for (const strip of strips) {
    const rows = strip[target.column!].length;
    const part = new Float64Array(meat.length);
    for (let row = 0; row < rows; row++) {
      design.forEach((source, j) => x[j] = scaled(source, strip, row));
      const eta = at.reduce((sum, each, j) => sum + each * x[j], 0);
      const mean = family.mean(numbers, eta);
      const weight = weights === undefined ? 1 : strip[weights][row];
      const score = weight * (scaled(target, strip, row) - mean);
      if (cluster !== undefined) {
        const key = strip[cluster][row];
        const sums = clusters.get(key) ?? new Float64Array(size);
        for (let j = 0; j < size; j++) sums[j] += score * x[j];
        clusters.set(key, sums);
        continue;
      }
      const variance = weight * family.variance(numbers, eta, mean);
      const rest = leverage ? (1 - variance * squareOf(leverage.root, x)) ** leverage.power : 1;
      addOuter(part, x, size, score * score / rest);
    }
    for (let i = 0; i < meat.length; i++) meat[i] += part[i];
  }
  for (const sums of clusters.values()) addOuter(meat, sums, size, 1);
  const used = columns.rows;
  return cluster === undefined
    ? { used, meat: [...meat] }
    : { used, meat: [...meat], clusters: clusters.size, apart: 0 };
}

function scaled({ column, level, shift, scale }: DesignSource, strip: Float64Array[], row: number) {
  const value = column === undefined ? 1 : strip[column][row];
  return ((level === undefined ? value : Number(value === level)) - shift) / scale;
}

/** x' R R' x. */
function squareOf(root: number[][], x: Float64Array): number {
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
