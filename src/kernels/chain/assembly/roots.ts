// What a row's tangents are scaled by, the square of it: the second derivative of its loss by its outputs.
import { exp, sigmoid } from "./functions";

const SQUARED: i32 = 0, SIGMOID: i32 = 3;

/** Writes the scales, with 0 for the padding; of softmax, the probabilities, from whose mean tangents are taken. */
export function roots(out: usize, n: usize, loss: i32, to: usize): void {
  const end = (n + 7 & ~7) << 2, one = f32x4.splat(1), share = f32x4.splat(1 / <f32> n);
  if (loss == SQUARED || loss == SIGMOID) {
    for (let k: usize = 0; k < end; k += 16) {
      const p = sigmoid(v128.load(out + k));
      const variance = f32x4.mul(f32x4.mul(p, f32x4.sub(one, p)), share);
      v128.store(to + k, loss == SIGMOID ? variance : f32x4.add(share, share));
    }
    for (let j = n; j & 7; j++) store<f32>(to + (j << 2), 0);
    return;
  }
  let top = load<f32>(out);
  for (let j: usize = 1; j < n; j++) top = max<f32>(top, load<f32>(out + (j << 2)));
  let sum: f32 = 0;
  for (let k: usize = 0; k < end; k += 16) {
    v128.store(to + k, exp(f32x4.sub(v128.load(out + k), f32x4.splat(top))));
  }
  for (let j = n; j & 7; j++) store<f32>(to + (j << 2), 0);
  for (let j: usize = 0; j < n; j++) sum += load<f32>(to + (j << 2));
  const scale = f32x4.splat(1 / sum);
  for (let k: usize = 0; k < end; k += 16) v128.store(to + k, f32x4.mul(v128.load(to + k), scale));
}
