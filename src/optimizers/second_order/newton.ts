/**
 * Newton's method: the step is calculated, not learned.
 *
 * @module
 */
import { CholeskyDecomposition, Matrix } from "../../deps/matrix.ts";
import * as tf from "../../deps/tf.ts";
import type { Objective } from "../../objectives/objective.ts";
import { decidesOnDevice, moveAlong } from "../../objectives/moves.ts";
import { flatten, sizeOf, tensorsOf } from "../../numeric/flat.ts";
import { ObjectiveOptimizer } from "../objective_optimizer.ts";

/** More parameters than this make a Hessian too large to hold and to solve. */
const maxParameters = 2000;
/**
 * The first damping, relative to the Hessian's mean diagonal; it grows tenfold until the Hessian is surely positive
 * definite.
 */
const firstDamping = 1e-7;
/** A pivot below this part of its diagonal entry may be rounding alone: float32's, over a sum of many rows. */
const surePivot = 1e-6;

/** The optimizer that {@linkcode newton} makes. */
export class NewtonOptimizer extends ObjectiveOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "Newton";

  /**
   * Takes one step: w <- w - H^-1 g. Costs a gradient and a Hessian.
   *
   * @throws {RangeError} If there are too many parameters.
   * @throws {Error} On webgpu, if nothing can be read back inside a synchronous step; where an operation's second
   * derivative is unreliable; where gradient or Hessian are not finite. The parameters are then left as they
   * were.
   */
  override step(objective: Objective): tf.Scalar {
    if (decidesOnDevice()) {
      throw new Error(
        "Cannot take Newton's step inside fit or minimize on webgpu: it is solved on the host. Await minimizeAsync(f), or use wasm.",
      );
    }
    const { loss, gradient, hessian } = ask(objective);
    const [h, g] = [hessian.dataSync(), gradient.dataSync()];
    tf.dispose([gradient, hessian]);
    this.#moveOrFree(objective, loss, h, g);
    return loss;
  }

  /** The same step, awaited: on every backend. */
  override async stepAsync(objective: Objective): Promise<tf.Scalar> {
    const { loss, gradient, hessian } = ask(objective);
    const [h, g] = await Promise.all([hessian.data(), gradient.data()]);
    tf.dispose([gradient, hessian]);
    this.#moveOrFree(objective, loss, h, g);
    return loss;
  }

  /** Moves the variables by the solution; frees the loss if there is none. */
  #moveOrFree(
    objective: Objective,
    loss: tf.Scalar,
    hessian: ArrayLike<number>,
    gradient: ArrayLike<number>,
  ): void {
    try {
      this.#move(objective, solve(hessian, gradient));
    } catch (error) {
      loss.dispose();
      throw error;
    }
  }

  /** Subtracts the step from the variables, one after another. */
  #move(objective: Objective, step: Float32Array): void {
    const { variables } = objective;
    tf.tidy(() => moveAlong(variables, variables, tensorsOf(step, variables), 1));
    this.incrementIterations();
  }

  /** The configuration: there is nothing to configure. */
  override getConfig(): tf.serialization.ConfigDict {
    return {};
  }
}
tf.serialization.registerClass(NewtonOptimizer);

/**
 * Newton's method for any loss of at most 2,000 parameters: gradient and Hessian by automatic differentiation, the
 * system solved in float64, damped where the Hessian is singular or not positive definite. On a linear regression one
 * step from any start is the closed form. Source: the post, "Calculus".
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { newton, useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const x = tf.variable(tf.scalar(4));
 * newton().minimize(() => tf.square(tf.sub(x, 1)), false, [x]);
 * x.print(); // 1
 * ```
 */
export function newton(): NewtonOptimizer {
  return new NewtonOptimizer();
}

function ask(
  objective: Objective,
): { loss: tf.Scalar; gradient: tf.Tensor1D; hessian: tf.Tensor2D } {
  const k = sizeOf(objective.variables);
  if (k > maxParameters) {
    throw new RangeError(
      `Cannot take Newton's step: ${k} parameters make a Hessian of ${
        k * k
      } values; the limit is ${maxParameters} parameters. Use keepStepping instead.`,
    );
  }
  // The gradient comes first: tfjs-layers reads the metrics of a loss closure's first call.
  const { loss, gradient } = objective.gradient();
  try {
    const hessian = objective.hessian();
    return { loss, gradient: tf.tidy(() => flatten(gradient)), hessian };
  } catch (error) {
    loss.dispose();
    throw error;
  } finally {
    tf.dispose(gradient);
  }
}

/**
 * H^-1 g in float64. Where H is not surely positive definite it is damped by twice the least of a growing series that
 * makes it so: then every eigenvalue is at least the damping, and a direction of negative curvature gets no longer a
 * step than one of positive curvature.
 */
function solve(hessian: ArrayLike<number>, gradient: ArrayLike<number>): Float32Array {
  const k = gradient.length;
  const [h, g] = [Array.from(hessian), Array.from(gradient)];
  if (!h.every(Number.isFinite) || !g.every(Number.isFinite)) {
    throw new Error(
      "Cannot take Newton's step: the gradient or the Hessian is not finite. Start where the loss is finite.",
    );
  }
  const matrix = symmetric(Matrix.from1DArray(k, k, h));
  const scale = matrix.diagonal().reduce((sum, value) => sum + Math.abs(value), 0) / k || 1;
  for (let damping = 0; damping < 1e10; damping = damping * 10 || firstDamping) {
    const damped = Matrix.add(matrix, Matrix.eye(k, k, damping * scale));
    if (isSurelyPositiveDefinite(new CholeskyDecomposition(damped), damped)) {
      const cholesky = new CholeskyDecomposition(damped.add(Matrix.eye(k, k, damping * scale)));
      return Float32Array.from(cholesky.solve(Matrix.columnVector(g)).to1DArray());
    }
  }
  throw new Error(
    "Cannot take Newton's step: no damping makes the Hessian positive definite. Use keepStepping instead.",
  );
}

/** Positive definite by more than the rounding of a Hessian in float32: every pivot keeps a part of its diagonal. */
function isSurelyPositiveDefinite(cholesky: CholeskyDecomposition, matrix: Matrix): boolean {
  const pivots = cholesky.lowerTriangularMatrix.diagonal();
  const diagonal = matrix.diagonal();
  return cholesky.isPositiveDefinite() &&
    pivots.every((pivot, i) => pivot * pivot > surePivot * diagonal[i]);
}

/** Rounding leaves a Hessian a little lopsided; its symmetric part is meant. */
function symmetric(matrix: Matrix): Matrix {
  return Matrix.add(matrix, matrix.transpose()).mul(0.5);
}
