/**
 * The functions of two numbers that the page draws. No library is loaded for their names.
 *
 * @module
 */

/** What is known of a function before it is computed. */
export interface ValleyInfo {
  /** As a reader writes it. */
  formula: string;
  /** Where it is drawn; a start lies within. */
  x: [from: number, to: number];
  y: [from: number, to: number];
  /** Where its lowest point is. */
  minimum: [x: number, y: number];
  start: [x: number, y: number];
  learningRate: number;
}

/** By the address's names; the first is the post's figures'. */
export const valleys = {
  valley: {
    ...{ formula: "(x² + 5y²)/2", x: [-4.8, 1.6], y: [-1.7, 2.1], minimum: [0, 0] },
    ...{ start: [-4, 1.6], learningRate: 0.05 },
  },
  banana: {
    ...{ formula: "(1 − x)²/2 + 2(y − x²)²", x: [-2.2, 2.2], y: [-0.9, 2.6] },
    ...{ minimum: [1, 1], start: [-1.5, 1], learningRate: 0.02 },
  },
  saddle: {
    ...{ formula: "x⁴/4 − x²/2 + y²", x: [-2.2, 2.2], y: [-1.3, 1.3] },
    ...{ minimum: [1, 0], start: [-0.3, 1], learningRate: 0.1 },
  },
} satisfies Record<string, ValleyInfo>;

/** A name among them. */
export type ValleyName = keyof typeof valleys;

/** Who walks; the post's two are in each of their editions. */
export const valleyOptimizers = [
  ...["KeepStepping, published", "KeepStepping, intended", "KeepStepping, beyond"],
  ...["KeepVaulting, published", "KeepVaulting, intended"],
  ...["SGD", "Adam", "Polyak", "Newton", "subspace Newton"],
] as const;

/** One of them. */
export type ValleyOptimizer = typeof valleyOptimizers[number];

/** Whether an optimizer's steps are multiples of a learning rate. */
export function hasRate(optimizer: ValleyOptimizer): boolean {
  return !["Polyak", "Newton", "subspace Newton"].includes(optimizer);
}
