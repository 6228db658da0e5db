/**
 * A path of elastic nets of the first scan's sums; cross-validation takes one scan more, and the residuals of the result another.
 *
 * @module
 */
import { conditionNumber, select } from "../../numeric/symmetric.ts";
import type { Model, PathChoice, Scaling } from "../model/model.ts";
import type { Answer, FoldsAnswer, PointAnswer, Question } from "../model/questions.ts";
import { TableError } from "../model/table_error.ts";
import { checkMoments } from "../newton/checks.ts";
import { firstScan } from "../newton/first_scan.ts";
import { binsAround } from "../newton/points.ts";
import type { Solution } from "../newton/solution.ts";
import { startOf } from "../newton/start.ts";
import type { CheckPoint } from "../newton/steps_from.ts";
import { crossValidate, type CrossValidation } from "./cross_validation.ts";
import { lambdasOf, pathOf, type PathPoint } from "./path.ts";

/** The path, and which of its points is the result. */
export interface FoundPath {
  /** The absolute values' share of the penalty. */
  alpha: number;
  /** By lambda, the largest first. */
  points: PathPoint[];
  /** The number of the point that the coefficients are of. */
  chosen: number;
  /** What cross-validation found: by how many folds, and by which column; without one, by a hash of each row. */
  validation?: CrossValidation & { folds: number; column?: string };
}

/** Where it ended, and by which path. */
export interface PathSolution extends Solution {
  path: FoundPath;
}

/** At most this many folds: each is a path of its own. */
const mostFolds = 100;

/**
 * The scans of a path: products of all columns, and, with folds, the same fold by fold; then the residuals of the result.
 *
 * @throws {TableError} If the sums show that there is nothing to fit, or there are too few or too many folds.
 */
export function* pathSteps(
  model: Model,
  choice: PathChoice,
  guess: Scaling,
  maxScans = 50,
  check: CheckPoint = () => {},
): Generator<Question, PathSolution, Answer> {
  // As with a ridge, collinear columns share what they explain.
  const penalised = { ...model, ridge: 1 };
  const { scaling, answer, scans } = yield* firstScan(model, guess, maxScans);
  checkMoments(penalised, answer);
  const needed = scans + (choice.folds ? 2 : 1);
  if (needed > maxScans) {
    throw new TableError(
      `Cannot fit "${model.target}": this path takes ${needed} scans, and ${maxScans} ${
        maxScans === 1 ? "is" : "are"
      } allowed. Try --max-scans ${needed}.`,
    );
  }
  const found = startOf(penalised, scaling, answer);
  const start = { ...found, penalties: found.penalties.map(() => 0) };
  const { alpha, folds } = choice;
  const given = choice.lambdas ?? lambdasOf(model, scaling, answer, alpha);
  const own = typeof choice.lambda === "number" ? [choice.lambda] : [];
  const lambdas = [...new Set([...given, ...own])].sort((a, b) => b - a);
  const points = pathOf(model, scaling, answer, alpha, lambdas);
  let validation: FoundPath["validation"];
  if (folds) {
    const { count, column } = folds;
    const asked = { kind: "folds" as const, scaling, folds: { count, column } };
    const sums = (yield asked) as FoldsAnswer;
    checkFolds(model, sums, column);
    validation = {
      ...crossValidate(model, scaling, sums.folds, alpha, lambdas),
      ...{ folds: sums.folds.length, column },
    };
  }
  const chosen = typeof choice.lambda === "number"
    ? lambdas.indexOf(choice.lambda)
    : validation === undefined
    ? lambdas.length - 1
    : choice.lambda === "min"
    ? validation.least
    : validation.within;

  const { scale, targetScale } = start.moments.scaling;
  const { coefficients } = points[chosen];
  const at = start.kept.map((j) => coefficients[j] * scale[j] / targetScale);
  const question = {
    kind: "point" as const,
    ...{ scaling: start.moments.scaling, columns: start.columns, at },
    ...{ hessian: false, bins: binsAround(start, at) },
  };
  const last = (yield question) as PointAnswer;
  check(start, question, last);
  const gram = select(start.moments.gram, start.kept);
  const condition = conditionNumber(gram);
  return {
    status: "converged",
    ...{ start, coefficients: at, hessian: gram, loss: last.loss, scans: needed, condition },
    losses: [{ scans, loss: start.constantLoss }, { scans: needed, loss: last.loss }],
    residuals: { pearson: last.pearson, bins: question.bins, binned: last.bins ?? [] },
    error: 1e-12,
    path: { alpha, points, chosen, validation },
  };
}

function checkFolds({ target }: Model, { folds, apart }: FoldsAnswer, column?: string): void {
  const refuse = (why: string) => {
    throw new TableError(`Cannot cross-validate "${target}": ${why}`);
  };
  if (apart > 0) {
    refuse(`${apart} rows lack a value in "${column}". Try --where "${column} is not null".`);
  }
  if (folds.length < 2) {
    refuse(
      column === undefined
        ? "all rows are alike, so that they share a fold. Try --folds with a column."
        : `"${column}" has one value only, and two make folds.`,
    );
  }
  if (folds.length > mostFolds) {
    refuse(`"${column}" has ${folds.length} values, and at most ${mostFolds} folds are supported.`);
  }
}
