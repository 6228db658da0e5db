/**
 * An optimizer that remembers tensors and numbers from one step to the next, saves and restores them.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { type Memory, memoryOf, tensorsOf } from "./memory.ts";
import { type NamedTensor, ObjectiveOptimizer } from "./objective_optimizer.ts";

/** What the optimizers with a memory share. */
export abstract class RememberingOptimizer extends ObjectiveOptimizer {
  /** What the last step left. */
  protected memory: { [key: string]: Memory } = {};
  /** What is remembered from step to step, by name. */
  protected readonly remembers: readonly string[];

  /**
   * An optimizer at the start.
   *
   * @param remembers What is remembered from step to step, by name.
   */
  constructor(remembers: readonly string[]) {
    super();
    this.remembers = remembers;
  }

  /** Keeps the tensors of a memory, and frees those that are no longer in it. */
  protected remember(memory: { [key: string]: Memory }): void {
    const kept = new Set(tensorsOf(memory).map(({ tensor }) => tf.keep(tensor)));
    tf.dispose(this.stateTensors().map(({ tensor }) => tensor).filter((t) => !kept.has(t)));
    this.memory = memory;
  }

  /** A state that was restored may be of a model with other sizes. */
  protected checkSizes(size: number): void {
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
