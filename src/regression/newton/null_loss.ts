/**
 * The loss of a model that has no features: with an offset, eta is not the same in every row, so that it takes scans of its own.
 *
 * @module
 */
import type { Model } from "../model/model.ts";
import type { Answer, PointAnswer, Question } from "../model/questions.ts";
import type { Start } from "./start.ts";

/** More steps in one dimension no data need. */
const mostSteps = 30;

/** Half the deviance of offset and intercept, by Newton's method in one dimension; of the offset alone, if there is no intercept. */
export function* nullLoss(
  { intercept }: Model,
  { kept, columns, fixed, moments, point }: Start,
  shape?: number,
): Generator<Question, number, Answer> {
  const { scaling } = moments;
  const place = intercept ? kept.findIndex((j) => j === 0) : -1;
  const own = place < 0 ? [] : [kept[place]];
  const asked = (at: number[]) => ({
    kind: "point" as const,
    ...{ scaling, columns: [...own, ...columns.slice(kept.length)], at: [...at, ...fixed] },
    ...{ hessian: own.length > 0, shape },
  });
  let at = own.map(() => point.at[place]);
  let found = (yield asked(at)) as PointAnswer;
  for (let i = 0; i < mostSteps && own.length > 0; i++) {
    const [slope, curvature] = [found.gradient[0], found.hessian![0]];
    let step = slope / curvature;
    // A fall that rounding would hide is not looked for.
    if (!(step * slope / 2 > 1e-13 * Math.abs(found.loss))) break;
    let next = (yield asked([at[0] + step])) as PointAnswer;
    while (!(next.loss <= found.loss) && Math.abs(step) > Number.EPSILON * Math.abs(at[0])) {
      step /= 2;
      next = (yield asked([at[0] + step])) as PointAnswer;
    }
    if (!(next.loss < found.loss)) break;
    at = [at[0] + step];
    found = next;
  }
  return found.loss;
}
