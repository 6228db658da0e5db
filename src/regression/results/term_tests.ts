/**
 * Tests of whole terms, and how far the others explain each.
 *
 * @module
 */
import { chiSquaredTail, incompleteBeta } from "../../deps/distributions.ts";
import { inverse, logDeterminant, type Matrix, select, solve } from "../../numeric/symmetric.ts";
import { type Model, type ModelTerm, termsOf } from "../model/model.ts";
import type { Solution } from "../newton/solution.ts";
import { covarianceOf, dispersionOf, hasDispersion, isPenalised } from "./standard_errors.ts";

/** A term's test. */
export interface TermTest {
  /** As R prints it. */
  term: string;
  /** Columns that have a coefficient. */
  df: number;
  /** What the term explains beyond the others, products with it left out: type II. Linear family with the model's own errors only. */
  sumOfSquares?: number;
  /** F of a linear family, else chi squared; of robust errors, Wald's. Null where a product with the term is in the model, other than for sums of squares. */
  statistic: number | null;
  /** Its p. */
  p: number | null;
  /** The generalised variance inflation factor (Fox and Monette, 1992); null if there is no other term. */
  inflation: number | null;
}

/** A test for each term that has a coefficient; none under a ridge. */
export function termTests(model: Model, solution: Solution, df: number): TermTest[] {
  const covariance = isPenalised(model) ? undefined : covarianceOf(model, solution, df);
  if (covariance === undefined) return [];
  const { kept } = solution.start;
  // How far terms are told by others is a question of the design, whatever the errors.
  const bread = inverse(solution.hessian);
  const terms = termsOf(model);
  const own = terms.map((_, t) => placesOf(model, kept, (term) => term === t));
  const isModels = model.cluster === undefined && (model.errors ?? "model") === "model";
  const linear = model.family.isLinear;
  return terms.flatMap((term, t): TermTest[] => {
    const places = own[t];
    if (places.length === 0) return [];
    const isWithin = terms.some((other) => contains(other, term));
    const shared = {
      term: term.label,
      df: places.length,
      inflation: bread ? inflationOf(model, kept, bread, places) : null,
    };
    if (linear && isModels) {
      const squares = sumOfSquares(solution, places, placesWithin(model, kept, terms, term));
      if (squares === undefined) return [];
      const unit = solution.start.moments.scaling.targetScale ** 2;
      const f = squares / places.length / dispersionOf(model, solution, df);
      return [{
        ...shared,
        sumOfSquares: squares * unit,
        statistic: f,
        p: fTail(f, places.length, df),
      }];
    }
    if (isWithin) return [{ ...shared, statistic: null, p: null }];
    const wald = waldOf(solution.coefficients, covariance, places);
    if (wald === undefined) return [];
    const byF = hasDispersion(model);
    const statistic = byF ? wald / places.length : wald;
    const p = byF
      ? fTail(statistic, places.length, df)
      : Number.isNaN(wald)
      ? null
      : chiSquaredTail(places.length, wald);
    return [{ ...shared, statistic, p }];
  });
}

/** Whether a term is a product of another and more. */
function contains(larger: ModelTerm, smaller: ModelTerm): boolean {
  return larger.variables.length > smaller.variables.length &&
    smaller.variables.every((variable) => larger.variables.includes(variable));
}

/** Places among the kept columns. */
function placesOf(model: Model, kept: number[], is: (term?: number) => boolean): number[] {
  return kept.flatMap((j, k) => is(model.columns[j].term) ? [k] : []);
}

/** All kept columns but those of products with a term. */
function placesWithin(model: Model, kept: number[], terms: ModelTerm[], term: ModelTerm): number[] {
  return placesOf(model, kept, (t) => t === undefined || !contains(terms[t], term));
}

/** What columns explain beyond the others of some: b' (C)^-1 b, with C their part of the inverse of X'X, of standardised columns. */
function sumOfSquares(
  { start: { moments, kept } }: Solution,
  places: number[],
  among: number[],
): number | undefined {
  const gram = select(moments.gram, among.map((k) => kept[k]));
  const coefficients = solve(gram, among.map((k) => moments.moment[kept[k]]));
  const covariance = inverse(gram);
  const own = places.map((place) => among.indexOf(place));
  return coefficients && covariance && waldOf(coefficients, covariance, own);
}

function waldOf(coefficients: number[], covariance: Matrix, places: number[]): number | undefined {
  const b = places.map((k) => coefficients[k]);
  const solved = solve(select(covariance, places), b);
  return solved?.reduce((sum, value, i) => sum + value * b[i], 0);
}

/** det(R of the term) det(R of the others) / det(R), of the coefficients' correlations R, the intercept left out. */
function inflationOf(
  model: Model,
  kept: number[],
  covariance: Matrix,
  places: number[],
): number | null {
  const all = placesOf(model, kept, (term) => term !== undefined);
  const others = all.filter((k) => !places.includes(k));
  if (others.length === 0) return null;
  const parts = [places, others, all].map((each) => logDeterminant(select(covariance, each)));
  const [own, rest, whole] = parts;
  return own === undefined || rest === undefined || whole === undefined
    ? null
    : Math.exp(own + rest - whole);
}

/** Null of what is no number: an exact fit has no errors to test against. */
function fTail(f: number, one: number, other: number): number | null {
  if (Number.isNaN(f)) return null;
  return f === Infinity ? 0 : incompleteBeta(other / 2, one / 2, other / (other + one * f));
}
