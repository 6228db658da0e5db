/**
 * The step of MoMo: to where a model of the loss, made of running means, reaches its lower bound.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { decayed } from "./moments.ts";
import { type Num, numbersHere } from "../vector_numbers.ts";

/** The running means, and the direction that the step takes. */
export interface Means {
  w: tf.Tensor;
  decaying: (vector: tf.Tensor) => tf.Tensor;
  /** Of gradients. */
  d: tf.Tensor;
  /** d, or d preconditioned. */
  direction: tf.Tensor;
  /** Of losses. */
  h: Num;
  /** Of <g, w>. */
  c: Num;
  /** What the means' weights add up to. */
  rho: number;
  /** The lower bound, if it has been estimated. */
  bound?: Num;
}

/** What a step of MoMo depends on. */
export interface ModelOptions {
  learningRate: number;
  lowerBound: number;
  estimatesBound: boolean;
  weightDecay: number;
}

/** Below it, float32 has no inverse that is finite. */
const smallestDivisor = 1e-30;

/** w <- (w - tau direction) / k, with k = 1 + rate decay and tau = min(rate / rho, max(0, k (h - rho L) + <d, w> - k c) / <d, direction>). */
export function modelStep(
  { w, decaying, d, direction, h, c, rho, bound }: Means,
  { learningRate, lowerBound, estimatesBound, weightDecay }: ModelOptions,
): { w: tf.Tensor; bound: Num } {
  const { add, div, dot, less, max, min, mul, select, sub } = numbersHere();
  const k = 1 + learningRate * weightDecay;
  const along = dot(d, w);
  const squared = dot(d, direction);
  const top = sub(add(mul(h, k), along), mul(c, k));
  const known = bound ?? lowerBound;
  const isTooHigh = less(top, mul(known, k * rho));
  const lowered = max(mul(top, 0.5 / (k * rho)), lowerBound);
  const L = estimatesBound ? select(isTooHigh, lowered, known) : known;
  const polyak = div(max(sub(top, mul(L, k * rho)), 0), max(squared, smallestDivisor));
  const tau = min(polyak, learningRate / rho);
  const reached = div(sub(sub(add(h, along), c), mul(mul(tau, squared), 0.5)), rho);
  const step = tf.sub(w, tf.mul(direction, tau));
  const shrunk = weightDecay === 0 ? step : decayed(step, decaying(step), 1 - 1 / k);
  return { w: shrunk, bound: estimatesBound ? max(reached, lowerBound) : L };
}
