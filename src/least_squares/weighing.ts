/**
 * What each residual counts: its weight, and a robust loss.
 *
 * @module
 */
import type { Loss } from "./loss.ts";
import type { FitAnswer, Fitting } from "./method.ts";
import { sandwich } from "./sandwich.ts";
import type { LeastSquaresSolution } from "./solution.ts";

/** How residuals are weighed. */
export interface WeighingOptions {
  /** What each residual is divided by, [m], or all are. Infinity for one that does not count. */
  sigma?: number | Float64Array;
  loss?: Loss;
  /** The residual, over sigma, beyond which the loss is no square. */
  scale: number;
}

type Solution = LeastSquaresSolution<Float64Array>;

/** Residuals at a point, as they came and over sigma. */
interface Weighed {
  at: Float64Array;
  raw: Float64Array;
  residuals: Float64Array;
}

/** The same with the Jacobian of the latter, n columns. */
type Linear = Weighed & { jacobian: Float64Array[] };

/**
 * Turns residuals r into those whose squares add up to the loss: R = sign(r) C sqrt(rho((r / C)^2)), of r over sigma. Their Jacobian is
 * that of r times rho' r / R. A method for least squares then minimizes the loss, and its linear model weighs an outlier about as
 * iteratively reweighted least squares does.
 */
export class Weighing {
  readonly #options: WeighingOptions;
  /** The residuals that were asked for last. */
  #last?: Weighed;
  /** Those whose Jacobian was asked for last. */
  #linear?: Linear;

  constructor(options: WeighingOptions) {
    this.#options = options;
  }

  /** Passes questions on, weighs the answers, and gives the solution as the reader's residuals have it. */
  *of(fitting: Fitting<Solution>): Fitting<Solution> {
    let turn = fitting.next();
    while (!turn.done) {
      const { at } = turn.value;
      turn = fitting.next(this.#weighed(at, yield turn.value));
    }
    return this.#unweighed(turn.value);
  }

  #weighed(at: Float64Array, answer: FitAnswer): FitAnswer {
    const { loss, scale } = this.#options;
    if (answer instanceof Float64Array) {
      const residuals = this.#standardized(answer);
      this.#last = { at: at.slice(), raw: answer, residuals };
      return loss ? residuals.map((r) => robust(loss, r, scale)) : residuals;
    }
    const jacobian = answer.map((column) => this.#standardized(column));
    // A method asks for the Jacobian where it has just asked for the residuals.
    const last = this.#last!;
    this.#linear = { ...last, jacobian };
    if (!loss) return jacobian;
    const factors = last.residuals.map((r) => robustSlope(loss, r, scale));
    return jacobian.map((column) => column.map((value, i) => value * factors[i]));
  }

  #standardized(values: Float64Array): Float64Array {
    const { sigma } = this.#options;
    if (sigma === undefined) return values;
    if (typeof sigma === "number") return values.map((value) => value / sigma);
    if (sigma.length !== values.length) {
      throw new RangeError(
        `Cannot fit: got ${sigma.length} sigmas or weights for ${values.length} residuals. Give one a residual.`,
      );
    }
    return values.map((value, i) => value / sigma[i]);
  }

  #unweighed(solution: Solution): Solution {
    const { loss, scale } = this.#options;
    const isThere = (point: Weighed | undefined) =>
      point?.at.every((value, j) => value === solution.x[j]);
    const linear = isThere(this.#linear) ? this.#linear : undefined;
    const residuals = linear?.raw ?? (isThere(this.#last) ? this.#last?.raw : undefined);
    return {
      ...solution,
      residuals: residuals ?? solution.residuals,
      ...(loss ? sandwich(solution, linear && { ...linear, loss, scale }) : {}),
    };
  }
}

function robust(loss: Loss, r: number, scale: number): number {
  return Math.sign(r) * scale * Math.sqrt(loss.value((r / scale) ** 2));
}

/** dR/dr = rho'(z) r / R, 1 at 0. */
function robustSlope(loss: Loss, r: number, scale: number): number {
  const z = (r / scale) ** 2;
  return z === 0 ? 1 : loss.slope(z) * Math.sqrt(z / loss.value(z));
}
