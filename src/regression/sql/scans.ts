/**
 * Questions as SQL.
 *
 * @module
 */
import { foldsScan } from "./folds_scan.ts";
import { lossesScan } from "./losses_scan.ts";
import type { Model } from "../model/model.ts";
import { momentsScan } from "./moments_scan.ts";
import type { Scan } from "./scan.ts";
import { pointScan } from "./point_scan.ts";
import type { Answer, Question } from "../model/questions.ts";
import type { Place } from "./place.ts";
import { scoresScan } from "./scores_scan.ts";
import { shapeScan } from "./shape_scan.ts";

/** The scan that answers a question. */
export function scanOf(place: Place, model: Model, question: Question): Scan<Answer> {
  if (question.kind === "moments") return momentsScan(place, model, question);
  if (question.kind === "point") return pointScan(place, model, question);
  if (question.kind === "scores") return scoresScan(place, model, question);
  if (question.kind === "folds") return foldsScan(place, model, question);
  if (question.kind === "shape") return shapeScan(place, model, question);
  return lossesScan(place, model, question);
}
