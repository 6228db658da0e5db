/**
 * The minimum of the quadratic model over the variables that are free at the generalised Cauchy point.
 *
 * @module
 */
import { LuDecomposition, Matrix } from "../deps/matrix.ts";
import type { Box } from "../numeric/box.ts";
import type { CompactHessian } from "./compact_hessian.ts";

/**
 * x^c + d^u, with d^u Newton's step of the model over the free variables, projected onto the box if that descends, and otherwise
 * cut off where it leaves the box. Source: Byrd, Lu, Nocedal and Zhu (1995), the direct primal method, (5.7) to (5.11); the
 * projection is Morales and Nocedal's (2011), Remark on algorithm 778, ACM TOMS 38(1).
 */
export function subspaceMinimum(
  box: Box,
  model: CompactHessian,
  { x, gradient, cauchy }: { x: Float64Array; gradient: Float64Array; cauchy: Float64Array },
): Float64Array {
  const free = [...x.keys()].filter((i) => cauchy[i] > box.lower[i] && cauchy[i] < box.upper[i]);
  if (free.length === 0) return cauchy;
  const { theta, columns } = model;
  const c = model.project(cauchy.map((value, i) => value - x[i]));
  const mc = model.middleTimes(c);
  const rows = free.map((i) => model.row(i));
  const reduced = free.map((i, k) => gradient[i] + theta * (cauchy[i] - x[i]) - sumOf(rows[k], mc));
  const step = reduced.map((r) => -r / theta);
  if (columns > 0) {
    const wr = Array.from(
      { length: columns },
      (_, j) => rows.reduce((sum, row, k) => sum + row[j] * reduced[k], 0),
    );
    const v = model.middleTimes(wr);
    // N = I - M W'Z Z'W / theta
    const gram = Array.from(
      { length: columns },
      (_, a) =>
        Array.from(
          { length: columns },
          (_, b) => rows.reduce((sum, row) => sum + row[a] * row[b], 0) / theta,
        ),
    );
    const middle = Matrix.columnVector(v);
    const columnsOfN = gram.map((_, b) => model.middleTimes(gram.map((row) => row[b])));
    const n = Matrix.eye(columns);
    columnsOfN.forEach((column, b) =>
      column.forEach((value, a) => n.set(a, b, n.get(a, b) - value))
    );
    const solved = new LuDecomposition(n).solve(middle).to1DArray();
    rows.forEach((row, k) => step[k] -= sumOf(row, solved) / theta ** 2);
  }
  const target = cauchy.slice();
  free.forEach((i, k) => target[i] += step[k]);
  const projected = box.project(target);
  const descent = projected.reduce((sum, value, i) => sum + (value - x[i]) * gradient[i], 0);
  if (descent < 0 && projected.every(Number.isFinite)) return projected;
  let alpha = 1;
  free.forEach((i, k) => {
    const bound = step[k] < 0 ? box.lower[i] : box.upper[i];
    if (step[k] !== 0) alpha = Math.min(alpha, (bound - cauchy[i]) / step[k]);
  });
  if (!Number.isFinite(alpha) || !step.every(Number.isFinite)) return cauchy;
  const cut = cauchy.slice();
  free.forEach((i, k) => cut[i] += alpha * step[k]);
  return box.project(cut);
}

function sumOf(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0);
}
