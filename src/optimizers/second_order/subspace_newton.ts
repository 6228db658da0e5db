/**
 * Newton steps in the plane of the scaled gradient and the last few steps.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { decidesOnDevice } from "../../objectives/moves.ts";
import type { Objective } from "../../objectives/objective.ts";
import { askedPlane, type Directions, hasPlanes } from "../../objectives/plane.ts";
import type { Memory } from "../memory.ts";
import { checkOption, isCount, withDefaults } from "../options.ts";
import { descended } from "./plane_descent.ts";
import { RememberingOptimizer } from "../remembering_optimizer.ts";

/** What {@linkcode subspaceNewton} takes; each has a default. */
export interface SubspaceNewtonOptions {
  /** How many past steps span the plane, beside the gradient. Default 6. */
  pastSteps?: number;
  /** At most this many Newton steps in the plane, before the next gradient is taken. Default 3. */
  newtonSteps?: number;
  /** Whether each layer has a step size of its own along each direction. Default true. */
  ratePerLayer?: boolean;
}

const defaults: Required<SubspaceNewtonOptions> = {
  pastSteps: 6,
  newtonSteps: 3,
  ratePerLayer: true,
};

/** What is left of the mean square of the gradient after a step. */
const decay = 0.99;
/** What a step asks to be read, and is answered with. */
type Reading = Generator<tf.Tensor, { loss: number; steps: tf.Tensor[][] }, tf.TypedArray>;

/** The optimizer that {@linkcode subspaceNewton} makes. */
export class SubspaceNewtonOptimizer extends RememberingOptimizer {
  /** The name under which it is serialised. */
  static readonly className = "SubspaceNewton";
  readonly #options: Required<SubspaceNewtonOptions>;

  /** See {@linkcode subspaceNewton}. */
  constructor(options: SubspaceNewtonOptions = {}) {
    super(["count", "squares", "steps"]);
    this.#options = withDefaults(defaults, options);
    const { pastSteps, newtonSteps } = this.#options;
    const isCountOrZero = (value: number) => value === 0 || isCount(value);
    checkOption("SubspaceNewton", "pastSteps", pastSteps, isCountOrZero, "a whole number. Try 6");
    checkOption(
      "SubspaceNewton",
      "newtonSteps",
      newtonSteps,
      isCount,
      "a whole number above 0. Try 3",
    );
  }

  /**
   * Takes one step. If the loss or the gradient is not finite, the variables stay and nothing is learned.
   *
   * @throws {Error} On webgpu, where nothing can be read back inside a synchronous step.
   */
  override step(objective: Objective): tf.Scalar {
    if (decidesOnDevice()) {
      throw new Error(
        "Cannot take a step of SubspaceNewton inside fit or minimize on webgpu: it is decided on the host. Await minimizeAsync(f), or use wasm.",
      );
    }
    const steps = this.#steps(objective);
    let next = steps.next();
    while (!next.done) {
      const values = next.value.dataSync();
      next.value.dispose();
      next = steps.next(values);
    }
    return this.#ended(next.value);
  }

  /** The same step, awaited: on every backend. */
  override async stepAsync(objective: Objective): Promise<tf.Scalar> {
    const steps = this.#steps(objective);
    let next = steps.next();
    while (!next.done) {
      const values = await next.value.data();
      next.value.dispose();
      next = steps.next(values);
    }
    return this.#ended(next.value);
  }

