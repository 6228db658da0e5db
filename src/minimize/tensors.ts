/**
 * Answers about functions of tensors, awaited.
 *
 * @module
 */
import { flatten, tensorsOf } from "../numeric/flat.ts";
import { variableHessianVectorProduct } from "../calculus/hessian_vector_product.ts";
import { variableHessian } from "../calculus/hessian.ts";
import { withListsOfTheirOwn } from "../calculus/tape.ts";
import * as tf from "../deps/tf.ts";
import type { AsyncAnswerer } from "../methods/questions.ts";
import { checkHessianSize } from "./limits.ts";
import type { RunCost } from "./solution.ts";
import { readAll, TensorPoint } from "./tensor_point.ts";
import type { TensorFunction, TensorStart } from "./start.ts";
import "../deps/tf_gradients.ts";

/** A function of tensors, as the methods see it: of one float64 array. */
export interface TensorProblem<X> {
  /** Answers, and counts what that costs. */
  answerer: AsyncAnswerer<Float64Array>;
  /** The start's entries. */
  start(): Promise<Float64Array>;
  /** Entries, as tensors in the start's shapes; the caller disposes them. */
  toTensors(entries: Float64Array): X;
  /** Frees what the answers needed. */
  dispose(): void;
}

/** Sees a function of tensors as one of a float64 array. Values and gradients are the backend's, in float32. */
export function tensorProblem<X extends TensorStart>(
  f: TensorFunction,
  x0: X,
  cost: RunCost,
): TensorProblem<X> {
  const point = new TensorPoint(x0);
  const { variables } = point;
  const loss = () => scalar(f(...variables));
  const answerer: AsyncAnswerer<Float64Array> = {
    async value(x) {
      cost.forwardPasses++;
      point.moveTo(x);
      return (await readAll([tf.tidy(loss)]))[0];
    },
    async gradient(x) {
      point.moveTo(x);
      const isFirst = cost.gradients++ === 0;
      // One tensor, so that there is one read: on webgpu each costs 11 ms.
      const answer = tf.tidy(() => flatten(valueAndGradient(loss, variables, isFirst)));
      const entries = await readAll([answer]);
      return { value: entries[0], gradient: entries.slice(1) };
    },
    async product(x, along) {
      cost.products++;
      point.moveTo(x);
      const product = () =>
        variableHessianVectorProduct(loss, variables, tensorsOf(along, variables));
      return await readAll([tf.tidy(() => flatten(product()))]);
    },
    async hessian(x) {
      checkHessianSize(x.length);
      cost.hessians++;
      point.moveTo(x);
      return await readAll([tf.tidy(() => variableHessian(loss, variables))]);
    },
  };
  return {
    answerer,
    start: () => point.start(),
    toTensors: (entries) => point.tensors(entries),
    dispose: () => point.dispose(),
  };
}

/** [value, ...gradient]. The first time, every variable must reach the value. */
function valueAndGradient(
  loss: () => tf.Scalar,
  variables: tf.Variable[],
  isFirst: boolean,
): tf.Tensor[] {
  const { value, grads } = gradients(loss, variables);
  const unreached = variables.findIndex(({ name }) => !grads[name]);
  if (isFirst && unreached >= 0) throw unconnected(`tensor ${unreached} of the start`);
  return [value, ...variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable))];
}

function gradients(loss: () => tf.Scalar, variables: tf.Variable[]) {
  const thrown: unknown[] = [];
  // tfjs leaks what its tape saved if f throws: it is thrown afterwards.
  const heldBack = () => {
    try {
      return loss();
    } catch (error) {
      thrown.push(error);
      return tf.sum(variables[0]) as tf.Scalar;
    }
  };
  try {
    const result = withListsOfTheirOwn(() => tf.variableGrads(heldBack, variables));
    if (thrown.length > 0) throw thrown[0];
    return result;
  } catch (error) {
    const isUnconnected = error instanceof Error && /find a connection/.test(error.message);
    throw isUnconnected ? unconnected("the start") : error;
  }
}

function unconnected(what: string): Error {
  return new Error(
    `Cannot minimize: the loss does not depend on ${what}. Compute it from f's arguments, with tfjs's operations alone.`,
  );
}

function scalar(value: tf.Tensor): tf.Scalar {
  if (value?.rank === 0) return value as tf.Scalar;
  throw new Error(
    `Cannot minimize: the loss must be a scalar, got ${
      value?.shape ? `shape [${value.shape}]` : typeof value
    }. Take its tf.mean or tf.sum.`,
  );
}
