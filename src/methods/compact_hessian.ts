/**
 * The Hessian that the last few steps suggest, in compact form.
 *
 * @module
 */
import { LuDecomposition, Matrix } from "../deps/matrix.ts";

type Vector = Float64Array;

/**
 * B = theta I - W M W', with W = [Y, theta S] and M the inverse of [[-D, L'], [L, theta S'S]]: D the diagonal and L the strict lower
 * triangle of S'Y. Source: Byrd, Lu, Nocedal and Zhu (1995), (3.2) to (3.4); names as there.
 */
export class CompactHessian {
  readonly theta: number;
  readonly #s: Vector[];
  readonly #y: Vector[];
  readonly #solver?: LuDecomposition;

  /** @param scale B's scale where there are no pairs. */
  constructor(pairs: readonly { s: Vector; y: Vector }[], scale = 1) {
    this.#s = pairs.map(({ s }) => s);
    this.#y = pairs.map(({ y }) => y);
    const m = pairs.length;
    if (m === 0) {
      this.theta = scale;
      return;
    }
    const last = pairs[m - 1];
    this.theta = dot(last.y, last.y) / dot(last.s, last.y);
    const middle = Matrix.zeros(2 * m, 2 * m);
    for (let i = 0; i < m; i++) {
      middle.set(i, i, -dot(this.#s[i], this.#y[i]));
      for (let j = 0; j < m; j++) {
        middle.set(m + i, m + j, this.theta * dot(this.#s[i], this.#s[j]));
        if (i <= j) continue;
        const below = dot(this.#s[i], this.#y[j]);
        middle.set(m + i, j, below);
        middle.set(j, m + i, below);
      }
    }
    this.#solver = new LuDecomposition(middle);
  }

  /** How many columns W has. */
  get columns(): number {
    return 2 * this.#s.length;
  }

  /** Row i of W. */
  row(i: number): number[] {
    return [...this.#y.map((y) => y[i]), ...this.#s.map((s) => this.theta * s[i])];
  }

  /** W'v. */
  project(v: Vector): number[] {
    return [...this.#y.map((y) => dot(y, v)), ...this.#s.map((s) => this.theta * dot(s, v))];
  }

  /** M v. */
  middleTimes(v: readonly number[]): number[] {
    return this.#solver ? this.#solver.solve(Matrix.columnVector([...v])).to1DArray() : [];
  }
}

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
