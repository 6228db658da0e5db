/**
 * A function run once on tfjs's tape, and the way back over it as often as asked.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { type Order, withRepairs } from "./repairs/repairs.ts";
import { checkTrusted } from "./trusted.ts";
import type { TapeNode } from "./tape_node.ts";

/** From dy, of the value's shape, to the derivative of sum(dy * value) by each input: zeros if it does not depend on it. */
export type Pullback = (dy: tf.Tensor) => tf.Tensor[];

/** The orders of the functions now running on the tape, the outermost first. */
const running: Order[] = [];

/** Tells a function's first derivative that the function has derivatives in it. */
class NotTheFirst extends Error {}

/**
 * Runs f once, and hands its value and pullback to `use`. Costs one forward pass, and about two more for each call of
 * the pullback. Everything but the result is freed, also after an error.
 *
 * @param order How often f is differentiated in all: 2 where `use` is itself differentiated, or f has derivatives in it.
 * @throws {Error} If an operation on the way has no derivative of this order to be trusted.
 */
export function withPullback<T extends tf.TensorContainer>(
  order: Order,
  f: () => tf.Tensor,
  inputs: tf.Tensor[],
  use: (value: tf.Tensor, pullback: Pullback) => T,
): T {
  assertMayDifferentiate();
  const { state } = tf.engine();
  // The derivative of a derivative may be constant; a function that is, is a mistake.
  const mayBeConstant = order === 2 && running.length === 0;
  if (state.gradientDepth > 0) order = 2;
  else state.activeTape = [];
  const tape = state.activeTape;
  try {
    return withRepairs(order, () =>
      tf.tidy(() => {
        const value = record(order, f);
        const path = pathBetween(tape, inputs, value);
        if (!mayBeConstant) assertConnected(path, inputs, value);
        checkTrusted(order, path);
        return use(value, (dy) => goBack(path, inputs, value, dy));
      }));
  } catch (error) {
    if (error instanceof NotTheFirst && order === 1) return withPullback(2, f, inputs, use);
    throw error;
  } finally {
    if (state.gradientDepth === 0) tape.forEach(({ saved }) => saved?.forEach((t) => t.dispose()));
  }
}

function assertMayDifferentiate(): void {
  if (running.length > 1) {
    throw new Error(
      "Cannot take a third derivative: the function that is differentiated twice has a derivative in it. Write that derivative out.",
    );
  }
  if (running[0] === 1) throw new NotTheFirst();
}

function assertConnected(path: TapeNode[], inputs: tf.Tensor[], value: tf.Tensor): void {
  if (path.length > 0 || inputs.includes(value)) return;
  const ends = inputs[0] instanceof tf.Variable ? "any variable and the loss" : "x and f(x)";
  throw new Error(
    `Cannot find a connection between ${ends}. Compute one from the other by operations of tfjs, and read no values back on the way.`,
  );
}

/** Runs f with the tape on. */
function record(order: Order, f: () => tf.Tensor): tf.Tensor {
  const engine = tf.engine();
  const { gradients } = engine;
  engine.gradients = (...parameters) => {
    assertMayDifferentiate();
    return gradients.apply(engine, parameters) as never;
  };
  running.push(order);
  engine.state.gradientDepth++;
  try {
    return withListsOfTheirOwn(f);
  } finally {
    engine.state.gradientDepth--;
    running.pop();
    engine.gradients = gradients;
  }
}

/**
 * Runs f so that operations of several outputs (tf.unstack, tf.split) hand out a list of their own: the caller may reverse
 * it, and tfjs would take that for another order of its outputs.
 */
export function withListsOfTheirOwn<T>(f: () => T): T {
  const engine = tf.engine();
  const { runKernel } = engine;
  engine.runKernel = (...parameters) => {
    const result: unknown = runKernel.apply(engine, parameters);
    return (Array.isArray(result) ? [...result] : result) as never;
  };
  try {
    return f();
  } finally {
    engine.runKernel = runKernel;
  }
}

/** Numbers that have derivatives: of complex ones tfjs has none, and they are refused by name. */
const differentiable = new Set<tf.DataType>(["float32", "complex64"]);

/** The operations that lead from the inputs to the value, in order. What is whole, true or text has no derivative, and ends a way. */
function pathBetween(tape: TapeNode[], inputs: readonly tf.Tensor[], value: tf.Tensor): TapeNode[] {
  const reached = new Set(inputs.map((input) => input.id));
  const forward = tape.filter((node) => {
    if (!operands(node).some(([, input]) => reached.has(input.id))) return false;
    const smooth = node.outputs.filter((output) => differentiable.has(output.dtype));
    smooth.forEach((output) => reached.add(output.id));
    return smooth.length > 0;
  });
  const leading = new Set([value.id]);
  const path: TapeNode[] = [];
  for (const node of forward.toReversed()) {
    if (!node.outputs.some((output) => leading.has(output.id))) continue;
    const inputs = operands(node).filter(([, input]) => reached.has(input.id));
    inputs.forEach(([, input]) => leading.add(input.id));
    path.unshift({ ...node, inputs: Object.fromEntries(inputs) });
  }
  return path;
}

/** An operation's inputs by name, without those that were left out. */
function operands(node: TapeNode): [string, tf.Tensor][] {
  return Object.entries(node.inputs).filter(([, input]) => input);
}

/** Which of these the value depends on by operations now on the tape; undefined if the tape is off. */
export function connected<T extends tf.Tensor>(
  inputs: readonly T[],
  value: tf.Tensor,
): T[] | undefined {
  const { activeTape, gradientDepth } = tf.engine().state;
  if (gradientDepth === 0 || !activeTape) return undefined;
  const path = pathBetween(activeTape, inputs, value);
  const reached = new Set(path.flatMap((node) => operands(node).map(([, { id }]) => id)));
  return inputs.filter((input) => input === value || reached.has(input.id));
}

function goBack(path: TapeNode[], inputs: tf.Tensor[], value: tf.Tensor, dy: tf.Tensor) {
  return tf.tidy(() => {
    const slopes = new Map([[value.id, dy]]);
    for (const node of path.toReversed()) {
      const behind = gradientOf(node, node.outputs.map((output) => slopes.get(output.id)));
      for (const [name, slope] of behind) {
        const { id } = node.inputs[name];
        const sum = slopes.get(id);
        slopes.set(id, sum ? tf.add(sum, slope) : slope);
      }
    }
    return inputs.map((input) => slopes.get(input.id) ?? tf.zerosLike(input));
  });
}

/** A node's gradients by name; tfjs takes an output without a slope for one with zeros. */
function gradientOf(node: TapeNode, dys: (tf.Tensor | undefined)[]): [string, tf.Tensor][] {
  try {
    const gradients = node.gradient!(dys as tf.Tensor[]);
    return Object.entries(node.inputs).map(([name, input]) => {
      const slope = tf.tidy(gradients[name]);
      tf.util.assertShapesMatch(slope.shape, input.shape, "the gradient and its input: ");
      return [name, slope];
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `Cannot differentiate ${node.kernelName}: ${reason}. Write the function without it.`,
      { cause: error },
    );
  }
}
