/**
 * Figures 6, 7 and 8: SGD and KeepStepping in a valley, and one walk seen from the side.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { SliceDrawing, SlicePoint, ValleyDrawing } from "../../records/drawing.ts";
import { keepStepping } from "../../optimizers/line_search/keep_stepping.ts";
import { valley, valleyLoss } from "./functions.ts";
import { sampleCurve, sampleGrid } from "./samples.ts";
import { visits } from "./visits.ts";

const start = [-4, 1.6];
const learningRate = 0.05;
const iterations = 6;

/** Figure 6: a gradient, a step, a gradient, a step. */
export function sgdDrawing(): ValleyDrawing {
  return valleyDrawing("SGD", tf.train.sgd(learningRate));
}

/** Figure 7: a gradient, then steps until it gets worse. */
export function keepSteppingDrawing(): ValleyDrawing {
  return valleyDrawing("KeepStepping", keepStepping(learningRate, { maxSteps: 50 }));
}

/** Figure 8: the function along figure 7's first walk, against the step size. */
export function sliceDrawing(): SliceDrawing {
  const { optimizer, points: walked } = keepSteppingDrawing();
  const first = walked.filter((point) => point.iteration === 0);
  const { at, gradient = [] } = first[0];
  const squaredNorm = dot(gradient, gradient);
  const points = first.map((point): SlicePoint => ({
    kind: point.kind === "gradient" ? "gradient" : "step",
    stepSize: dot(at.map((coordinate, i) => coordinate - point.at[i]), gradient) / squaredNorm,
    value: point.value,
  }));
  const end = points[points.length - 1].stepSize + 3 * learningRate;
  const along = (t: tf.Tensor1D) => {
    const [x, y] = at.map((coordinate, i) => tf.sub(coordinate, tf.mul(t, gradient[i])));
    return valley.at(x as tf.Tensor1D, y as tf.Tensor1D);
  };
  return {
    function: valley.formula,
    optimizer,
    learningRate,
    origin: at,
    gradient,
    slice: sampleCurve(along, [0, end], 181),
    points,
    slope: -squaredNorm,
  };
}

function valleyDrawing(name: string, optimizer: tf.Optimizer): ValleyDrawing {
  return {
    function: valley.formula,
    optimizer: name,
    learningRate,
    minimum: valley.minimum,
    grid: sampleGrid(valley.at, { x: [-4.85, 1.45], y: [-1.75, 2.15], columns: 85, rows: 53 }),
    points: visits(optimizer, valleyLoss, start, iterations),
  };
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
