// Squared error of a dense network over panels of 64 rows. The job's words are laid out in ../job.ts.
import { activate, chain, RELU, relu } from "./activation";
import { errors, rowsIn, squares, width, word } from "./job";
import { PANEL, sum } from "./lanes";
import { layer } from "./layer";
import { outer, sums } from "./outer";
import { productPanel } from "./product";

const LOSS: i32 = 0;
const GRADIENT: i32 = 1;
const PRODUCTS: i32 = 2;
const LINE: i32 = 3;

/** Panels whose gradients share float32 lanes before they go to float64. */
const FLUSH: i32 = 16;

/** Runs the layers from `first` on, between two buffers; answers where the outputs are. */
function forward(job: usize, first: i32, src: usize, w: usize, scratch: usize): usize {
  const layers = <i32> word(job, 1), activation = <i32> word(job, 2);
  const other = scratch + (word(job, 17) << 8);
  for (let l = first; l < layers; l++) {
    const inputs = width(job, l), outputs = width(job, l + 1);
    const dst = src == scratch ? other : scratch;
    const bias = w + (<usize> (inputs * outputs) << 2);
    const inner = l + 1 < layers;
    layer(src, dst, w, bias, inputs, outputs, inner && activation == RELU);
    if (inner) activate(dst, <usize> outputs << 8, activation);
    w = bias + (<usize> outputs << 2);
    src = dst;
  }
  return src;
}

function lossUnit(job: usize, from: i32, to: i32, scratch: usize): f64 {
  const bytes = <usize> width(job, 0) << 8;
  let total: f64 = 0;
  for (let p = from; p < to; p++) {
    const out = forward(job, 0, word(job, 3) + <usize> p * bytes, word(job, 8), scratch);
    total += errors(out, word(job, 4) + (<usize> p << 8), rowsIn(job, p));
  }
  return total;
}

/** The first layer at theta and at the direction; less y if it is the only layer. */
function productsUnit(job: usize, from: i32, to: i32): void {
  const inputs = width(job, 0), outputs = width(job, 1);
  const offset = <usize> (inputs * outputs) << 2;
  const w = word(job, 8), d = word(job, 15);
  for (let p = from; p < to; p++) {
    const x = word(job, 3) + <usize> p * (<usize> inputs << 8);
    const at = <usize> p * (<usize> outputs << 8);
    layer(x, word(job, 13) + at, w, w + offset, inputs, outputs, false);
    layer(x, word(job, 14) + at, d, d + offset, inputs, outputs, false);
    if (<i32> word(job, 1) == 1) {
      const a = word(job, 13) + at, y = word(job, 4) + at;
      for (let r: usize = 0; r < PANEL; r += 16) {
        v128.store(a + r, f32x4.sub(v128.load(a + r), v128.load(y + r)));
      }
    }
  }
}

/** The loss with a first layer of A - t B. */
function lineUnit(job: usize, from: i32, to: i32, scratch: usize): f64 {
  const layers = <i32> word(job, 1), activation = <i32> word(job, 2);
  const inputs = width(job, 0), outputs = width(job, 1);
  const bytes = <usize> outputs << 8;
  const rest = word(job, 8) + (<usize> ((inputs + 1) * outputs) << 2);
  const t = f32x4.splat(load<f32>(job + 64));
  const rectify = layers > 1 && activation == RELU;
  let total: f64 = 0;
  for (let p = from; p < to; p++) {
    const a = word(job, 13) + <usize> p * bytes, b = word(job, 14) + <usize> p * bytes;
    for (let k: usize = 0; k < bytes; k += 16) {
      const z = f32x4.sub(v128.load(a + k), f32x4.mul(t, v128.load(b + k)));
      v128.store(scratch + k, rectify ? relu(z) : z);
    }
    if (layers == 1) {
      total += squares(scratch, rowsIn(job, p));
    } else {
      activate(scratch, bytes, activation);
      const out = forward(job, 1, scratch, rest, scratch);
      total += errors(out, word(job, 4) + (<usize> p << 8), rowsIn(job, p));
    }
  }
  return total;
}

/** Adds the lanes' sums to the float64 gradient, and clears the lanes. */
function flush(lanes: usize, gradient: usize, parameters: usize): void {
  const zero = f32x4.splat(0);
  for (let k: usize = 0; k < parameters; k++) {
    const lane = lanes + (k << 4), at = gradient + (k << 3);
    store<f64>(at, load<f64>(at) + sum(v128.load(lane)));
    v128.store(lane, zero);
  }
}

