// The Hessian times a direction, on one panel: every value of the gradient's two passes with its derivative along the
// direction. Source: Pearlmutter (1994), Fast exact multiplication by the Hessian.
import { activate, chain, chainSlope, RELU } from "./activation";
import { errors, rowsIn, width, word } from "./job";
import { layer } from "./layer";
import { outer, sums } from "./outer";

/** Adds bytes of values to others in place. */
function add(to: usize, from: usize, bytes: usize): void {
  for (let k: usize = 0; k < bytes; k += 16) {
    v128.store(to + k, f32x4.add(v128.load(to + k), v128.load(from + k)));
  }
}

/**
 * One panel's loss; its product goes to the lanes. In scratch: activations one after another, their derivatives likewise, and five
 * buffers of the widest layer.
 */
export function productPanel(job: usize, p: i32, lanes: usize, scratch: usize): f64 {
  const layers = <i32> word(job, 1), activation = <i32> word(job, 2), zeros = word(job, 18);
  const x = word(job, 3) + <usize> p * (<usize> width(job, 0) << 8);
  let hidden: usize = 0;
  for (let l = 1; l <= layers; l++) hidden += <usize> width(job, l) << 8;
  const slopes = scratch + hidden, buffer = word(job, 17) << 8;
  const spare = slopes + hidden;

  let src = x, dst = scratch, slope = slopes, before: usize = 0;
  let w = word(job, 8), v = word(job, 15), g = lanes;
  let transposed = word(job, 9), turned = word(job, 19);
  for (let l = 0; l < layers; l++) {
    const inputs = width(job, l), outputs = width(job, l + 1);
    const kernel = <usize> (inputs * outputs) << 2, bytes = <usize> outputs << 8;
    const inner = l + 1 < layers;
    layer(src, dst, w, w + kernel, inputs, outputs, inner && activation == RELU);
    layer(src, slope, v, v + kernel, inputs, outputs, false);
    if (l > 0) {
      layer(before, spare, w, zeros, inputs, outputs, false);
      add(slope, spare, bytes);
    }
    if (inner) {
      activate(dst, bytes, activation);
      chain(slope, dst, bytes, activation);
    }
    w += kernel + (<usize> outputs << 2);
    v += kernel + (<usize> outputs << 2);
    g += <usize> ((inputs + 1) * outputs) << 4;
    transposed += kernel;
    turned += kernel;
    src = dst;
    before = slope;
    dst += bytes;
    slope += bytes;
  }
  const rows = rowsIn(job, p);
  const total = errors(src, word(job, 4) + (<usize> p << 8), rows);
  for (let r = rows; r < 64; r++) store<f32>(before + (<usize> r << 2), 0);

  let delta = src, deltaSlope = before, output = src, outputSlope = before;
  for (let l = layers - 1; l >= 0; l--) {
    const inputs = width(job, l), outputs = width(job, l + 1);
    const kernel = <usize> (inputs * outputs) << 2, bytes = <usize> inputs << 8;
    const input = l > 0 ? output - bytes : x, inputSlope = outputSlope - bytes;
    g -= <usize> ((inputs + 1) * outputs) << 4;
    transposed -= kernel;
    turned -= kernel;
    outer(deltaSlope, input, g, inputs, outputs);
    sums(deltaSlope, g + (<usize> (inputs * outputs) << 4), outputs);
    if (l > 0) {
      outer(delta, inputSlope, g, inputs, outputs);
      // Two pairs of buffers take turns; the fifth is for sums.
      const turn = spare + (<usize> (1 + 2 * (l & 1))) * buffer;
      layer(delta, turn, transposed, zeros, outputs, inputs, false);
      layer(deltaSlope, turn + buffer, transposed, zeros, outputs, inputs, false);
      layer(delta, spare, turned, zeros, outputs, inputs, false);
      add(turn + buffer, spare, bytes);
      chain(turn + buffer, input, bytes, activation);
      chainSlope(turn + buffer, turn, input, inputSlope, bytes, activation);
      chain(turn, input, bytes, activation);
      delta = turn;
      deltaSlope = turn + buffer;
    }
    output = input;
    outputSlope = inputSlope;
  }
  return total;
}
