/**
 * The choices of weights and losses, checked.
 *
 * @module
 */
import { isNumeric } from "../minimize/start.ts";
import { losses } from "./loss.ts";
import type { WeighingChoices } from "./solution.ts";
import type { WeighingOptions } from "./weighing.ts";

/**
 * What they come to.
 *
 * @throws {RangeError} If one is out of its range, or both sigma and weights are given.
 */
export function weighingOf(choices: WeighingChoices): WeighingOptions {
  const { sigma, weights, absoluteSigma = false, loss = "linear", lossScale = 1 } = choices;
  if (sigma !== undefined && weights !== undefined) {
    throw new RangeError(
      "Cannot fit: got both sigma and weights. Give one: a weight is 1 / sigma^2.",
    );
  }
  if (typeof absoluteSigma !== "boolean") {
    throw new TypeError(`Cannot fit: absoluteSigma is ${absoluteSigma}. Expected true or false.`);
  }
  if (loss !== "linear" && !Object.hasOwn(losses, loss)) {
    const names = ["linear", ...Object.keys(losses)];
    throw new RangeError(
      `Cannot fit: there is no loss "${loss}". Expected one of ${names.join(", ")}.`,
    );
  }
  if (!(lossScale > 0 && lossScale < Infinity)) {
    throw new RangeError(
      `Cannot fit: lossScale is ${lossScale}. Expected a positive number: the size from which a residual is an outlier.`,
    );
  }
  return {
    sigma: sigma !== undefined ? sigmaOf(sigma) : weights && sigmaOfWeights(weights),
    loss: loss === "linear" ? undefined : losses[loss],
    scale: lossScale,
  };
}

function sigmaOf(sigma: number | ArrayLike<number>): number | Float64Array {
  const values = checkedList("sigma", typeof sigma === "number" ? [sigma] : sigma);
  const wrong = values.findIndex((value) => !(value > 0 && value < Infinity));
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot fit: sigma ${wrong} is ${
        values[wrong]
      }. Expected positive numbers, the standard deviations of the residuals.`,
    );
  }
  return typeof sigma === "number" ? sigma : values;
}

function sigmaOfWeights(weights: ArrayLike<number>): Float64Array {
  const values = checkedList("weights", weights);
  const wrong = values.findIndex((value) => !(value >= 0 && value < Infinity));
  if (wrong >= 0) {
    throw new RangeError(
      `Cannot fit: weight ${wrong} is ${values[wrong]}. Expected numbers of 0 or more.`,
    );
  }
  return values.map((weight) => 1 / Math.sqrt(weight));
}

function checkedList(name: string, values: ArrayLike<number>): Float64Array {
  if (isNumeric(values)) return Float64Array.from(values);
  throw new TypeError(`Cannot fit: ${name} must be a list of numbers, one a residual.`);
}
