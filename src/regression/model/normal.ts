/**
 * The normal distribution in plain arithmetic, for SQL engines that lack it.
 *
 * @module
 */
import type { Algebra } from "./algebra.ts";

/** Rational approximations by Cody (Mathematics of Computation 23, 1969): about 0, as far as the root of 32, and beyond. */
const middle = {
  above: [
    0.065682337918207449113,
    2.2352520354606839287,
    161.02823106855587881,
    1067.6894854603709582,
    18154.981253343561249,
  ],
  below: [
    47.20258190468824187,
    976.09855173777669322,
    10260.932208618978205,
    45507.789335026729956,
  ],
};
const shoulder = {
  above: [
    1.0765576773720192317e-8,
    0.39894151208813466764,
    8.8831497943883759412,
    93.506656132177855979,
    597.27027639480026226,
    2494.5375852903726711,
    6848.1904505362823326,
    11602.651437647350124,
    9842.7148383839780218,
  ],
  below: [
    22.266688044328115691,
    235.38790178262499861,
    1519.377599407554805,
    6485.558298266760755,
    18615.571640885098091,
    34900.952721145977266,
    38912.003286093271411,
    19685.429676859990727,
  ],
};
const tail = {
  above: [
    0.02307344176494017303,
    0.21589853405795699,
    0.1274011611602473639,
    0.022235277022649789889,
    0.001421619193227893466,
    2.9112874951168792e-5,
  ],
  below: [
    1.28426009614491121,
    0.468238212480865118,
    0.0659881378689285515,
    0.00378239633202758244,
    7.29751555083966205e-5,
  ],
};

const centre = 0.67448975;
const far = Math.sqrt(32);
const density = 1 / Math.sqrt(2 * Math.PI);

/** The density at x. */
export function normalDensity<T>(a: Algebra<T>, x: T): T {
  return a.mul(density, a.exp(a.mul(-0.5, a.mul(x, x))));
}

/** The probability of a value below x, with all its digits in the lower tail too. */
export function normalBelow<T>(a: Algebra<T>, x: T): T {
  const size = a.max(x, a.sub(0, x));
  const square = a.mul(x, x);
  const near = a.add(0.5, a.mul(x, ratio(a, square, middle)));
  // Divisions by 0 that are not selected are errors to some engines.
  const outside = a.max(size, centre);
  const inverse = a.div(1, a.mul(outside, outside));
  const part = a.select(
    a.less(size, far),
    ratio(a, outside, shoulder),
    a.div(a.sub(density, a.mul(inverse, ratio(a, inverse, tail))), outside),
  );
  const lower = a.mul(a.exp(a.mul(-0.5, square)), part);
  const apart = a.select(a.less(x, 0), lower, a.sub(1, lower));
  return a.select(a.less(size, centre), near, apart);
}

/** One polynomial over another whose leading coefficient is 1, from the highest power down. */
function ratio<T>(a: Algebra<T>, x: T, { above, below }: typeof middle): T {
  const horner = ([first, ...others]: readonly number[]) =>
    others.reduce<T | number>((sum, each) => a.add(a.mul(sum, x), each), first);
  return a.div(horner(above), horner([1, ...below]));
}