  #ended({ loss }: { loss: number }): tf.Scalar {
    this.incrementIterations();
    return tf.tidy(() => tf.scalar(loss));
  }

  /** One gradient; then Newton's method in the plane, as long as it gains. */
  *#steps(objective: Objective): Reading {
    const { pastSteps, newtonSteps, ratePerLayer } = this.#options;
    const { loss: first, gradient } = objective.gradient();
    const size = tf.tidy(() => tf.addN([tf.scalar(0), ...gradient.map((g) => tf.sum(tf.abs(g)))]));
    const [slope] = yield size;
    const [loss] = yield first;
    const known = (this.memory.steps ?? []) as tf.Tensor[][];
    if (!Number.isFinite(loss) || !Number.isFinite(slope) || slope === 0) {
      tf.dispose(gradient);
      return { loss, steps: known };
    }
    const past = known.slice(0, pastSteps);
    if (past.some((step) => step.some(({ shape }, v) => `${shape}` !== `${gradient[v]?.shape}`))) {
      tf.dispose(gradient);
      throw new Error(
        "Cannot step: SubspaceNewton remembers steps of other variables. Make a new optimizer for them.",
      );
    }
    const { direction, squares, count } = this.#scaled(gradient);
    tf.dispose(gradient);
    const directions: Directions = [direction, ...past];
    const plane = hasPlanes(objective)
      ? objective.plane(directions, ratePerLayer)
      : askedPlane(objective, directions, ratePerLayer);
    let step: tf.Tensor[] | undefined;
    try {
      const t = yield* descended(plane, loss, newtonSteps);
      step = t && plane.moveTo(t);
    } finally {
      plane.dispose();
      if (!step) tf.dispose([direction, squares, count]);
    }
    if (!step) return { loss, steps: known };
    direction.forEach((part) => part.dispose());
    const steps = [step, ...past].slice(0, pastSteps);
    if (pastSteps === 0) tf.dispose(step);
    this.remember({ count, squares, ...steps.length > 0 ? { steps } : {} });
    return { loss, steps };
  }

  /** Minus the gradient over the root of its running mean square: d = -g / sqrt(v), v <- decay v + (1 - decay) g^2. */
  #scaled(gradient: tf.Tensor[]) {
    const { count: before, squares: known } = this.memory as {
      count?: tf.Scalar;
      squares?: Memory;
    };
    return tf.tidy(() => {
      const count = before ? tf.add(before, 1) as tf.Scalar : tf.scalar(1);
      const share = tf.sub(1, tf.pow(decay, count));
      const squares = gradient.map((g, v) =>
        tf.add(
          tf.mul(known ? (known as tf.Tensor[])[v] : tf.zerosLike(g), decay),
          tf.mul(tf.square(g), 1 - decay),
        )
      );
      const direction = gradient.map((g, v) => {
        const mean = tf.div(squares[v], share);
        const isThere = tf.greater(mean, 0);
        const safe = tf.where(isThere, mean, tf.onesLike(mean));
        return tf.where(isThere, tf.neg(tf.div(g, tf.sqrt(safe))), tf.zerosLike(g));
      });
      return { direction, squares, count };
    });
  }

  /** The configuration, from which the optimizer can be made again. */
  override getConfig(): tf.serialization.ConfigDict {
    return { ...this.#options };
  }
}
tf.serialization.registerClass(SubspaceNewtonOptimizer);

/**
 * Newton's method in the plane of the scaled gradient and the last few steps, with a step size per layer along each: no learning rate.
 * It is the post's three ideas at once: it calculates the step, keeps stepping in the plane while that gains, and only then takes
 * the next gradient. Source: Shea and Schmidt (2024), Why line search when you can plane search (the plane of gradient and last step).
 *
 * For full batches: on mini-batches it follows each batch's noise. A step on an objective of {@linkcode modelLoss} costs a gradient,
 * a product of the data with the first layer, and then a few hundredths of a forward pass a candidate, since the other products are
 * kept. On any other loss, as inside `fit`, slopes cost a gradient and curvatures about two gradients for each of
 * (pastSteps + 1) times the number of layers coordinates: take `{ pastSteps: 1, ratePerLayer: false }` there. On webgpu it is awaited:
 * `minimizeAsync(f)`.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { subspaceNewton } from "./optimizers";
 * import { useBackend } from "./mod.ts";
 *
 * await useBackend("cpu");
 * const w = tf.variable(tf.tensor1d([5, 1]));
 * const bowl = () => tf.sum(tf.mul(tf.square(w), [1, 20])) as tf.Scalar;
 * const optimizer = subspaceNewton();
 * for (let i = 0; i < 5; i++) optimizer.minimize(bowl, false, [w]);
 * console.log(bowl().dataSync()[0] < 1e-6); // true
 * ```
 * @throws {RangeError} If an option is out of its range.
 */
export function subspaceNewton(options?: SubspaceNewtonOptions): SubspaceNewtonOptimizer {
  return new SubspaceNewtonOptimizer(options);
}
