/**
 * Newton's method where a gradient is a scan of the data: as few scans as the digits need.
 *
 * For canonical links Newton's method is iteratively reweighted least squares; for the others these are Fisher's scoring. It is
 * written as a generator: it yields questions and is sent answers, whoever finds them: an SQL engine, arrays, or the record of an
 * earlier run.
 *
 * @module
 */
import { checkMoments } from "./checks.ts";
import { checkCounts } from "./empty_levels.ts";
import type { Model, Scaling } from "../model/model.ts";
import type { Answer, Question, ScoresAnswer } from "../model/questions.ts";
import { nullLoss } from "./null_loss.ts";
import { firstScan } from "./first_scan.ts";
import { checkClusters, scoresQuestion } from "./robust.ts";
import { shapeSteps } from "./shape_steps.ts";
import type { Solution } from "./solution.ts";
import { startOf } from "./start.ts";
import { type CheckPoint, type Limits, stepsFrom } from "./steps_from.ts";

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
  const { scaling, answer, scans } = yield* firstScan(model, guess, maxScans);
  checkMoments(model, answer);
  checkCounts(model, scaling, answer);
  const start = startOf(model, scaling, answer);
  const limits: Limits = { scans, maxScans, check };
  const found = model.family.shape === undefined
    ? yield* stepsFrom(model, start, limits)
    : yield* shapeSteps(model, start, limits);
  const isAsked = start.fixed.length > 0 || model.intercept && Number.isNaN(start.constantLoss);
  const solution = isAsked
    ? {
      ...found,
      start: { ...start, constantLoss: yield* nullLoss(model, start, found.shape?.theta) },
    }
    : found;
  const question = scoresQuestion(model, solution);
  if (!question) return solution;
  const scores = (yield question) as ScoresAnswer;
  checkClusters(model, scores);
  return { ...solution, scores };
}
