/**
 * The functions of one number that the page draws. No library is loaded for their names.
 *
 * @module
 */

/** What is known of a function before it is computed. */
export interface CurveInfo {
  /** As a reader writes it. */
  formula: string;
  /** Where it is drawn; a start lies within. */
  x: [from: number, to: number];
  /** Where its lowest point is. */
  minimum: number;
  start: number;
  learningRate: number;
}

/** By the address's names; the first is the post's figures'. */
export const curves = {
  log: { formula: "x²/2 − log x", x: [0.12, 2.15], minimum: 1, start: 1.9, learningRate: 0.1 },
  hill: {
    ...{ formula: "x⁴/4 − x²/2 + x/10", x: [-1.6, 1.5] },
    ...{ minimum: -1.0466805318, start: 1.3, learningRate: 0.2 },
  },
  flat: {
    ...{ formula: "√(1 + x²)", x: [-2.4, 2.4], minimum: 0 },
    ...{ start: 0.9, learningRate: 0.4 },
  },
} satisfies Record<string, CurveInfo>;

/** A name among them. */
export type CurveName = keyof typeof curves;

/** Who walks. */
export const curveMethods = ["gradient descent", "Newton"] as const;

/** One of them. */
export type CurveMethod = typeof curveMethods[number];
