/**
 * The middle of the sandwich for robust errors, in one scan.
 *
 * @module
 */
import { withShape } from "../model/families.ts";
import type { Model } from "../model/model.ts";
import type { ScoresAnswer, ScoresQuestion } from "../model/questions.ts";
import { PassBuilder } from "./pass_builder.ts";
import type { Scan } from "./scan.ts";
import type { Place } from "./place.ts";
import { combination, readDesign } from "./point_scan.ts";
import { each, square, valuesAt } from "./vectors.ts";

/** Sums of x x' u^2, with u a row's weight times its residual; of clusters, those of x u, whose products are summed here. */
export function scoresScan(
  place: Place,
  model: Model,
  question: ScoresQuestion,
): Scan<ScoresAnswer> {
  const { weights } = model;
  const family = withShape(model.family, question.shape);
  const { at: point, size, leverage, clustered } = question;
  const pass = new PassBuilder(place, model);
  const { algebra } = pass;
  const [w, z, eta, mean, bend, u, o, h, k] = [
    ...["w", "z", "eta", "m", "v", "u", "o", "h", "k"].map((kind) => pass.name(kind)),
  ];
  if (clustered) pass.keep(k, pass.text(model.cluster!.text));
  const c = readDesign(pass, question);
  const times = (expression: string) => weights === undefined ? expression : `${w} * ${expression}`;
  pass.stage({ [eta]: combination(pass, c, point) });
  pass.stage({ [mean]: family.mean(algebra, eta) });
  const residual = `(${z} - ${mean})`;
  const pull = family.pull?.(algebra, eta, mean);
  pass.stage({
    [bend]: times(family.bend(algebra, eta, mean)),
    [u]: times(pull === undefined ? residual : algebra.mul(residual, pull)),
  });
  const used = pass.output("count(*)");
  if (clustered) {
    const named = pass.output(`count(${k})`);
    const sums = each(pass, c, "sum", (name) => `${u} * ${name}`).slice(0, size);
    return pass.scan((at, groups) => {
      const there = groups.filter((group) => group.at(named) > 0);
      const meat = new Array(size * (size + 1) / 2).fill(0);
      for (const group of there) {
        const scores = sums.map(group.at);
        let entry = 0;
        scores.forEach((a, i) => scores.slice(0, i + 1).forEach((b) => meat[entry++] += a * b));
      }
      return { used: at(used), meat, clusters: there.length, apart: at(used) - at(named) };
    }, k);
  }
  if (leverage) {
    const dots = leverage.root.map((_, m) => leverage.root.map((row) => row[m]));
    // An offset has no part in a leverage.
    const padded = dots.map((dot) => [...dot, ...point.slice(size).map(() => 0)]);
    const names = padded.map((_, m) => pass.name("l", m));
    pass.stage(Object.fromEntries(names.map((name, m) => [name, combination(pass, c, padded[m])])));
    pass.stage({ [h]: `${bend} * (${names.map((name) => `${name} * ${name}`).join(" + ")})` });
  }
  const rest = leverage
    ? ` / (${Array.from({ length: leverage.power }, () => `(1 - ${h})`).join(" * ")})`
    : "";
  pass.stage({ [o]: `${u} * ${u}${rest}` });
  // The lower triangle of the columns that have a coefficient comes first.
  const meat = square(pass, c, o).slice(0, size * (size + 1) / 2);
  return pass.scan((at) => ({ used: at(used), meat: valuesAt(meat, at) }));
}
