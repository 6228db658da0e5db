/**
 * A method that minimizes, one iteration a step, as a tf.Optimizer.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { float64Space } from "../methods/float64_space.ts";
import type { Method, MethodState } from "../methods/method.ts";
import { answer, answerAsync } from "../methods/questions.ts";
import { tensorSpace } from "../methods/tensor_space.ts";
import type { Objective } from "../objective.ts";
import { decidesOnDevice } from "../walk.ts";
import {
  answererOf,
  asyncAnswererOf,
  entriesOf,
  evaluate,
  type Flat,
  flatten,
  moveTo,
  toFlat,
} from "./flat.ts";
import { fromMemory, type Memory, memoryOf, tensorsOf, toMemory } from "./memory.ts";
import { type NamedTensor, ObjectiveOptimizer } from "./objective_optimizer.ts";

/** What a step begins with: the loss and the gradient on its batch, and what the last step left. */
export interface StepStart {
  /** The loss here. */
  loss: tf.Scalar;
  /** The gradient here, as one vector. */
  gradient: Flat;
  /** What the last step's {@linkcode StepEnd} left. */
  memory: { [key: string]: Memory };
}

/**
 * An optimizer whose step is one iteration of a method of `minimize`, on the batch at hand: the gradients that it compares are of
 * one batch. On webgpu, where nothing can be read back, a subclass takes the step by a walk instead.
 */
export abstract class MethodOptimizer extends ObjectiveOptimizer {
  private memory: { [key: string]: Memory } = {};

  /**
   * An optimizer at the start.
   *
   * @param method The method; without it each step is {@linkcode stepByWalk}'s, on every backend.
   * @param remembers What is remembered from step to step, by name.
   */
  constructor(
    private readonly method: Method | undefined,
    private readonly remembers: readonly string[],
  ) {
    super();
  }

  /**
   * The same step by a walk, with no value read outside of it: moves the variables, and gives what the next step has to know. Called
   * inside `tf.tidy`.
   */
  protected abstract stepByWalk(objective: Objective, start: StepStart): object;

  /**
   * Takes one step. Where loss or gradient are not finite, or the gradient is 0, the variables stay and nothing is learned.
   *
   * @throws {Error} Where the state that was restored is of a model with other sizes.
   */
  override step(objective: Objective): tf.Scalar {
    const { loss, state } = tf.tidy(() => {
      const begin = { ...evaluate(objective), memory: this.memory };
      this.checkSizes(begin.gradient[0].size);
      const state = this.method && !decidesOnDevice()
        ? stepByMethod(this.method, objective, begin)
        : this.stepByWalk(objective, begin);
      return { loss: begin.loss, state: toMemory(state) };
    });
    this.remember(state);
    this.incrementIterations();
    return loss;
  }

  /** The same step, awaited, by the method on every backend; of a method that remembers numbers alone. */
  async stepAsync(objective: Objective): Promise<tf.Scalar> {
    const { variables } = objective;
    const answerer = asyncAnswererOf(objective);
    const x = await entriesOf(tf.tidy(() => flatten(variables)));
    const start = { x, ...await answerer.gradient(x, x) };
    if (this.method && isMovable(start.value, float64Space.maxNorm(start.gradient))) {
      const memory = await Promise.all(
        this.stateTensors().map(async ({ name, tensor }) => [name, (await tensor.data())[0]]),
      );
      const state = { ...this.method.begin(float64Space, start), ...Object.fromEntries(memory) };
      const end = await answerAsync(this.method.iterate(float64Space, state), answerer);
      tf.tidy(() => moveTo(variables, toFlat(end.x)));
      this.remember(tf.tidy(() => toMemory(remembered(end))));
    }
    this.incrementIterations();
    return tf.tidy(() => tf.scalar(start.value));
  }

  /** Keeps the tensors of a memory, and frees those that are no longer in it. */
  private remember(memory: { [key: string]: Memory }): void {
    const kept = new Set(tensorsOf(memory).map(({ tensor }) => tf.keep(tensor)));
    tf.dispose(this.stateTensors().map(({ tensor }) => tensor).filter((t) => !kept.has(t)));
    this.memory = memory;
  }

  /** A state that was restored may be of a model with other sizes. */
  private checkSizes(size: number): void {
    const other = this.stateTensors().find(({ tensor }) => tensor.rank > 0 && tensor.size !== size);
    if (other) {
      throw new Error(
        `Cannot step: ${this.getClassName()} remembers ${other.tensor.size} values, and the variables have ${size}. Make a new optimizer for other variables.`,
      );
    }
  }

  /** What the last step left. */
  protected override stateTensors(): NamedTensor[] {
    return tensorsOf(this.memory);
  }

  /** Of the names that were given, those that such an optimizer can have. */
  protected override stateNames(given: string[]): string[] {
    return given.filter((name) => this.remembers.includes(name.split("/")[0]));
  }

  /** Takes it back. */
  protected override restoreState(state: NamedTensor[]): void {
    const copies = state.map(({ name, tensor }) => ({ name, tensor: tensor.clone() }));
    this.remember(memoryOf(copies));
  }

  /** Frees what the optimizer remembers. */
  override dispose(): void {
    this.remember({});
  }
}

/** One iteration of the method, its questions answered by the objective. */
function stepByMethod(method: Method, objective: Objective, start: StepStart): object {
  const { loss, gradient, memory } = start;
  const value = loss.dataSync()[0];
  if (!isMovable(value, tensorSpace.maxNorm(gradient))) return memory;
  const begin = method.begin(tensorSpace, { x: flatten(objective.variables), value, gradient });
  const state = { ...begin, ...fromMemory(memory) };
  const end = answer(method.iterate(tensorSpace, state), answererOf(objective));
  moveTo(objective.variables, end.x);
  return remembered(end);
}

function isMovable(loss: number, largestSlope: number): boolean {
  return Number.isFinite(loss) && Number.isFinite(largestSlope) && largestSlope > 0;
}

/** What a state has beyond what the next batch says anew. */
function remembered<V>(state: MethodState<V>): object {
  const { x: _x, value: _value, gradient: _gradient, standstill: _standstill, ...rest } = state;
  return rest;
}
