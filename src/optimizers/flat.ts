/**
 * All variables of an objective as one vector: one tensor for each operation of a method, not one a variable.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import type { Answerer } from "../methods/questions.ts";
import type { Objective } from "../objective.ts";

/** A vector: one flat tensor, in a list as `tensorSpace` and `deviceSpace` have it. */
export type Flat = tf.Tensor[];

/** Tensors, a tensor a variable, as one vector. */
export function flatten(tensors: readonly tf.Tensor[]): Flat {
  return [tf.concat(tensors.map((tensor) => tf.reshape(tensor, [tensor.size])))];
}

/** A vector as tensors in the variables' shapes. */
export function unflatten([vector]: Flat, variables: readonly tf.Variable[]): tf.Tensor[] {
  const parts = tf.split(vector, variables.map((v) => v.size));
  return variables.map((v, i) => tf.reshape(parts[i], v.shape));
}

/** Moves the variables to a point. */
export function moveTo(variables: readonly tf.Variable[], point: Flat): void {
  unflatten(point, variables).forEach((tensor, i) => variables[i].assign(tensor));
}

/** The loss and the gradient here. */
export function evaluate(objective: Objective): { loss: tf.Scalar; gradient: Flat } {
  const { loss, gradient } = objective.gradient();
  return { loss, gradient: flatten(gradient) };
}

/** Answers a method's questions by asking an objective at each point, reading its values: on cpu and wasm, inside `tf.tidy`. */
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
    product() {
      throw new Error("later");
    },
    hessian(at) {
      moveTo(variables, at);
      return Float64Array.from(objective.hessian().dataSync());
    },
  };
}
