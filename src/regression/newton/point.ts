import type { Matrix } from "../../numeric/symmetric.ts";

/** A point, and what is known there. Loss, gradient and Hessian are those of the likelihood and the ridge together. */
export interface Point {
  at: number[];
  loss: number;
  /** The loss falls along it. */
  gradient: number[];
  hessian: Matrix;
}

/** What a scan found at a point, with the ridge's part. */
export function pointOf(
  { penalties }: { penalties: number[] },
  at: number[],
  found: { loss: number; gradient: number[]; hessian?: Matrix },
  hessian: Matrix,
): Point {
  return {
    at,
    loss: found.loss + ridgeLoss(penalties, at),
    gradient: found.gradient.map((value, j) => value - penalties[j] * at[j]),
    hessian: found.hessian ? plusDiagonal(found.hessian, penalties) : hessian,
  };
}

/** Half the sum of weighted squares. */
export function ridgeLoss(penalties: number[], at: number[]): number {
  return 0.5 * at.reduce((sum, value, j) => sum + penalties[j] * value * value, 0);
}

/** A matrix and a diagonal. */
export function plusDiagonal(matrix: Matrix, diagonal: number[]): Matrix {
  return matrix.map((row, i) => row.map((value, j) => i === j ? value + diagonal[i] : value));
}
