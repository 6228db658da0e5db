/**
 * Steps from a point to the best one.
 *
 * @module
 */
import { conditionNumber, select, solve } from "../../numeric/symmetric.ts";
import type { Model } from "../model/model.ts";
import { TableError } from "../model/table_error.ts";
import {
  type Answer,
  type LossesAnswer,
  type PointAnswer,
  type PointQuestion,
  type Question,
  unpack,
} from "../model/questions.ts";
import { type Point, pointOf, ridgeLoss } from "./point.ts";
import { bestFraction, binsAround, fractions, moved } from "./points.ts";
import { checkSeparation } from "./separation.ts";
import type { FitStatus, Solution } from "./solution.ts";
import type { Start } from "./start.ts";

/** Newton squares the error: after a step this small the next point is the last; after one this small it is reached. */
const [nearly, there] = [3e-5, 1e-9];

/** Fisher's scoring only divides it, by a half or more. */
const thereByScoring = 1e-12;

/** Sees what is found at each point, and may throw. */
export type CheckPoint = (start: Start, question: PointQuestion, found: PointAnswer) => void;

/** How far steps may go. */
export interface Limits {
  /** Scans that were made, and may be. */
  scans: number;
  maxScans: number;
  check: CheckPoint;
  /** Where to begin, if not at the start's point. */
  from?: number[];
  /** A step this small against the coefficients is the last one. */
  tolerance?: number;
  /** theta of the negative binomial. */
  shape?: number;
}

/**
 * Newton's steps, each with a line search if it makes the loss worse.
 *
 * @throws {TableError} If the system is singular, or classes are separated.
 */
export function* stepsFrom(
  model: Model,
  start: Start,
  limits: Limits,
): Generator<Question, Solution, Answer> {
  const { maxScans, check, from, shape } = limits;
  const { isLinear: linear, isCanonical } = model.family;
  const { tolerance = isCanonical ? there : thereByScoring } = limits;
  // Steps that no longer shrink are rounding.
  const shrunk = isCanonical ? 0.5 : 1;
  let { scans } = limits;
  const { kept, moments } = start;
  const condition = conditionNumber(select(moments.gram, kept));
  let { point } = start;
  const losses = [{ scans, loss: point.loss }];
  let residuals: Solution["residuals"];
  // First sums alone lose twice the digits that the condition number stands for.
  let error = linear ? Number.EPSILON * condition ** 2 : 1;

  const asked = (at: number[], along: number[], last: boolean): PointQuestion => ({
    kind: "point",
    scaling: moments.scaling,
    columns: start.columns,
    at: [...at, ...start.fixed],
    along: model.family.name === "logistic" ? [...along, ...start.fixed.map(() => 0)] : undefined,
    hessian: !linear,
    bins: last ? binsAround(start, at) : undefined,
    ...shape === undefined ? {} : { shape },
  });
  const ended = (status: FitStatus, step: number[]): Solution => {
    const coefficients = moved(point.at, step, 1);
    const fall = 0.5 * step.reduce((sum, value, j) => sum + value * point.gradient[j], 0);
    const loss = Math.max(0, point.loss - fall - ridgeLoss(start.penalties, coefficients));
    const shared = { losses, residuals, condition, error: error + 4 * Number.EPSILON * condition };
    return { status, start, coefficients, hessian: point.hessian, loss, scans, ...shared };
  };

  if (start.fixed.length > 0 || !start.isKnown || from) {
    // With an offset, say, nothing is known yet.
    const at = from ?? point.at;
    const question = asked(at, at.map(() => 0), false);
    const found = (yield question) as PointAnswer;
    check(start, question, found);
    scans++;
    point = pointAt(start, point, at, found);
    losses[0] = { scans, loss: point.loss };
  }
  for (let before = Infinity;;) {
    const step = newtonStep(model, start, point);
    if (scans >= maxScans) return ended("out of scans", step);
    let last = linear || relativeSize(step, point.at) < Math.max(nearly, tolerance);
    let next = moved(point.at, step, 1);
    let question = asked(next, step, last);
    let found = (yield question) as PointAnswer;
    check(start, question, found);
    scans++;
    if (!last && !(found.loss + ridgeLoss(start.penalties, next) <= point.loss)) {
      if (scans + 1 >= maxScans) return ended("out of scans", step.map(() => 0));
      const line = {
        scaling: moments.scaling,
        columns: start.columns,
        from: [...point.at, ...start.fixed],
        along: [...step, ...start.fixed.map(() => 0)],
        fractions,
        ...shape === undefined ? {} : { shape },
      };
      const tried = (yield { kind: "losses", ...line }) as LossesAnswer;
      const fraction = bestFraction(start, point, step, tried.losses);
      if (fraction === undefined) return ended("no further descent", step.map(() => 0));
      next = moved(point.at, step, fraction);
      last = false;
      question = asked(next, step, last);
      found = (yield question) as PointAnswer;
      check(start, question, found);
      scans += 2;
    }
    checkSeparation(model, start, next, step, found);
    point = pointAt(start, point, next, found);
    losses.push({ scans, loss: point.loss });
    if (found.bins) {
      residuals = { pearson: found.pearson, bins: binsAround(start, next), binned: found.bins };
    }
    const further = newtonStep(model, start, point);
    const size = relativeSize(further, point.at);
    error = Math.min(1, size);
    if (last && (size < tolerance || size >= shrunk * before)) {
      if (size < tolerance && isCanonical) error = size ** 2;
      return ended("converged", further);
    }
    before = last ? size : Infinity;
  }
}

/** What was found at a point. An offset's row is the last one, and is left out. */
function pointAt(start: Start, before: Point, at: number[], found: PointAnswer): Point {
  const { length } = start.kept;
  const hessian = found.hessian && unpack(found.hessian, length);
  const gradient = found.gradient.slice(0, length);
  return pointOf(start, at, { ...found, gradient, hessian }, before.hessian);
}

function newtonStep(model: Model, { moments }: Start, { gradient, hessian }: Point): number[] {
  const step = solve(hessian, gradient);
  if (step?.every(Number.isFinite)) return step;
  throw new TableError(
    `Cannot fit "${model.target}": the system is singular (total weight ${moments.totals.weight}). Try --ridge 1, or fewer columns with --exclude.`,
  );
}

/** The largest part of a step against the largest coefficient. */
function relativeSize(step: number[], at: number[]): number {
  const largest = (values: number[]) => Math.max(0, ...values.map(Math.abs));
  return largest(step) / Math.max(1e-3, largest(at));
}
