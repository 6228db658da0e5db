/**
 * PyTorch's normals, sixteen at a time: Box-Muller on single floats, as its AVX2 code rounds them.
 *
 * The logarithm, sine and cosine are the Cephes library's polynomials. `f(a * b + c)`, computed in doubles and rounded
 * once, stands for the processor's fused multiply-add, so the bits do not depend on the machine.
 *
 * @module
 */
import type { MersenneTwister } from "./mersenne_twister.ts";

/** How many normals are made together: eight radii, eight angles. */
export const blockLength = 16;

/** Fills `blocks` times sixteen places of the target from `offset` on. One output of the generator a normal. */
export type NormalBlocks = (
  twister: MersenneTwister,
  target: Float32Array,
  offset: number,
  blocks: number,
) => void;

const f = Math.fround;
const round = (...values: number[]) => values.map(f);

const squareRootOfHalf = f(0.707106781186547524);
const logarithm = round(
  7.0376836292e-2,
  -1.1514610310e-1,
  1.1676998740e-1,
  -1.2420140846e-1,
  1.4249322787e-1,
  -1.6668057665e-1,
  2.0000714765e-1,
  -2.4999993993e-1,
  3.3333331174e-1,
);
// ln 2 in two parts; the high one times a small whole number is exact.
const ln2High = 0.693359375;
const ln2Low = f(-2.12194440e-4);

const twoPi = f(2 * Math.PI);
const fourOverPi = f(1.27323954473516);
const minusQuarterPi = round(-0.78515625, -2.4187564849853515625e-4, -3.77489497744594108e-8);
const cosine = round(2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2);
const sine = round(-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1);

/** sqrt(-2 log u) with u = 1 - k / 2^24, for a whole number k from 0 to 2^24 - 1. */
export function radius(k: number): number {
  const m = 2 ** 24 - k;
  const leadingZeros = Math.clz32(m);
  let exponent = 8 - leadingZeros;
  let x = m * 2 ** (leadingZeros - 32);
  if (x < squareRootOfHalf) {
    exponent -= 1;
    x = 2 * x - 1;
  } else {
    x = x - 1;
  }
  const z = f(x * x);
  let y = logarithm[0];
  for (let i = 1; i < logarithm.length; i++) y = f(y * x + logarithm[i]);
  y = f(y * x);
  y = f(y * z + f(exponent * ln2Low));
  y = f(y - 0.5 * z);
  x = f(x + y);
  return f(Math.sqrt(-2 * f(exponent * ln2High + x)));
}

/** Cosine and sine of 2 pi k / 2^24, for a whole number k from 0 to 2^24 - 1. */
export function cosineAndSine(k: number): [cosine: number, sine: number] {
  let t = f(twoPi * (k * 2 ** -24));
  const octant = (Math.trunc(f(t * fourOverPi)) + 1) & ~1;
  for (const part of minusQuarterPi) t = f(octant * part + t);
  const z = f(t * t);

  let c = f(cosine[0] * z + cosine[1]);
  c = f(c * z + cosine[2]);
  c = f(c * z);
  c = f(c * z - 0.5 * z);
  c = f(c + 1);

  let s = f(sine[0] * z + sine[1]);
  s = f(s * z + sine[2]);
  s = f(s * z);
  s = f(s * t + t);

  if (octant & 2) [c, s] = [s, c];
  if (octant & 4) s = -s;
  if (((octant - 2) & 4) === 0) c = -c;
  return [c, s];
}

/** The reference that the fast kernel is tested against. About 50 ns a normal. */
export const normalBlocks: NormalBlocks = (twister, target, offset, blocks) => {
  const k = new Uint32Array(blockLength);
  for (let i = offset; i < offset + blocks * blockLength; i += blockLength) {
    for (let q = 0; q < blockLength; q++) k[q] = twister.next() & 0xffffff;
    for (let q = 0; q < 8; q++) {
      const r = radius(k[q]);
      const [c, s] = cosineAndSine(k[8 + q]);
      // Adding 0 turns -0 into 0, as PyTorch does when it adds the mean.
      target[i + q] = f(r * c) + 0;
      target[i + 8 + q] = f(r * s) + 0;
    }
  }
};
