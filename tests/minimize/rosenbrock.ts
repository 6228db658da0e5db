/**
 * Rosenbrock's function and its gradient.
 *
 * @module
 */

/** (1 - a)^2 + 100 (b - a^2)^2. */
export const rosenbrock = ([a, b]: ArrayLike<number> & Iterable<number>): number =>
  (1 - a) ** 2 + 100 * (b - a ** 2) ** 2;

/** Its gradient. */
export const slopeOfRosenbrock = ([a, b]: ArrayLike<number> & Iterable<number>): number[] => [
  -2 * (1 - a) - 400 * a * (b - a ** 2),
  200 * (b - a ** 2),
];
