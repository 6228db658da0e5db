/**
 * Orthogonalised momentum for matrices, Adam for the rest.
 *
 * @module
 */
import { flatten, unflatten } from "../../numeric/flat.ts";
import * as tf from "../../deps/tf.ts";
import { checkOptions, isPositive, isShare, withDefaults } from "../options.ts";
import { VectorOptimizer } from "../vector_optimizer.ts";
import type { Decays, NextStep, StepAt } from "../vector_step.ts";
import { decayed, running, scaledRoot } from "./moments.ts";

/** What {@linkcode muon} takes beside the learning rate; each has a default. */
export interface MuonOptions {
  /** What is kept of the momentum. Default 0.95. */
  momentum?: number;
  /** Adam's learning rate, for what is no matrix. Default 3e-4. */
  adamLearningRate?: number;
  /** Adam's beta1. Default 0.9. */
  adamBeta1?: number;
  /** Adam's beta2. Default 0.95. */
  adamBeta2?: number;
  /** Adam's epsilon. Default 1e-10. */
  adamEpsilon?: number;
  /** Adam's decoupled weight decay, times its learning rate. Default 0. */
  adamWeightDecay?: number;
  /** Decoupled weight decay of matrices, times the learning rate. Default 0. */
  weightDecay?: number;
  /** Default `all`. */
  decays?: Decays;
  /**
   * Which variables are matrices to it, of those with two dimensions: the authors advise against the first and last layer. Default: all. A
   * function is not serialised with the optimizer.
   */
  isMatrix?: (variable: tf.Variable) => boolean;
}

const defaults: Required<MuonOptions> & { learningRate: number } = {
  learningRate: 0.02,
  momentum: 0.95,
  adamLearningRate: 3e-4,
  adamBeta1: 0.9,
  adamBeta2: 0.95,
  adamEpsilon: 1e-10,
  adamWeightDecay: 0,
  weightDecay: 0,
  decays: "all",
  isMatrix: () => true,
};

/** Newton and Schulz's iteration, tuned to bring singular values near 1 quickly: Jordan's coefficients, and how often. */
const [a, b, c, rounds] = [3.4445, -4.775, 2.0315, 5];

/** The optimizer that {@linkcode muon} makes. */
export class MuonOptimizer
  extends VectorOptimizer<Required<MuonOptions> & { learningRate: number }> {
  /** The name under which it is serialised. */
  static readonly className = "Muon";

  /** See {@linkcode muon}. */
  constructor(options: MuonOptions & { learningRate?: number } = {}) {
    super(withDefaults(defaults, options));
    const { learningRate, adamLearningRate, adamEpsilon, momentum } = this.options;
    const { adamBeta1, adamBeta2, adamWeightDecay, weightDecay } = this.options;
    checkOptions("Muon", isPositive, { learningRate, adamLearningRate, adamEpsilon });
    checkOptions("Muon", isShare, { momentum, adamBeta1, adamBeta2, adamWeightDecay, weightDecay });
  }

  /** Matrices: B <- beta B + (1 - beta) g; w <- (1 - r decay) w - r sqrt(max(1, outputs / inputs)) orthogonal((1 - beta) g + beta B). */
  protected override update({ w, g, t, variables, decaying, vectors }: StepAt): NextStep {
    const { learningRate, momentum, weightDecay, adamLearningRate } = this.options;
    const { adamBeta1, adamBeta2, adamEpsilon, adamWeightDecay } = this.options;
    const isMatrix = variables.map((v) => v.rank === 2 && this.options.isMatrix(v));
    const parts = (vector: tf.Tensor) => unflatten(vector as tf.Tensor1D, variables);
    const B = running(vectors.B, momentum, g);
    const ahead = parts(running(B, momentum, g));
    const m = running(vectors.m, adamBeta1, g);
    const v = running(vectors.v, adamBeta2, tf.square(g));
    const root = scaledRoot(v, 1 - adamBeta2 ** t, adamEpsilon);
    const adam = parts(tf.mul(tf.div(m, root), adamLearningRate / (1 - adamBeta1 ** t)));
    const [before, decay] = [parts(w), parts(decaying(w))];
    const next = variables.map(({ shape }, i) => {
      const [inputs, outputs] = shape as [number, number];
      const part = isMatrix[i] ? learningRate * weightDecay : adamLearningRate * adamWeightDecay;
      const kept = decayed(before[i], decay[i], part);
      if (!isMatrix[i]) return tf.sub(kept, adam[i]);
      const step = tf.mul(
        orthogonal(ahead[i] as tf.Tensor2D),
        learningRate * Math.sqrt(Math.max(1, outputs / inputs)),
      );
      return tf.sub(kept, step);
    });
    return { w: flatten(next), vectors: { B, m, v } };
  }

  /** The configuration, without the function. */
  override getConfig(): tf.serialization.ConfigDict {
    const { isMatrix: _isMatrix, ...others } = this.options;
    return others;
  }
}
tf.serialization.registerClass(MuonOptimizer);

/** About U V' of a matrix U S V': X <- a X + (b A + c A^2) X with A = X X', from X of Frobenius norm 1. */
function orthogonal(matrix: tf.Tensor2D): tf.Tensor2D {
  // The smaller product of the two.
  const isTall = matrix.shape[0] > matrix.shape[1];
  let x: tf.Tensor2D = isTall ? tf.transpose(matrix) : matrix;
  x = tf.div(x, tf.add(tf.sqrt(tf.sum(tf.square(x))), 1e-7));
  for (let i = 0; i < rounds; i++) {
    const A: tf.Tensor2D = tf.matMul(x, x, false, true);
    const polynomial: tf.Tensor2D = tf.add(tf.mul(A, b), tf.mul(tf.matMul(A, A), c));
    x = tf.add(tf.mul(x, a), tf.matMul(polynomial, x));
  }
  return isTall ? tf.transpose(x) : x;
}

/**
 * Muon: every matrix moves along its momentum made orthogonal, so that all its directions count alike; biases and other variables take Adam's steps. Source: Jordan, Jin, Boza, You, Cesista,
 * Newhouse and Bernstein (2024), Muon: an optimizer for hidden layers in neural networks; in float32 throughout, where the published code rounds to bfloat16. A step costs one gradient, and 15 products of small matrices
 * a matrix.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { muon } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const w = tf.variable(tf.tensor2d([[3, 1], [0, 2]]));
 * const optimizer = muon(0.1);
 * const loss = (): tf.Scalar => tf.sum(tf.square(w));
 * for (let i = 0; i < 40; i++) optimizer.minimize(loss, false, [w]);
 * console.log(loss().dataSync()[0] < 0.2); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function muon(learningRate = 0.02, options: MuonOptions = {}): MuonOptimizer {
  return new MuonOptimizer({ ...options, learningRate });
}
