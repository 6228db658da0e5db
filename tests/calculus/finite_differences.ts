/** A loss in plain numbers. */
export type PlainLoss = (w: number[]) => number;

/** The Hessian of a loss by central differences in float64: good to about 1e-6. */
export function differencedHessian(loss: PlainLoss, w: number[], h = 1e-4): number[][] {
  const at = (moves: [number, number][]) => {
    const moved = [...w];
    for (const [i, by] of moves) moved[i] += by;
    return loss(moved);
  };
  return w.map((_, i) =>
    w.map((_, j) =>
      (at([[i, h], [j, h]]) - at([[i, h], [j, -h]]) - at([[i, -h], [j, h]]) +
        at([[i, -h], [j, -h]])) / (4 * h * h)
    )
  );
}
