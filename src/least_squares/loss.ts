/**
 * Robust losses: outliers count less than their squares.
 *
 * @module
 */

/** A loss by its name: that of SciPy's `least_squares`, in this suite's spelling. */
export type LossName = "linear" | "huber" | "softL1" | "cauchy";

/** What a residual r counts: C^2 rho(z), with z = (r / C)^2 and the loss's scale C. rho(z) is about z for small z. */
export interface Loss {
  /** rho(z). */
  value(z: number): number;
  /** rho'(z). */
  slope(z: number): number;
  /** rho''(z). */
  curvature(z: number): number;
}

/**
 * The losses. huber: squares up to C, straight lines beyond it. softL1: the same, smoothly. cauchy: logarithms, so that an outlier's pull fades
 * with its distance; there may then be several minima. Source: Huber (1964), Robust estimation of a location parameter; and Triggs, McLauchlan,
 * Hartley and Fitzgibbon (2000), Bundle adjustment, section 4.3.
 */
export const losses: Record<Exclude<LossName, "linear">, Loss> = {
  huber: {
    value: (z) => z <= 1 ? z : 2 * Math.sqrt(z) - 1,
    slope: (z) => z <= 1 ? 1 : 1 / Math.sqrt(z),
    curvature: (z) => z <= 1 ? 0 : -0.5 / (z * Math.sqrt(z)),
  },
  softL1: {
    // 2 (sqrt(1 + z) - 1), without subtracting what nearly cancels.
    value: (z) => 2 * z / (Math.sqrt(1 + z) + 1),
    slope: (z) => 1 / Math.sqrt(1 + z),
    curvature: (z) => -0.5 / ((1 + z) * Math.sqrt(1 + z)),
  },
  cauchy: {
    value: (z) => Math.log1p(z),
    slope: (z) => 1 / (1 + z),
    curvature: (z) => -1 / (1 + z) ** 2,
  },
};
