/**
 * A scan at a point: loss, gradient, Hessian, residuals.
 *
 * @module
 */
import { binOf, groupedBins, summedBins } from "./bins_scan.ts";
import { withShape } from "../model/families.ts";
import type { Model } from "../model/model.ts";
import { PassBuilder } from "./pass_builder.ts";
import type { Scan } from "./scan.ts";
import type { PointAnswer, PointQuestion } from "../model/questions.ts";
import { combination, designOf, each, square, valuesAt, type Vector } from "./vectors.ts";
import type { Place } from "./place.ts";

export { combination };

/** A Hessian of more columns is not taken by bin: from some 150 on, DuckDB 1.5 crashes over so wide a group. */
const mostGrouped = 100;

/** Only complete rows are read. With bins, the sums are taken by bin and added up here, if there are not too many. */
export function pointScan(
  place: Place,
  model: Model,
  question: PointQuestion,
): Scan<PointAnswer> {
  const { weights } = model;
  const family = withShape(model.family, question.shape);
  const { at: point, along, bins } = question;
  const pass = new PassBuilder(place, model);
  const { algebra } = pass;
  const [y, w, z, eta, zeta, mean, bend, u, b, residual] = [
    ...["y", "w", "z", "eta", "zeta", "m", "v", "u", "b", "d"].map((kind) => pass.name(kind)),
  ];
  const c = readDesign(pass, question);
  const times = (expression: string) => weights === undefined ? expression : `${w} * ${expression}`;

  pass.stage({
    [eta]: combination(pass, c, point),
    ...along === undefined ? {} : { [zeta]: combination(pass, c, along) },
  });
  pass.stage({
    [mean]: family.mean(algebra, eta),
    ...bins === undefined ? {} : { [b]: binOf(pass, eta, bins) },
  });
  pass.stage({
    [bend]: family.bend(algebra, eta, mean),
    [residual]: `(${z} - ${mean})`,
  });
  const pull = family.pull?.(algebra, eta, mean);
  pass.stage({ [u]: times(pull === undefined ? residual : algebra.mul(residual, pull)) });

  const used = pass.output("count(*)");
  const loss = pass.sum(times(family.loss(algebra, eta, mean, z)));
  const gradient = each(pass, c, "sum", (name) => `${u} * ${name}`);
  const variance = family.pull ? family.variance(algebra, eta, mean) : bend;
  const pearson = pass.sum(times(`${residual} * ${residual} / ${variance}`));
  let hessian: (number | undefined)[] | undefined;
  if (question.hessian) {
    const weighted = weights === undefined ? bend : pass.name("wv");
    if (weights !== undefined) pass.stage({ [weighted]: times(bend) });
    hessian = square(pass, c, weighted);
  }
  const sided = (name: string) => `(2 * ${y} - 1) * ${name}`;
  const margins = along && {
    least: pass.output(`min(${sided(eta)})`, "min"),
    alongLeast: pass.output(`min(${sided(zeta)})`, "min"),
    alongMost: pass.output(`max(${sided(zeta)})`, "max"),
  };
  const check = family.isLinear ? undefined : {
    target: pass.sum(times(z)),
    product: pass.sum(times(`${z} * ${eta}`)),
    square: pass.sum(times(`${eta} * ${eta}`)),
  };
  const summed = { fitted: mean, residual };
  const binned = bins &&
    (c.names.length > mostGrouped && question.hessian
      ? summedBins(pass, b, bins, summed)
      : groupedBins(pass, b, used, summed));

  return pass.scan((at, groups) => ({
    used: at(used),
    loss: at(loss),
    gradient: gradient.map(at),
    hessian: hessian && valuesAt(hessian, at),
    pearson: at(pearson),
    margins: margins && {
      least: at(margins.least),
      alongLeast: at(margins.alongLeast),
      alongMost: at(margins.alongMost),
    },
    bins: binned?.read(at, groups),
    check: check && {
      target: at(check.target),
      product: at(check.product),
      square: at(check.square),
    },
  }), binned?.group);
}

/** Stages that make the design columns, and the target z, scaled; gives the columns. */
export function readDesign(
  pass: PassBuilder,
  { scaling, columns }: Pick<PointQuestion, "scaling" | "columns">,
): Vector {
  pass.keepComplete();
  pass.readColumns();
  const design = designOf(pass, columns, scaling);
  pass.stage({
    [pass.name("z")]: pass.moved(pass.name("y"), scaling.targetShift, scaling.targetScale),
  });
  return design;
}
