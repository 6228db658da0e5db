// The normal distribution of src/regression/model/normal.ts, for two rows at a time: rational approximations by Cody (1969).
// Their coefficients stand in the code, since this module has no data of its own in the shared memory.
import { madd } from "../../assembly/panels";
import { exp } from "./functions";

/** 1 over the root of 2 pi. */
const DENSITY: f64 = 0.3989422804014327;

/** Where one approximation ends and the next begins. */
const CENTRE: f64 = 0.67448975, FAR: f64 = 5.656854249492381;

/** e to minus half a square, held. */
function bell(square: v128): v128 {
  return exp(f64x2.max(f64x2.splat(-300), f64x2.mul(f64x2.splat(-0.5), square)));
}

/** The density at x. */
export function normalDensity(x: v128): v128 {
  return f64x2.mul(f64x2.splat(DENSITY), bell(f64x2.mul(x, x)));
}

/** About 0, of the square. */
function middle(x: v128): v128 {
  let above = f64x2.splat(0.065682337918207449113);
  above = madd(above, x, f64x2.splat(2.2352520354606839287));
  above = madd(above, x, f64x2.splat(161.02823106855587881));
  above = madd(above, x, f64x2.splat(1067.6894854603709582));
  above = madd(above, x, f64x2.splat(18154.981253343561249));
  let below = f64x2.add(x, f64x2.splat(47.20258190468824187));
  below = madd(below, x, f64x2.splat(976.09855173777669322));
  below = madd(below, x, f64x2.splat(10260.932208618978205));
  below = madd(below, x, f64x2.splat(45507.789335026729956));
  return f64x2.div(above, below);
}

/** As far as the root of 32, of the size. */
function shoulder(x: v128): v128 {
  let above = f64x2.splat(1.0765576773720192317e-8);
  above = madd(above, x, f64x2.splat(0.39894151208813466764));
  above = madd(above, x, f64x2.splat(8.8831497943883759412));
  above = madd(above, x, f64x2.splat(93.506656132177855979));
  above = madd(above, x, f64x2.splat(597.27027639480026226));
  above = madd(above, x, f64x2.splat(2494.5375852903726711));
  above = madd(above, x, f64x2.splat(6848.1904505362823326));
  above = madd(above, x, f64x2.splat(11602.651437647350124));
  above = madd(above, x, f64x2.splat(9842.7148383839780218));
  let below = f64x2.add(x, f64x2.splat(22.266688044328115691));
  below = madd(below, x, f64x2.splat(235.38790178262499861));
  below = madd(below, x, f64x2.splat(1519.377599407554805));
  below = madd(below, x, f64x2.splat(6485.558298266760755));
  below = madd(below, x, f64x2.splat(18615.571640885098091));
  below = madd(below, x, f64x2.splat(34900.952721145977266));
  below = madd(below, x, f64x2.splat(38912.003286093271411));
  below = madd(below, x, f64x2.splat(19685.429676859990727));
  return f64x2.div(above, below);
}

/** Beyond, of the inverse square. */
function tail(x: v128): v128 {
  let above = f64x2.splat(0.02307344176494017303);
  above = madd(above, x, f64x2.splat(0.21589853405795699));
  above = madd(above, x, f64x2.splat(0.1274011611602473639));
  above = madd(above, x, f64x2.splat(0.022235277022649789889));
  above = madd(above, x, f64x2.splat(0.001421619193227893466));
  above = madd(above, x, f64x2.splat(2.9112874951168792e-5));
  let below = f64x2.add(x, f64x2.splat(1.28426009614491121));
  below = madd(below, x, f64x2.splat(0.468238212480865118));
  below = madd(below, x, f64x2.splat(0.0659881378689285515));
  below = madd(below, x, f64x2.splat(0.00378239633202758244));
  below = madd(below, x, f64x2.splat(7.29751555083966205e-5));
  return f64x2.div(above, below);
}

/** The probability of a value below x. */
export function normalBelow(x: v128): v128 {
  const one = f64x2.splat(1), size = f64x2.abs(x), square = f64x2.mul(x, x);
  const near = madd(x, middle(square), f64x2.splat(0.5));
  const outside = f64x2.max(size, f64x2.splat(CENTRE));
  const inverse = f64x2.div(one, f64x2.mul(outside, outside));
  const beyond = f64x2.sub(f64x2.splat(DENSITY), f64x2.mul(inverse, tail(inverse)));
  const part = v128.bitselect(shoulder(outside), f64x2.div(beyond, outside), f64x2.lt(size, f64x2.splat(FAR)));
  const lower = f64x2.mul(bell(square), part);
  const apart = v128.bitselect(lower, f64x2.sub(one, lower), f64x2.lt(x, f64x2.splat(0)));
  return v128.bitselect(near, apart, f64x2.lt(size, f64x2.splat(CENTRE)));
}
