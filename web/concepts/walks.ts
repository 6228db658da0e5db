/**
 * Walks of the library's optimizers on the page's functions.
 *
 * @module
 */
import * as tf from "../../src/deps/tf.ts";
import { sampleCurve, sampleGrid } from "../../src/experiments/concepts/samples.ts";
import { type Walked, walked } from "../../src/experiments/concepts/visits.ts";
import { closureObjective } from "../../src/objectives/closure.ts";
import { polyak } from "../../src/optimizers/first_order/polyak.ts";
import { keepStepping } from "../../src/optimizers/line_search/keep_stepping.ts";
import { keepVaulting } from "../../src/optimizers/line_search/keep_vaulting.ts";
import { newton } from "../../src/optimizers/second_order/newton.ts";
import { subspaceNewton } from "../../src/optimizers/second_order/subspace_newton.ts";
import type { Grid, Visit } from "../../src/records/drawing.ts";
import type {
  AnyWalk,
  CurveQuestion,
  CurveWalk,
  Slice,
  ValleyQuestion,
  ValleyWalk,
} from "../workers/concept_calls.ts";
import { type CurveName, curves } from "./curves.ts";
import { type ValleyName, valleys } from "./valleys.ts";

const { add, div, log, mul, sqrt, square, sub } = tf;

/** As {@linkcode curves} writes them, value by value. */
const curveAt: Record<CurveName, (x: tf.Tensor1D) => tf.Tensor1D> = {
  log: (x) => sub(div(square(x), 2), log(x)),
  hill: (x) => add(sub(div(square(square(x)), 4), div(square(x), 2)), div(x, 10)),
  flat: (x) => sqrt(add(1, square(x))),
};

/** As {@linkcode valleys} writes them, value by value. */
const valleyAt: Record<ValleyName, (x: tf.Tensor1D, y: tf.Tensor1D) => tf.Tensor1D> = {
  valley: (x, y) => div(add(square(x), mul(square(y), 5)), 2),
  banana: (x, y) => add(div(square(sub(1, x)), 2), mul(square(sub(y, square(x))), 2)),
  saddle: (x, y) => add(sub(div(square(square(x)), 4), div(square(x), 2)), square(y)),
};

/** A valley's values, on a grid that is a little larger than the picture. */
export function gridOf(name: ValleyName): Grid {
  const { x, y } = valleys[name];
  const wider = ([from, to]: readonly number[]): [number, number] => [
    from - 0.03 * (to - from),
    to + 0.03 * (to - from),
  ];
  return sampleGrid(valleyAt[name], { x: wider(x), y: wider(y), columns: 121, rows: 81 });
}

/** A walk through a valley. */
export function valleyWalk(question: ValleyQuestion): ValleyWalk {
  const at = valleyAt[question.valley];
  const loss = (xy: tf.Tensor1D) => {
    const [x, y] = tf.split(xy, 2) as tf.Tensor1D[];
    return tf.sum(at(x, y)) as tf.Scalar;
  };
  const walk = finite(
    walked(optimizerOf(question), loss, question.start, question.iterations),
  );
  return { ...walk, slice: sliceOf(at, walk.points) };
}

function optimizerOf(
  { optimizer, learningRate, maxSteps, impatience }: ValleyQuestion,
): tf.Optimizer {
  switch (optimizer) {
    case "KeepStepping, published":
      return keepStepping(learningRate, { maxSteps, impatience, edition: "published" });
    case "KeepStepping, intended":
      return keepStepping(learningRate, { maxSteps, impatience });
    case "KeepStepping, beyond":
      return keepStepping(learningRate, { maxSteps, edition: "beyond" });
    case "KeepVaulting, published":
      return keepVaulting(learningRate, { maxSteps, edition: "published" });
    case "KeepVaulting, intended":
      return keepVaulting(learningRate, { maxSteps });
    case "SGD":
      return tf.train.sgd(learningRate);
    case "Adam":
      return tf.train.adam(learningRate);
    case "Polyak":
      return polyak();
    case "Newton":
      return newton();
    case "subspace Newton":
      return subspaceNewton();
  }
}

/** The function along the first iteration's gradient, and what was asked of it. */
function sliceOf(at: (x: tf.Tensor1D, y: tf.Tensor1D) => tf.Tensor1D, points: Visit[]): Slice {
  const [{ at: origin, gradient = [0, 0] }] = points;
  const squaredNorm = dot(gradient, gradient);
  const first = points.filter(({ iteration, kind, at }) =>
    iteration === 0 && kind !== "end" && isAlong(at, origin, gradient)
  );
  const asked = first.map(({ kind, at, value }) => ({
    kind: kind === "gradient" ? "gradient" as const : "step" as const,
    stepSize: dot(at.map((coordinate, i) => origin[i] - coordinate), gradient) / squaredNorm || 0,
    value,
  }));
  const end = 1.3 * Math.max(...asked.map(({ stepSize }) => stepSize)) || 1 / squaredNorm || 1;
  const along = (t: tf.Tensor1D) => {
    const [x, y] = origin.map((coordinate, i) => sub(coordinate, mul(t, gradient[i])));
    return at(x as tf.Tensor1D, y as tf.Tensor1D);
  };
  return { samples: sampleCurve(along, [0, end], 121), points: asked };
}

/** Whether a place lies on the line through another: Newton and its kin leave it. */
function isAlong(at: number[], origin: number[], [dx, dy]: number[]): boolean {
  const [x, y] = at.map((coordinate, i) => coordinate - origin[i]);
  return Math.abs(x * dy - y * dx) <= 1e-3 * Math.hypot(x, y) * Math.hypot(dx, dy);
}

/** A walk on a curve. */
export function curveWalk(
  { curve, method, start, learningRate, steps }: CurveQuestion,
): CurveWalk {
  const loss = (x: tf.Tensor1D) => tf.sum(curveAt[curve](x)) as tf.Scalar;
  const optimizer = method === "Newton" ? newton() : tf.train.sgd(learningRate);
  const walk = finite(walked(optimizer, loss, [start], steps));
  const asked = walk.points.filter(({ kind }) => kind === "gradient");
  return {
    samples: sampleCurve(curveAt[curve], [...curves[curve].x] as [number, number], 181),
    ...walk,
    curvatures: method === "Newton" ? asked.map(({ at }) => curvature(loss, at)) : [],
  };
}

/** The second derivative, as Newton gets it. */
function curvature(loss: (x: tf.Tensor1D) => tf.Scalar, at: number[]): number {
  return tf.tidy(() => {
    const x = tf.variable(tf.tensor1d(at));
    const [value] = closureObjective(() => loss(x), [x]).hessian().dataSync();
    x.dispose();
    return value;
  });
}

/** A walk as far as its numbers are numbers. */
function finite({ points, cost }: Walked): AnyWalk {
  const end = points.findIndex(({ at, value }) => ![...at, value].every(Number.isFinite));
  return { points: end < 0 ? points : points.slice(0, end), cost, isLost: end >= 0 };
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
