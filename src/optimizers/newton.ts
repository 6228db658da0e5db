/**
 * Newton's method: the step is calculated, not learned.
 *
 * @module
 */
import { CholeskyDecomposition, Matrix } from "../deps/matrix.ts";
import * as tf from "../deps/tf.ts";
import type { Objective } from "../objective.ts";
import { decidesOnDevice } from "../walk.ts";
import { ObjectiveOptimizer } from "./objective_optimizer.ts";

/** More parameters than this make a Hessian too large to hold and to solve. */
const MAX_PARAMETERS = 2000;
/** The first damping, relative to the Hessian's mean diagonal; it grows tenfold until the Hessian is positive definite. */
const FIRST_DAMPING = 1e-10;

/** The optimizer that {@linkcode newton} makes. */
export class NewtonOptimizer extends ObjectiveOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "Newton";

  /**
   * Takes one step: w <- w - H^-1 g. Costs a gradient and a Hessian.
   *
   * @throws {Error} On webgpu, where nothing can be read back inside a synchronous step; where there are too many
   * parameters; where gradient or Hessian are not finite.
   */
  override step(objective: Objective): tf.Scalar {
    if (decidesOnDevice()) {
      throw new Error(
        "Cannot take Newton's step synchronously on webgpu: it solves on the host. Await stepAsync(objective), or use wasm.",
      );
    }
    const { loss, gradient, hessian } = ask(objective);
    const step = solve(hessian.dataSync(), gradient.dataSync());
    tf.dispose([gradient, hessian]);
    this.move(objective, step);
    return loss;
  }

  /** The same step, awaited: on every backend. */
  async stepAsync(objective: Objective): Promise<tf.Scalar> {
    const { loss, gradient, hessian } = ask(objective);
    const [h, g] = await Promise.all([hessian.data(), gradient.data()]);
    tf.dispose([gradient, hessian]);
    this.move(objective, solve(h, g));
    return loss;
  }

  private move(objective: Objective, step: Float32Array): void {
    let offset = 0;
    for (const variable of objective.variables) {
      const part = step.subarray(offset, offset += variable.size);
      tf.tidy(() => variable.assign(tf.sub(variable, tf.tensor(part, variable.shape))));
    }
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
 */
export function newton(): NewtonOptimizer {
  return new NewtonOptimizer();
}

function ask(
  objective: Objective,
): { loss: tf.Scalar; gradient: tf.Tensor1D; hessian: tf.Tensor2D } {
  const k = objective.variables.reduce((sum, variable) => sum + variable.size, 0);
  if (k > MAX_PARAMETERS) {
    throw new RangeError(
      `Cannot take Newton's step: ${k} parameters make a Hessian of ${
        k * k
      } values; the limit is ${MAX_PARAMETERS} parameters. Use keepStepping instead.`,
    );
  }
  const hessian = objective.hessian();
  const { loss, gradient } = objective.gradient();
  const flat = tf.tidy(() =>
    tf.concat(gradient.map((g) => tf.reshape(g, [g.size]))) as tf.Tensor1D
  );
  tf.dispose(gradient);
  return { loss, gradient: flat, hessian };
}

/** H^-1 g in float64, with the least damping of a growing series that makes H positive definite. */
function solve(hessian: ArrayLike<number>, gradient: ArrayLike<number>): Float32Array {
  const k = gradient.length;
  const [h, g] = [Array.from(hessian), Matrix.columnVector(Array.from(gradient))];
  if (![...h, ...g.to1DArray()].every(Number.isFinite)) {
    throw new Error(
      "Cannot take Newton's step: the gradient or the Hessian is not finite. Start where the loss is finite.",
    );
  }
  const matrix = Matrix.from1DArray(k, k, h);
  const scale = matrix.diagonal().reduce((sum, value) => sum + Math.abs(value), 0) / k || 1;
  for (let damping = 0; damping < 1e10; damping = damping * 10 || FIRST_DAMPING) {
    const damped = Matrix.add(matrix, Matrix.eye(k, k).mul(damping * scale));
    const cholesky = new CholeskyDecomposition(symmetric(damped));
    if (cholesky.isPositiveDefinite()) return Float32Array.from(cholesky.solve(g).to1DArray());
  }
  throw new Error("Cannot take Newton's step: no damping makes the Hessian positive definite.");
}

/** Rounding leaves a Hessian a little lopsided; its symmetric part is meant. */
function symmetric(matrix: Matrix): Matrix {
  return Matrix.add(matrix, matrix.transpose()).mul(0.5);
}
