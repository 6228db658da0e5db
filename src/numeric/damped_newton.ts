/**
 * A Newton step in a few dimensions, that goes down whatever the curvatures are.
 *
 * @module
 */
import { EigenvalueDecomposition, Matrix } from "../deps/matrix.ts";

/** Eigenvalues of the scaled curvatures below this count as this: coordinates that say the same are no reason to go far. */
const least = 1e-3;

/**
 * Minus the inverse of the curvatures times the slopes, eigenvalues by their absolute value. Coordinates are first scaled to
 * curvatures of 1, so that their units do not count; those without slope or curvature stay.
 */
export function dampedNewton(slopes: ArrayLike<number>, curvatures: number[][]): Float64Array {
  const n = slopes.length;
  const diagonal = curvatures.map((row, i) => Math.abs(row[i]));
  const largest = Math.max(0, ...diagonal);
  const scale = diagonal.map((value) =>
    value > 0 && value >= Number.MIN_VALUE ? 1 / Math.sqrt(value) : 0
  );
  if (largest === 0 || n === 0) return new Float64Array(n);
  const scaled = curvatures.map((row, i) =>
    row.map((value, j) => (value + curvatures[j][i]) / 2 * scale[i] * scale[j])
  );
  const { realEigenvalues, eigenvectorMatrix: vectors } = new EigenvalueDecomposition(
    new Matrix(scaled),
    { assumeSymmetric: true },
  );
  const step = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let along = 0;
    for (let i = 0; i < n; i++) along += vectors.get(i, k) * scale[i] * slopes[i];
    const part = -along / Math.max(Math.abs(realEigenvalues[k]), least);
    for (let i = 0; i < n; i++) step[i] += part * vectors.get(i, k) * scale[i];
  }
  return step;
}
