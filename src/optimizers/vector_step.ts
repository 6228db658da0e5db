/**
 * What a step by a formula of vectors is given, and what it gives.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import type { Objective } from "../objectives/objective.ts";
import type { Num } from "./vector_numbers.ts";

/** Vectors by name, or undefined before the first step, and numbers. */
export interface Remembered {
  /** Vectors by name. */
  vectors: { [name: string]: tf.Tensor | undefined };
  /** Numbers by name. */
  numbers: { [name: string]: Num | undefined };
}

/** What a step's formula is given. */
export interface StepAt extends Remembered {
  /** The weights, all in one vector. */
  w: tf.Tensor;
  /** Their gradient. */
  g: tf.Tensor;
  /** The loss; undefined to an optimizer that takes gradients alone. */
  loss: Num;
  /** The step, from 1. */
  t: number;
  /** A vector, with 0 for the weights that do not decay. */
  decaying: (vector: tf.Tensor) => tf.Tensor;
  /** The variables, in their shapes. */
  variables: readonly tf.Variable[];
  /** To ask more of; it is not there if gradients came from outside. */
  objective?: Objective;
}

/** What a step's formula gives: the new weights, and what the next step has to know. */
export interface NextStep {
  /** The weights after the step. */
  w: tf.Tensor;
  /** Vectors that the next step has to know. */
  vectors?: { [name: string]: tf.Tensor };
  /** Numbers that the next step has to know. */
  numbers?: { [name: string]: Num };
}

/** Which weights decay: all, or `matrices`: not those of biases and norms, whose tensors have one dimension. */
export type Decays = "all" | "matrices";

/** The next step where the condition holds; what was before, or 0 before the first step, where it does not. */
export function selected(
  isGood: tf.Tensor,
  next: NextStep,
  before: Remembered & { w: tf.Tensor },
): NextStep {
  const choose = (yes: tf.Tensor, no: unknown): tf.Tensor =>
    tf.where(isGood, yes, no instanceof tf.Tensor ? no : tf.zerosLike(yes));
  const each = <T>(named: { [name: string]: T } = {}, old: { [name: string]: T | undefined }) =>
    Object.fromEntries(
      Object.entries(named).map(([name, value]) => [
        name,
        value instanceof tf.Tensor ? choose(value, old[name]) : value,
      ]),
    ) as { [name: string]: T };
  return {
    w: choose(next.w, before.w),
    vectors: each(next.vectors, before.vectors),
    numbers: each(next.numbers, before.numbers),
  };
}
