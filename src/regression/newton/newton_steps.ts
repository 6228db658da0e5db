/**
 * Newton's method where a gradient is a scan of the data: as few scans as the digits need.
 *
 * For the canonical links of src/regression/model/families.ts, Newton's method is iteratively reweighted least squares. It is written as
 * a generator: it yields questions and is sent answers, whoever finds them: an SQL engine, arrays, or the record of an earlier run.
 *
 * @module
 */
import { checkMoments } from "./checks.ts";
import { conditionNumber, select, solve } from "../../numeric/symmetric.ts";
import type { Model, Scaling } from "../model/model.ts";
import {
  type Answer,
  type LossesAnswer,
  type MomentsAnswer,
  type PointAnswer,
  type PointQuestion,
  type Question,
  type ScoresAnswer,
  unpack,
} from "../model/questions.ts";
import { bestFraction, binsAround, fractions, moved } from "./points.ts";
import { nullLoss } from "./null_loss.ts";
import { rescaled } from "./rescale.ts";
import { checkClusters, scoresQuestion } from "./robust.ts";
import { checkSeparation } from "./separation.ts";
import type { FitStatus, Solution } from "./solution.ts";
import { type Point, pointOf, ridgeLoss, type Start, startOf } from "./start.ts";
import { TableError } from "../model/table_error.ts";

/** Newton squares the error: after a step this small the next point is the last; after one this small it is reached. */
const [nearly, there] = [3e-5, 1e-9];

/**
 * The steps of a fit: one scan for all first sums, from which the first step follows; then a scan at each point that a step
 * leads to. If a full step makes it worse, one scan compares twelve shorter ones. At the last point, which for the
 * linear family is the second scan, residuals are looked at, and a further step refines the digits.
 *
 * @param check Sees what is found at each point, and may throw.
 * @throws {TableError} If the sums show that there is nothing to fit, or that no coefficients are the best.
 */
export function* newtonSteps(
  model: Model,
  guess: Scaling,
  maxScans = 50,
  check: CheckPoint = () => {},
): Generator<Question, Solution, Answer> {
  const found = yield* stepsTo(model, guess, maxScans, check);
  const { start } = found;
  const solution = start.fixed.length === 0
    ? found
    : { ...found, start: { ...start, constantLoss: yield* nullLoss(model, start) } };
  const question = scoresQuestion(model, solution);
  if (!question) return solution;
  const scores = (yield question) as ScoresAnswer;
  checkClusters(model, scores);
  return { ...solution, scores };
}

/** Sees what is found at each point, and may throw. */
type CheckPoint = (start: Start, question: PointQuestion, found: PointAnswer) => void;

function* stepsTo(
  model: Model,
  guess: Scaling,
  maxScans: number,
  check: CheckPoint,
): Generator<Question, Solution, Answer> {
  const linear = model.family.name === "linear";
  let answer = (yield { kind: "moments", scaling: guess }) as MomentsAnswer;
  let scans = 1;
  const better = rescaled(model, guess, answer);
  if (better !== undefined) {
    if (maxScans < 2) {
      throw new TableError(
        `Cannot fit "${model.target}": the first scan's sums overflow or vanish, and a second that scales its columns is not allowed. Try --max-scans 3.`,
      );
    }
    answer = (yield { kind: "moments", scaling: better }) as MomentsAnswer;
    scans++;
  }
  checkMoments(model, answer);
  const start = startOf(model, better ?? guess, answer);
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
  });
  const ended = (status: FitStatus, step: number[]): Solution => {
    const coefficients = moved(point.at, step, 1);
    const fall = 0.5 * step.reduce((sum, value, j) => sum + value * point.gradient[j], 0);
    const loss = Math.max(0, point.loss - fall - ridgeLoss(start.penalties, coefficients));
    const shared = { losses, residuals, condition, error: error + 4 * Number.EPSILON * condition };
    return { status, start, coefficients, hessian: point.hessian, loss, ...shared };
  };

  if (start.fixed.length > 0) {
    // With the offset nothing is known yet.
    const question = asked(point.at, point.at.map(() => 0), false);
    const found = (yield question) as PointAnswer;
    check(start, question, found);
    scans++;
    point = pointAt(start, point, point.at, found);
    losses[0] = { scans, loss: point.loss };
  }
  for (let before = Infinity;;) {
    const step = newtonStep(model, start, point);
    if (scans >= maxScans) return ended("out of scans", step);
    let last = linear || relativeSize(step, point.at) < nearly;
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
    if (last && (size < there || size > before / 2)) {
      if (size < there) error = size ** 2;
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
