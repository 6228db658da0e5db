/**
 * A line search in one scan: the losses at several steps are as many sums in the same query.
 *
 * @module
 */
import { withShape } from "../model/families.ts";
import type { Model } from "../model/model.ts";
import { PassBuilder } from "./pass_builder.ts";
import type { Scan } from "./scan.ts";
import { combination, readDesign } from "./point_scan.ts";
import type { LossesAnswer, LossesQuestion } from "../model/questions.ts";
import type { Place } from "./place.ts";

/** The first step's start and the direction are combined once a row; each further step is a multiplication and a loss. */
export function lossesScan(
  place: Place,
  model: Model,
  question: LossesQuestion,
): Scan<LossesAnswer> {
  const { weights } = model;
  const family = withShape(model.family, question.shape);
  const { from, along, fractions } = question;
  const pass = new PassBuilder(place, model);
  const { algebra } = pass;
  const [z, w, start, zeta] = ["z", "w", "eta", "zeta"].map((kind) => pass.name(kind));
  const c = readDesign(pass, question);
  pass.stage({ [start]: combination(pass, c, from), [zeta]: combination(pass, c, along) });
  const eta = fractions.map((_, k) => pass.name("e", k));
  const mean = fractions.map((_, k) => pass.name("m", k));
  const moved = (k: number) => algebra.add(start, algebra.mul(fractions[k], zeta));
  pass.stage(Object.fromEntries(eta.map((name, k) => [name, moved(k)])));
  pass.stage(Object.fromEntries(mean.map((name, k) => [name, family.mean(algebra, eta[k])])));
  const used = pass.output("count(*)");
  const losses = fractions.map((_, k) => {
    const loss = family.loss(algebra, eta[k], mean[k], z);
    return pass.sum(weights === undefined ? loss : algebra.mul(w, loss));
  });
  return pass.scan((at) => ({ used: at(used), losses: losses.map(at) }));
}
