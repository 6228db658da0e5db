/** An exponential decay to a level, measured ten times: what SciPy 1.17.1 and R 4.2.2 were asked about. */
export const decay = {
  x: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  y: [10.2, 7.3, 5.6, 3.9, 3.1, 2.0, 1.7, 1.1, 0.9, 0.6],
  model: (t: number, [a, b, c]: Float64Array) => a * Math.exp(-b * t) + c,
  jacobian: (t: number, [a, b]: Float64Array) => [Math.exp(-b * t), -a * t * Math.exp(-b * t), 1],
  start: [8, 0.3, 0.5],
};

/** How far the measurements may be off. */
export const sigma = [0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0.4, 0.4, 0.5, 0.5];
