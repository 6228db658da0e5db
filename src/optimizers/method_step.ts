/**
 * One iteration of a method on an objective: synchronous on tensors, or awaited on float64 arrays.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { float64Space } from "../methods/float64_space.ts";
import type { Method, MethodState } from "../methods/method.ts";
import { answer, answerAsync } from "../methods/questions.ts";
import { tensorSpace } from "../methods/tensor_space.ts";
import type { Objective } from "../objectives/objective.ts";
import {
  answererOf,
  asyncAnswererOf,
  entriesOf,
  type Flat,
  moveTo,
  toFlat,
  toVector,
} from "./flat.ts";
import { fromMemory, type Memory, readMemory } from "./memory.ts";

/** A method, and what of its state the next step needs: the rest is the batch's. */
export interface Remembering {
  method: Method;
  remembers: readonly string[];
}

/** What a step begins with: the loss and the gradient on its batch, and what the last step left. */
export interface StepStart {
  /** The loss here. */
  loss: tf.Scalar;
  /** The gradient here, as one vector. */
  gradient: Flat;
  /** What the last step left. */
  memory: { [key: string]: Memory };
}

/**
 * Moves the variables by one iteration; gives what the next one has to know. If loss or gradient are not finite, or
 * the gradient is 0, the variables stay and nothing is learned. On cpu and wasm, inside `tf.tidy`.
 */
export function iterate(
  { method, remembers }: Remembering,
  objective: Objective,
  start: StepStart,
): object {
  const { loss, gradient, memory } = start;
  const value = loss.dataSync()[0];
  if (!isMovable(value, tensorSpace.maxNorm(gradient))) return memory;
  const x = toVector(objective.variables);
  const state = { ...method.begin(tensorSpace, { x, value, gradient }), ...fromMemory(memory) };
  try {
    const end = answer(method.iterate(tensorSpace, state), answererOf(objective));
    moveTo(objective.variables, end.x);
    return remembered(end, remembers);
  } catch (error) {
    moveTo(objective.variables, x);
    throw error;
  }
}

/** The same, awaited, on every backend; also gives the loss before. */
export async function iterateAsync(
  { method, remembers }: Remembering,
  objective: Objective,
  memory: { [key: string]: Memory },
): Promise<{ loss: number; state?: object }> {
  const { variables } = objective;
  const answerer = asyncAnswererOf(objective);
  const x = await entriesOf(tf.tidy(() => toVector(variables)));
  const { value, gradient } = await answerer.gradient(x, x);
  if (!isMovable(value, float64Space.maxNorm(gradient))) return { loss: value };
  const begin = method.begin(float64Space, { x, value, gradient });
  const state = { ...begin, ...await readMemory(memory) };
  try {
    const end = await answerAsync(method.iterate(float64Space, state), answerer);
    tf.tidy(() => moveTo(variables, toFlat(end.x)));
    return { loss: value, state: remembered(end, remembers) };
  } catch (error) {
    tf.tidy(() => moveTo(variables, toFlat(x)));
    throw error;
  }
}

function isMovable(loss: number, largestSlope: number): boolean {
  return Number.isFinite(loss) && Number.isFinite(largestSlope) && largestSlope > 0;
}

function remembered<V>(state: MethodState<V>, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(state).filter(([name]) => names.includes(name)));
}
