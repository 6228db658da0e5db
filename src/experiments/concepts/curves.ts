/**
 * Figures 1, 2 and 3: gradient descent and Newton on a function of one number.
 *
 * @module
 */
import { closureObjective } from "../../objectives/closure.ts";
import * as tf from "../../deps/tf.ts";
import type { CurveDrawing, ParabolaDrawing } from "../../records/drawing.ts";
import { newton } from "../../optimizers/second_order/newton.ts";
import { curve, curveLoss } from "./functions.ts";
import { sampleCurve } from "./samples.ts";
import { visits } from "./visits.ts";

/** Where figures 1 and 2 begin. */
const start = 1.9;
const samples = 241;

/** Figure 1: many small steps, a gradient at each. */
export function gradientDescentDrawing(): CurveDrawing {
  const learningRate = 0.1;
  return {
    function: curve.formula,
    optimizer: "gradient descent",
    learningRate,
    minimum: minimum(),
    curve: sampleCurve(curve.at, [0.24, 2.15], samples),
    points: visits(tf.train.sgd(learningRate), curveLoss, [start], 8),
  };
}

/** Figure 2: one calculated jump from the same start. */
export function newtonJumpDrawing(): CurveDrawing {
  return {
    function: curve.formula,
    optimizer: "Newton",
    learningRate: null,
    minimum: minimum(),
    curve: sampleCurve(curve.at, [0.24, 2.15], samples),
    points: visits(newton(), curveLoss, [start], 1),
  };
}

/** Figure 3: Newton's iterations, each the vertex of the last place's quadratic. */
export function newtonParabolasDrawing(): ParabolaDrawing {
  const points = visits(newton(), curveLoss, [0.15], 4);
  const asked = points.filter((point) => point.kind === "gradient");
  return {
    function: curve.formula,
    optimizer: "Newton",
    learningRate: null,
    minimum: minimum(),
    curve: sampleCurve(curve.at, [0.12, 1.45], samples),
    points,
    curvatures: asked.map((point) => curvature(point.at)),
  };
}

function minimum(): [number, number] {
  return [curve.minimum, tf.tidy(() => curveLoss(tf.tensor1d([curve.minimum])).dataSync()[0])];
}

/** The second derivative, as Newton gets it. */
function curvature(at: number[]): number {
  return tf.tidy(() => {
    const x = tf.variable(tf.tensor1d(at));
    const [value] = closureObjective(() => curveLoss(x), [x]).hessian().dataSync();
    x.dispose();
    return value;
  });
}
