/**
 * Newton-CG: Newton's step for many variables, from Hessian-vector products alone.
 *
 * @module
 */
import type { Method, MethodState } from "./method.ts";
import { checkCount, checkObject } from "../searches/search.ts";
import { checkPositive } from "./options.ts";
import { type Asking, productAt } from "./questions.ts";
import { lengthOf } from "./scale.ts";
import type { Space } from "./space.ts";
import { beginRegion, type ModelStep, type TrustRegionState, tryStep } from "./trust_region.ts";

/** What {@linkcode newtonCg} takes; each has a default. */
export interface NewtonCgOptions {
  /** How far from the start the quadratic model is believed at first, above 0. Default |x|; 2 |f| / |g| if x is 0. */
  firstRadius?: number;
  /** The model is minimized the more accurately, the smaller the gradient is beside this. Default: |g| at the start. */
  typicalGradient?: number;
  /** At most this many Hessian-vector products an iteration. Default 200, or twice the number of variables if that is more. */
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
  checkObject("newtonCg", options);
  const { firstRadius, typicalGradient, maxProducts } = options;
  checkPositive("newtonCg", { firstRadius, typicalGradient });
  if (maxProducts !== undefined) checkCount("newtonCg", { maxProducts });
  return {
    name: "newtonCg",

    begin<V>(space: Space<V>, start: MethodState<V>): NewtonCgState<V> {
      const typical = typicalGradient ?? lengthOf(space, start.gradient);
      return { ...beginRegion(space, start, firstRadius), typicalGradient: typical };
    },

    *iterate<V>(space: Space<V>, state: NewtonCgState<V>) {
      // Conjugate gradients cut short begin anew from nothing in the next iteration.
      const enough = maxProducts ?? Math.max(200, 2 * space.toArray(state.gradient).length);
      const step = yield* steihaug(space, state, enough);
      const { typicalGradient } = state;
      return { ...yield* tryStep(space, state, step), typicalGradient };
    },
  };
}

/** Where Newton-CG is. */
export interface NewtonCgState<V> extends TrustRegionState<V> {
  /** The model is minimized the more accurately, the smaller the gradient is beside this. */
  typicalGradient: number;
}

/**
 * Minimizes m(p) = g'p + p'Hp / 2 over |p| <= radius by conjugate gradients: until the residual is small beside the
 * gradient, the region ends, or the model curves downwards.
 * Source: Nocedal and Wright (2006), algorithm 7.2; names as there (z the step, r the residual, d the direction).
 */
export function* steihaug<V>(
  space: Space<V>,
  { x, gradient, radius, typicalGradient }: NewtonCgState<V>,
  maxProducts: number,
): Asking<V, ModelStep<V>> {
  let [z, hz] = [space.zeros(gradient), space.zeros(gradient)];
  let r = gradient;
  let d = space.scale(-1, r);
  let rr = space.dot(r, r);
  // The residual's share of the gradient, Nocedal and Wright (7.3): small enough in the end for quadratic convergence.
  const enough = Math.min(0.1, Math.sqrt(rr) / typicalGradient) ** 2 * rr;

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
    if (dhd <= 0 || Math.sqrt(space.dot(next, next)) >= radius) {
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
  // In radii, whose squares do not overflow.
  const [dd, zd] = [space.dot(d, d), space.dot(z, d) / radius];
  const left = 1 - (Math.sqrt(space.dot(z, z)) / radius) ** 2;
  const root = Math.sqrt(zd ** 2 + dd * left);
  // The form that does not cancel.
  return radius * (zd > 0 ? left / (zd + root) : (root - zd) / dd);
}
