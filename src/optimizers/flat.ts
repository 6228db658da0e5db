/**
 * All variables of an objective as one vector: one tensor for each operation of a method, not one a variable.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import type { Answerer, AsyncAnswerer } from "../methods/questions.ts";
import type { Objective } from "../objectives/objective.ts";
import { flatten, tensorsOf, unflatten } from "../numeric/flat.ts";

/** A vector: one flat tensor, in a list as `tensorSpace` and `deviceSpace` have it. */
export type Flat = tf.Tensor[];

/** Tensors as one vector. */
export function toVector(tensors: readonly tf.Tensor[]): Flat {
  return [flatten(tensors)];
}

/** Moves the variables to a point. */
export function moveTo(variables: readonly tf.Variable[], [point]: Flat): void {
  unflatten(point as tf.Tensor1D, variables).forEach((tensor, i) => variables[i].assign(tensor));
}

/** The loss and the gradient here. */
export function evaluate(objective: Objective): { loss: tf.Scalar; gradient: Flat } {
  const { loss, gradient } = objective.gradient();
  return { loss, gradient: toVector(gradient) };
}

/** Entries as a vector. */
export function toFlat(entries: Float64Array): Flat {
  return [tf.tensor1d(Float32Array.from(entries))];
}

/** The entries of a vector, awaited; frees it. */
export async function entriesOf(vector: Flat): Promise<Float64Array> {
  const entries = Float64Array.from(await vector[0].data());
  tf.dispose(vector);
  return entries;
}

/**
 * Answers a method's questions by asking an objective at each point, reading its values: on cpu and wasm, inside
 * `tf.tidy`.
 */
export function answererOf(objective: Objective): Answerer<Flat> {
  const { variables } = objective;
  return {
    value(at) {
      moveTo(variables, at);
      return objective.loss().dataSync()[0];
    },
    gradient(at) {
      moveTo(variables, at);
      const { loss, gradient } = evaluate(objective);
      return { value: loss.dataSync()[0], gradient };
    },
    product(at, along) {
      moveTo(variables, at);
      return toVector(
        objective.hessianVectorProduct(unflatten(along[0] as tf.Tensor1D, variables)),
      );
    },
    hessian(at) {
      moveTo(variables, at);
      return Float64Array.from(objective.hessian().dataSync());
    },
  };
}

/** The same, awaited, in float64 arrays: on every backend. */
export function asyncAnswererOf(objective: Objective): AsyncAnswerer<Float64Array> {
  const { variables } = objective;
  const goTo = (at: Float64Array) => tf.tidy(() => moveTo(variables, toFlat(at)));
  return {
    async value(at) {
      goTo(at);
      return (await entriesOf([objective.loss()]))[0];
    },
    async gradient(at) {
      goTo(at);
      const { loss, gradient } = tf.tidy(() => evaluate(objective));
      const [[value], entries] = await Promise.all([entriesOf([loss]), entriesOf(gradient)]);
      return { value, gradient: entries };
    },
    async product(at, along) {
      goTo(at);
      const product = () => objective.hessianVectorProduct(tensorsOf(along, variables));
      return await entriesOf(tf.tidy(() => toVector(product())));
    },
    async hessian(at) {
      goTo(at);
      return await entriesOf([objective.hessian()]);
    },
  };
}