/** One panel's loss; its gradient goes to the lanes. Activations are kept one after another in scratch. */
function gradientPanel(job: usize, p: i32, lanes: usize, scratch: usize): f64 {
  const layers = <i32> word(job, 1), activation = <i32> word(job, 2);
  const x = word(job, 3) + <usize> p * (<usize> width(job, 0) << 8);
  let src = x, dst = scratch, w = word(job, 8), g = lanes, transposed = word(job, 9);
  for (let l = 0; l < layers; l++) {
    const inputs = width(job, l), outputs = width(job, l + 1);
    const bias = w + (<usize> (inputs * outputs) << 2);
    const inner = l + 1 < layers;
    layer(src, dst, w, bias, inputs, outputs, inner && activation == RELU);
    if (inner) activate(dst, <usize> outputs << 8, activation);
    w = bias + (<usize> outputs << 2);
    g += <usize> ((inputs + 1) * outputs) << 4;
    transposed += <usize> (inputs * outputs) << 2;
    src = dst;
    dst += <usize> outputs << 8;
  }
  const total = errors(src, word(job, 4) + (<usize> p << 8), rowsIn(job, p));
  let delta = src, spare = dst, output = src;
  for (let l = layers - 1; l >= 0; l--) {
    const inputs = width(job, l), outputs = width(job, l + 1);
    const input = l > 0 ? output - (<usize> inputs << 8) : x;
    g -= <usize> ((inputs + 1) * outputs) << 4;
    transposed -= <usize> (inputs * outputs) << 2;
    outer(delta, input, g, inputs, outputs);
    sums(delta, g + (<usize> (inputs * outputs) << 4), outputs);
    if (l > 0) {
      const next = spare;
      spare = l + 1 == layers ? dst + (word(job, 17) << 8) : delta;
      layer(delta, next, transposed, word(job, 18), outputs, inputs, false);
      chain(next, input, <usize> inputs << 8, activation);
      delta = next;
    }
    output = input;
  }
  return total;
}

/** Sums panels' gradients, or their products of the Hessian and the direction, in the unit's place. */
function gradientUnit(job: usize, unit: i32, from: i32, to: i32, scratch: usize): f64 {
  const kind = <i32> word(job, 0), panel = scratch + (word(job, 12) << 4);
  const parameters = word(job, 12);
  const gradient = word(job, 11) + <usize> unit * (parameters << 3);
  const lanes = scratch;
  memory.fill(gradient, 0, parameters << 3);
  memory.fill(lanes, 0, parameters << 4);
  let total: f64 = 0;
  for (let p = from; p < to; p++) {
    total += kind == GRADIENT
      ? gradientPanel(job, p, lanes, panel)
      : productPanel(job, p, lanes, panel);
    if ((p - from) % FLUSH == FLUSH - 1 || p == to - 1) flush(lanes, gradient, parameters);
  }
  return total;
}

/** Answers the job's question for one unit's panels; the loss goes to the job's losses. */
export function unit(job: usize, index: i32, scratch: usize): void {
  const kind = <i32> word(job, 0), panels = <i32> word(job, 5), units = <i32> word(job, 7);
  const from = <i32> (<i64> panels * index / units);
  const to = <i32> (<i64> panels * (index + 1) / units);
  let total: f64 = 0;
  if (kind == LOSS) total = lossUnit(job, from, to, scratch);
  else if (kind == PRODUCTS) productsUnit(job, from, to);
  else if (kind == LINE) total = lineUnit(job, from, to, scratch);
  else total = gradientUnit(job, index, from, to, scratch);
  store<f64>(word(job, 10) + (<usize> index << 3), total);
}

/** Sums the units' gradients in their order, times scale, into float32. */
export function combine(job: usize, scale: f64, out: usize): void {
  const parameters = word(job, 12), units = word(job, 7), gradients = word(job, 11);
  for (let k: usize = 0; k < parameters; k++) {
    let total: f64 = 0;
    for (let u: usize = 0; u < units; u++) {
      total += load<f64>(gradients + ((u * parameters + k) << 3));
    }
    store<f32>(out + (k << 2), <f32> (total * scale));
  }
}
