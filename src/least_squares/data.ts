/**
 * A model and its data, as residuals.
 *
 * @module
 */
import type * as tf from "../deps/tf.ts";
import { describe, isNumeric, type TensorStart } from "../minimize/start.ts";
import type { Float64Jacobian, Float64Residuals } from "./float64.ts";
import type { LeastSquaresOptions } from "./solution.ts";

/** A model of data in plain TypeScript, and where to start: what `leastSquares` takes in the place of residuals. */
export interface ModelFit<T = number> extends LeastSquaresOptions<Float64Array> {
  /** What y is a function of: m values, of any kind that the model takes. */
  x: ArrayLike<T>;
  /** The m values that the model should have there. */
  y: ArrayLike<number>;
  /** The model's value at one of x. */
  model: (x: T, parameters: Float64Array) => number;
  /** The parameters to start from. */
  start: Float64Array | number[];
  /** The model's derivatives by the parameters at one of x, [n]. Without it, central differences. */
  jacobian?: (x: T, parameters: Float64Array) => ArrayLike<number>;
}

/** A model of data in tensors. */
export interface TensorModelFit<X extends TensorStart = TensorStart>
  extends LeastSquaresOptions<X> {
  /** What y is a function of. */
  x: tf.Tensor;
  /** The values that the model should have there. */
  y: tf.Tensor;
  /** The model's values at x, in the shape of y, for as many tensors of parameters as the start has. */
  model: (x: tf.Tensor, ...parameters: tf.Tensor[]) => tf.Tensor;
  /** The parameters to start from. */
  start: X;
}

/** True for a model and its data. */
export function isModelFit(value: unknown): value is ModelFit | TensorModelFit {
  return typeof value === "object" && value !== null && "model" in value;
}

/**
 * The residuals of a model, model(x) - y, and their Jacobian if the model has one.
 *
 * @throws {TypeError} If the data are no lists, or the model is no function.
 * @throws {RangeError} If x and y differ in length.
 */
export function residualsOf<T>(
  { x, y, model, jacobian }: ModelFit<T>,
): { residuals: Float64Residuals; jacobian?: Float64Jacobian } {
  check(x, y, model);
  const points = Array.from(x);
  return {
    residuals: (parameters) => points.map((point, i) => model(point, parameters) - y[i]),
    ...(jacobian
      ? { jacobian: (parameters) => points.map((point) => jacobian(point, parameters)) }
      : {}),
  };
}

function check(x: unknown, y: unknown, model: unknown): void {
  if (typeof model !== "function") {
    throw new TypeError(
      `Cannot fit: model must be a function (x, parameters) => y, got ${describe(model)}.`,
    );
  }
  const isList = (list: unknown) => Array.isArray(list) || ArrayBuffer.isView(list);
  if (!isList(x) || !isNumeric(y)) {
    throw new TypeError(
      `Cannot fit: ${isList(x) ? "y must be a list of numbers" : "x must be a list"}, got ${
        describe(isList(x) ? y : x)
      }.`,
    );
  }
  const [points, values] = [(x as ArrayLike<unknown>).length, y.length];
  if (points !== values) {
    throw new RangeError(
      `Cannot fit: x has ${points} values, y has ${values}. Give one y for each x.`,
    );
  }
}
