/**
 * Newton-CG: Newton's step for many variables, from Hessian-vector products alone.
 *
 * @module
 */
import type { Method, MethodState } from "./method.ts";
import { type Asking, productAt } from "./questions.ts";
import type { Space } from "./space.ts";
import { type ModelStep, type TrustRegionState, tryStep } from "./trust_region.ts";

/** What {@linkcode newtonCg} takes; each has a default. */
export interface NewtonCgOptions {
  /** How far from the start the quadratic model is believed at first. Default 1. */
  firstRadius?: number;
  /** At most this many Hessian-vector products an iteration. Default 200. */
  maxProducts?: number;
}

/**
 * Minimizes the quadratic model of f within a trust region by conjugate gradients, to an accuracy that grows as the
 * gradient falls. Costs a gradient an iteration and some Hessian-vector products, each about two gradients. Converges
 * faster than L-BFGS near a minimum, and uses directions along which f curves downwards instead of avoiding them.
 * Source: Nocedal and Wright (2006), algorithm 7.2 (CG-Steihaug) within algorithm 4.1.
 *
 * @example With Hessian-vector products, if they are known
 * ```ts
 * import { minimizeSync } from "./mod.ts";
 *
 * const f = (x: Float64Array) => x.reduce((sum, value, i) => sum + (value - i - 1) ** 2, 0);
 * const hessianVectorProduct = (_x: Float64Array, vector: Float64Array) => vector.map((v) => 2 * v);
 * const { x } = minimizeSync(f, [9, 9, 9], { method: "newtonCg", hessianVectorProduct });
 * console.log(x.map((value) => Math.round(value))); // [1, 2, 3]
 * ```
 */
export function newtonCg(options: NewtonCgOptions = {}): Method {
  const { firstRadius = 1, maxProducts = 200 } = options;
  return {
    name: "newtonCg",

    begin<V>(_space: Space<V>, start: MethodState<V>): TrustRegionState<V> {
      return { ...start, radius: firstRadius, refusals: 0 };
    },

    *iterate<V>(space: Space<V>, state: TrustRegionState<V>) {
      const step = yield* steihaug(space, state, maxProducts);
      return yield* tryStep(space, state, step);
    },
  };
}

/**
 * Minimizes m(p) = g'p + p'Hp / 2 over |p| <= radius by conjugate gradients: until the residual is small beside the
 * gradient, the region ends, or the model curves downwards.
 * Source: Nocedal and Wright (2006), algorithm 7.2; names as there (z the step, r the residual, d the direction).
 */
export function* steihaug<V>(
  space: Space<V>,
  { x, gradient, radius }: TrustRegionState<V>,
  maxProducts: number,
): Asking<V, ModelStep<V>> {
  let [z, hz] = [space.zeros(gradient), space.zeros(gradient)];
  let r = gradient;
  let d = space.scale(-1, r);
  let rr = space.dot(r, r);
  // The residual's share of the gradient, Nocedal and Wright (7.3): small enough in the end for quadratic convergence.
  const enough = Math.min(0.1, Math.sqrt(rr)) ** 2 * rr;

  const modelStep = (step: V, hessianStep: V): ModelStep<V> => ({
    step,
    reduction: -(space.dot(gradient, step) + space.dot(step, hessianStep) / 2),
  });
  for (let i = 0; i < maxProducts && rr > 0; i++) {
    const hd = yield* productAt(x, d);
    const dhd = space.dot(d, hd);
    if (!Number.isFinite(dhd)) return { step: d, reduction: NaN };
    const alpha = rr / dhd;
    const next = dhd > 0 ? space.add(z, alpha, d) : z;
    if (dhd <= 0 || space.dot(next, next) >= radius ** 2) {
      const tau = toBoundary(space, z, d, radius);
      return modelStep(space.add(z, tau, d), space.add(hz, tau, hd));
    }
    ({ z, hz, r, d, rr } = space.tidy(() => {
      const residual = space.add(r, alpha, hd);
      const nextRr = space.dot(residual, residual);
      return {
        z: next,
        hz: space.add(hz, alpha, hd),
        r: residual,
        d: space.add(space.scale(-1, residual), nextRr / rr, d),
        rr: nextRr,
      };
    }));
    if (rr <= enough) break;
  }
  return modelStep(z, hz);
}

/** The tau >= 0 at which |z + tau d| = radius. */
function toBoundary<V>(space: Space<V>, z: V, d: V, radius: number): number {
  const [dd, zd, zz] = [space.dot(d, d), space.dot(z, d), space.dot(z, z)];
  const root = Math.sqrt(zd ** 2 + dd * (radius ** 2 - zz));
  // The form that does not cancel.
  return zd > 0 ? (radius ** 2 - zz) / (zd + root) : (root - zd) / dd;
}
