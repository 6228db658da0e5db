/**
 * The negative binomial's theta beside the coefficients, each in turn given the other, as R's glm.nb (Venables and Ripley, Modern
 * Applied Statistics with S, 2002) has it: they are orthogonal, so that few turns are needed.
 *
 * @module
 */
import type { Model } from "../model/model.ts";
import { TableError } from "../model/table_error.ts";
import type { Answer, Question, ShapeAnswer } from "../model/questions.ts";
import type { Solution } from "./solution.ts";
import type { Start } from "./start.ts";
import { type Limits, stepsFrom } from "./steps_from.ts";

/** A turn in which ln theta moves by less is the last. */
const there = 1e-9;

/** No turn moves ln theta by more. */
const longest = 2;

/** Of a theta this many times the mean the distribution is Poisson's. */
const most = 1e4;

/**
 * Coefficients and theta. While theta is not known to many digits, nor need the coefficients be.
 *
 * @throws {TableError} If the counts vary no more than Poisson's.
 */
export function* shapeSteps(
  model: Model,
  start: Start,
  limits: Limits,
): Generator<Question, Solution, Answer> {
  const { totals } = start.moments;
  const mean = totals.target / totals.weight;
  const spread = totals.square / totals.weight - mean ** 2;
  let shape = spread > mean ? mean ** 2 / (spread - mean) : mean;
  let { scans, from } = limits;
  for (let change = 1;;) {
    const tolerance = Math.max(there, Math.min(1e-2, change / 100));
    const turn = { ...limits, scans, from, shape, tolerance };
    const solution = yield* stepsFrom(model, start, turn);
    const { columns, fixed, moments: { scaling } } = start;
    const at = [...solution.coefficients, ...fixed];
    const asked = { kind: "shape" as const, scaling, columns, at, shape };
    const found = (yield asked) as ShapeAnswer;
    scans = solution.scans + 1;
    const size = found.slope / (shape * Math.abs(found.information));
    // Far out, where the distribution is nearly Poisson's, Newton's steps of ln theta are 1/2 for ever.
    const isFar = shape > 10 * Math.max(1, mean) && size > 0.3;
    const step = isFar ? longest : Math.max(-longest, Math.min(longest, size));
    const isLast = scans >= limits.maxScans || solution.status !== "converged" ||
      Math.abs(step) < there && tolerance === there;
    if (isLast) {
      const { saturated, information } = found;
      const error = 1 / Math.sqrt(information);
      const status = scans >= limits.maxScans ? "out of scans" as const : solution.status;
      return { ...solution, status, scans, shape: { theta: shape, error, saturated } };
    }
    change = Math.abs(step);
    shape *= Math.exp(step);
    from = solution.coefficients;
    if (shape > most * Math.max(1, mean)) {
      throw new TableError(
        `Cannot fit "${model.target}": its counts vary no more than Poisson's, so that theta grows without end. Try --family poisson.`,
      );
    }
  }
}
