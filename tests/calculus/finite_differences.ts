/** A loss in plain numbers. */
export type PlainLoss = (w: number[]) => number;

/** The gradient of a loss by central differences in float64: good to about 1e-9. */
export function differencedGradient(loss: PlainLoss, w: number[], h = 1e-5): number[] {
  return w.map((_, i) => (loss(moved(w, [[i, h]])) - loss(moved(w, [[i, -h]]))) / (2 * h));
}

/** The Hessian of a loss by central differences in float64: good to about 1e-6. */
export function differencedHessian(loss: PlainLoss, w: number[], h = 1e-4): number[][] {
  const at = (i: number, j: number, a: number, b: number) => loss(moved(w, [[i, a], [j, b]]));
  return w.map((_, i) =>
    w.map((_, j) =>
      (at(i, j, h, h) - at(i, j, h, -h) - at(i, j, -h, h) + at(i, j, -h, -h)) / (4 * h * h)
    )
  );
}

function moved(w: number[], moves: [number, number][]): number[] {
  const result = [...w];
  for (const [i, by] of moves) result[i] += by;
  return result;
}
