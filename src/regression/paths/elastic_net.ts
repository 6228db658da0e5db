/**
 * The elastic net of standardised sums, by coordinate descent (Friedman, Hastie and Tibshirani, Regularization Paths for Generalized
 * Linear Models via Coordinate Descent, 2010), with its active columns solved for exactly.
 *
 * @module
 */
import { type Matrix, select, solve } from "../../numeric/symmetric.ts";

/** Products of columns of mean 0 and mean square 1, with each other and with a target of the same kind: all of them are correlations. */
export interface Correlations {
  /** 0 in the row and column of a column that is the same in every row. */
  gram: Matrix;
  moment: number[];
}

/** lambda times alpha |b| + (1 - alpha) / 2 b squared. */
export interface Penalty {
  lambda: number;
  alpha: number;
}

/** A sweep that moves no coefficient by more than this, in standard deviations, is the last: the root of glmnet's 1e-14. */
const smallest = 1e-7;

/** How far, as a share, a correlation may be from a lambda that is equal to it. */
const rounding = 64 * Number.EPSILON;

/** Sweeps of one lambda, at most. */
const mostSweeps = 100_000;

/**
 * The minimum of |y - X b|^2 / 2n + lambda (alpha |b| + (1 - alpha) / 2 b^2). A sweep costs columns times coefficients that move.
 *
 * @param from Where the descent begins: the solution of a larger lambda.
 */
export function elasticNet(sums: Correlations, penalty: Penalty, from: number[]): number[] {
  const { gram, moment } = sums;
  const b = from.slice();
  const gradient = moment.map((value, j) => value - dot(gram[j], b));
  const every = moment.flatMap((_, j) => gram[j][j] > 0 ? [j] : []);
  for (let sweeps = 0; sweeps < mostSweeps;) {
    const moved = sweep(sums, penalty, b, gradient, every);
    sweeps++;
    if (moved < smallest) break;
    // Those that count alone, until they are at rest.
    const active = every.filter((j) => b[j] !== 0);
    while (sweeps < mostSweeps && sweep(sums, penalty, b, gradient, active) >= smallest) sweeps++;
  }
  return exact(sums, penalty, b) ?? b;
}

/** One turn of coordinate descent, in place; the longest step. */
function sweep(
  { gram }: Correlations,
  { lambda, alpha }: Penalty,
  b: number[],
  gradient: number[],
  columns: number[],
): number {
  let longest = 0;
  for (const j of columns) {
    const next = soft(gradient[j] + gram[j][j] * b[j], lambda * alpha) /
      (gram[j][j] + lambda * (1 - alpha));
    const step = next - b[j];
    if (step === 0) continue;
    b[j] = next;
    for (let k = 0; k < gradient.length; k++) gradient[k] -= step * gram[j][k];
    longest = Math.max(longest, Math.abs(step));
  }
  return longest;
}

/** Nearer to 0 by this much, and no further; 0, too, if rounding alone keeps it from that. */
function soft(value: number, by: number): number {
  const rest = Math.abs(value) - by;
  return rest > rounding * by ? Math.sign(value) * rest : 0;
}

/** With these signs the minimum is a linear system's solution; undefined if its signs are others, or another column belongs to it. */
function exact(
  { gram, moment }: Correlations,
  { lambda, alpha }: Penalty,
  b: number[],
): number[] | undefined {
  const active = b.flatMap((value, j) => value === 0 ? [] : [j]);
  const system = select(gram, active)
    .map((row, i) => row.map((value, j) => i === j ? value + lambda * (1 - alpha) : value));
  const right = active.map((j) => moment[j] - lambda * alpha * Math.sign(b[j]));
  const solved = solve(system, right);
  if (!solved?.every((value, k) => Math.sign(value) === Math.sign(b[active[k]]))) return undefined;
  const whole = b.map(() => 0);
  active.forEach((j, k) => whole[j] = solved[k]);
  const isBound = b.every((value, j) =>
    value !== 0 || Math.abs(moment[j] - dot(gram[j], whole)) <= lambda * alpha + 1e-9
  );
  return isBound ? whole : undefined;
}

function dot(left: number[], right: number[]): number {
  let sum = 0;
  for (let j = 0; j < left.length; j++) sum += left[j] * right[j];
  return sum;
}
