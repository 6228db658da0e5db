/**
 * What the optimizers share that take a gradient, then walk along it.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { Objective } from "../../objectives/objective.ts";
import { type NamedTensor, ObjectiveOptimizer } from "../objective_optimizer.ts";
import type { LineSearch } from "../../searches/machines/line_search.ts";

/** How a {@linkcode LineSearchOptimizer} walks. */
export interface SearchPlan {
  /** How far to go along a direction. */
  search: LineSearch;
  /** False where the loss at the start is paid for again, as the post does. */
  reusesLoss: boolean;
  /**
   * The step size to remember where a search found none, of the one remembered before; without it, 0, with which a
   * search begins anew. Not asked where the loss is not finite: the fault is not the step size's.
   */
  afterFailure?: (lastStep: tf.Tensor) => tf.Tensor;
}

/** An optimizer whose step is a gradient, and a walk along it for as long as a line search likes it. */
export abstract class LineSearchOptimizer extends ObjectiveOptimizer {
  readonly #lastStep: tf.Variable<tf.Rank.R0> = tf.tidy(() => tf.variable(tf.scalar(0), false));

  #plan: SearchPlan;

  /**
   * An optimizer at the start.
   *
   * @param plan How it walks.
   */
  constructor(plan: SearchPlan) {
    super();
    this.#plan = plan;
  }

  /** Walks in another way from the next step on. */
  protected changePlan(plan: SearchPlan): void {
    this.#plan = plan;
  }

  /**
   * Takes one step. It costs a gradient, a forward pass a loss that the search asks for, and in the published editions
   * one more.
   */
  override step(objective: Objective): tf.Scalar {
    const { search, reusesLoss, afterFailure } = this.#plan;
    const { loss, gradient } = objective.gradient();
    const known = reusesLoss ? loss : undefined;
    const walk = orDispose(
      [loss, gradient],
      () => objective.walk(gradient, search, { loss: known, lastStep: this.#lastStep }),
    );
    tf.tidy(() => {
      const lastStep = this.#lastStep;
      const failed = tf.lessEqual(walk.step, 0);
      const smaller = afterFailure &&
        tf.where(tf.isFinite(loss), afterFailure(lastStep), lastStep) as tf.Scalar;
      lastStep.assign(smaller ? tf.where(failed, smaller, walk.step) : walk.step);
    });
    tf.dispose([gradient, walk.step, walk.loss]);
    this.incrementIterations();
    return loss;
  }

  /** The step size that the last walk accepted. */
  protected override stateTensors(): NamedTensor[] {
    return [{ name: "lastStep", tensor: this.#lastStep }];
  }

  /** Takes it back. */
  protected override restoreState([lastStep]: NamedTensor[]): void {
    this.#lastStep.assign(lastStep.tensor as tf.Scalar);
  }

  /** Frees what the optimizer remembers. */
  override dispose(): void {
    this.#lastStep.dispose();
  }
}

/** Computes; frees tensors if that throws. */
function orDispose<T>(tensors: tf.TensorContainer, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    tf.dispose(tensors);
    throw error;
  }
}

/** Makes an optimizer of a learning rate and options from its configuration. */
export function fromLearningRate<T extends tf.serialization.Serializable>(
  constructor: tf.serialization.SerializableConstructor<T>,
  { learningRate, ...options }: tf.serialization.ConfigDict,
): T {
  return new constructor(learningRate, options);
}
