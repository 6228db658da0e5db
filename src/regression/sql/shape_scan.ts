/**
 * A scan for the negative binomial's theta.
 *
 * @module
 */
import { withShape } from "../model/families.ts";
import type { Model } from "../model/model.ts";
import type { ShapeAnswer, ShapeQuestion } from "../model/questions.ts";
import { shapeParts } from "../model/shape.ts";
import { PassBuilder } from "./pass_builder.ts";
import type { Place } from "./place.ts";
import { combination, readDesign } from "./point_scan.ts";
import type { Scan } from "./scan.ts";

/** Sums of what rows tell of theta. */
export function shapeScan(
  place: Place,
  model: Model,
  question: ShapeQuestion,
): Scan<ShapeAnswer> {
  const { at: point, shape: theta } = question;
  const family = withShape(model.family, theta);
  const pass = new PassBuilder(place, model);
  const { algebra } = pass;
  const [y, w, eta, mean, sum] = ["z", "w", "eta", "m", "t"].map((kind) => pass.name(kind));
  const columns = readDesign(pass, question);
  pass.stage({ [eta]: combination(pass, columns, point) });
  pass.stage({ [mean]: family.mean(algebra, eta), [sum]: algebra.add(y, theta) });
  const used = pass.output("count(*)");
  const parts = shapeParts(algebra, { y, mean, sum, theta });
  const summed = (part: string) =>
    pass.sum(model.weights === undefined ? part : algebra.mul(w, part));
  const [saturated, slope, information] = [parts.saturated, parts.slope, parts.information]
    .map(summed);
  return pass.scan((at) => ({
    used: at(used),
    saturated: at(saturated),
    slope: at(slope),
    information: at(information),
  }));
}
