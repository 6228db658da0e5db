import type { Model, Scaling } from "../model/model.ts";
import type { Answer, Question } from "../model/questions.ts";
import { newtonSteps } from "../newton/newton_steps.ts";
import type { Solution } from "../newton/solution.ts";
import type { CheckPoint } from "../newton/steps_from.ts";
import { type PathSolution, pathSteps } from "./path_steps.ts";

/** Where a fit ended: Newton's method, or a path. */
export type FoundSolution = Solution & Partial<Pick<PathSolution, "path">>;

/** The scans that a model takes. */
export function fitSteps(
  model: Model,
  guess: Scaling,
  maxScans: number,
  check?: CheckPoint,
): Generator<Question, FoundSolution, Answer> {
  return model.path === undefined
    ? newtonSteps(model, guess, maxScans, check)
    : pathSteps(model, model.path, guess, maxScans, check);
}
