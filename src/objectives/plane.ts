/**
 * A loss on what a few directions span: through where the variables are, the loss of w + the sum of t_i d_i as a function of t.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import { flatten } from "../numeric/flat.ts";
import type { Objective } from "./objective.ts";

/** Value, slopes and curvatures at a point of a plane, as one vector: 1, n and n^2 numbers. */
export type Expansion = tf.Tensor1D;

/** The loss on a plane. What it gives is the caller's to dispose. */
export interface Plane {
  /** How many coordinates there are: a direction's, or of each group of variables a direction's. */
  readonly size: number;
  /** Value, slopes and curvatures there. */
  expand(t: Float64Array): Expansion;
  /** The value there. */
  loss(t: Float64Array): tf.Scalar;
  /** Moves the variables there; gives the step, one tensor per variable. */
  moveTo(t: Float64Array): tf.Tensor[];
  /** Frees what it holds; the variables are where the last move took them, or where they were. */
  dispose(): void;
}

/** Directions: of each, one tensor per variable. */
export type Directions = readonly (readonly tf.Tensor[])[];

/** An objective that knows its loss on a plane better than by asking for it point by point. */
export interface PlaneObjective extends Objective {
  /**
   * The plane that some directions span.
   *
   * @param perGroup Whether each layer has coordinates of its own.
   */
  plane(directions: Directions, perGroup: boolean): Plane;
}

/** Whether an objective has planes of its own. */
export function hasPlanes(objective: Objective): objective is PlaneObjective {
  return "plane" in objective;
}

/** The sum of t_i d_i, one tensor per variable; `groups` tells which coordinates a variable goes by. Call it in a tidy. */
export function combined(
  directions: Directions,
  t: Float64Array,
  groups: readonly number[],
): tf.Tensor[] {
  return groups.map((group, v) =>
    directions.map((direction, i) => tf.mul(direction[v], t[group * directions.length + i]))
      .reduce((sum, part) => tf.add(sum, part))
  );
}

/**
 * A plane of any objective: every value costs a forward pass, slopes a gradient, and curvatures a Hessian-vector product for each
 * coordinate, which is about two gradients.
 */
export function askedPlane(objective: Objective, directions: Directions, perGroup: boolean): Plane {
  const { variables } = objective;
  const groups = perGroup ? groupsOf(variables) : variables.map(() => 0);
  const size = directions.length * (Math.max(...groups) + 1);
  const origin = tf.tidy(() => variables.map((variable) => tf.clone(variable)));
  const at = (t: Float64Array) =>
    tf.tidy(() => {
      const step = combined(directions, t, groups);
      variables.forEach((variable, v) => variable.assign(tf.add(origin[v], step[v])));
      return step;
    });
  /** Of a coordinate, the direction in its group's variables, and 0 in the others. */
  const unit = (c: number) => {
    const [group, i] = [Math.floor(c / directions.length), c % directions.length];
    return variables.map((variable, v) =>
      groups[v] === group ? directions[i][v] : tf.zeros(variable.shape)
    );
  };
  let isMoved = false;
  return {
    size,
    expand(t) {
      tf.dispose(at(t));
      return tf.tidy(() => {
        const { loss, gradient } = objective.gradient();
        const units = Array.from({ length: size }, (_, c) => unit(c));
        const flat = units.map((each) => flatten(each));
        const matrix = tf.stack(flat) as tf.Tensor2D;
        const times = (vector: tf.Tensor[]) =>
          tf.reshape(tf.matMul(matrix, tf.reshape(flatten(vector), [-1, 1])), [size]);
        const rows = units.map((each) => times(objective.hessianVectorProduct(each)));
        return tf.concat([tf.reshape(loss, [1]), times(gradient), ...rows]) as tf.Tensor1D;
      });
    },
    loss(t) {
      tf.dispose(at(t));
      return objective.loss();
    },
    moveTo(t) {
      isMoved = true;
      return at(t);
    },
    dispose() {
      if (!isMoved) variables.forEach((variable, v) => variable.assign(origin[v]));
      tf.dispose(origin);
    },
  };
}

/** Variables of the same tfjs layer are a group: what their names begin with says so. Others are a group each. */
function groupsOf(variables: readonly tf.Variable[]): number[] {
  const names = variables.map(({ name }, i) =>
    name.includes("/") ? name.slice(0, name.lastIndexOf("/")) : String(i)
  );
  const distinct = [...new Set(names)];
  return names.map((name) => distinct.indexOf(name));
}
