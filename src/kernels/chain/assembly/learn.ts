// The gradient of a part of a layer's weights, which then move: nobody else needs it, so it is stored nowhere.
import { packColumns } from "../../assembly/pack";
import { DEEP, FIVE, tile } from "../../assembly/tile";
import { packByteColumns } from "./bytes";
import { Job, Layer, layerAt } from "./job";
import { LEFT } from "./forward";
import { move } from "./update";

/** Most inputs and panels of a part. */
const INPUTS: usize = 40;

/** A part: a layer, its inputs from `first` on, and its panels from `from` to `to`. */
@unmanaged
class Part {
  layer: i32;
  first: usize;
  from: usize;
  to: usize;
}

function partAt(job: Job, index: usize): Part {
  return changetype<Part>(job.parts + (index << 4));
}

/** Sums the gradient of a part, and moves its weights or writes the gradient. */
export function learn(job: Job, index: usize, scratch: usize): void {
  const part = partAt(job, index), layer = layerAt(job, part.layer), first = part.first;
  const inputs = min<usize>(INPUTS, layer.inputs - first), panels = part.to - part.from;
  const sums = scratch + LEFT, high = INPUTS << 5;
  for (let r0: usize = 0; r0 < job.count; r0 += DEEP) {
    const count = min<usize>(DEEP, job.count - r0);
    for (let i: usize = 0; i < inputs; i += 5) {
      packInputs(job, part.layer, r0, count, first + i, min<usize>(5, inputs - i), scratch);
      for (let p: usize = 0; p < panels; p++) {
        const b = layer.slopes + (((part.from + p) * job.height + r0) << 5);
        tile(scratch, b, count, sums + p * high + (i << 5), 32, r0 > 0);
      }
    }
  }
  let squares: f64 = 0;
  for (let p: usize = 0; p < panels; p++) {
    const at = ((part.from + p) * layer.inputs + first) << 5;
    squares += move(job, layer.w + at, layer.w1 + at, layer.w2 + at, layer.dw + at, sums + p * high, inputs << 5, layer.penalty, true);
  }
  store<f64>(job.penalties + (index << 3), squares * <f64> layer.penalty);
  if (first == 0 && layer.hasBias) biases(job, layer, part.from, part.to, sums);
  if (part.layer > 0 && job.update != 0) turnPart(layer, first, inputs, part.from, part.to);
}

/** left[rows][5]: five inputs of a layer, of which `wide` are real. */
function packInputs(job: Job, l: i32, r0: usize, count: usize, i: usize, wide: usize, to: usize): void {
  if (l > 0) {
    const before = layerAt(job, l - 1), width = before.padded << 2;
    return packColumns(before.values + r0 * width + (i << 2), width, count, to, wide);
  }
  const order = job.order + (r0 << 2), x = job.x, stride = job.stride;
  if (job.isBytes) {
    for (let r: usize = 0; r < count; r++, to += FIVE) {
      packByteColumns(x + load<usize>(order + (r << 2)) * stride + i, wide, job.unit, to);
    }
    return;
  }
  const at = x + (i << 2);
  if (wide == 5) {
    for (let r: usize = 0; r < count; r++, to += FIVE) {
      const from = at + load<usize>(order + (r << 2)) * stride;
      v128.store(to, v128.load(from));
      store<f32>(to, load<f32>(from, 16), 16);
    }
    return;
  }
  for (let r: usize = 0; r < count; r++, to += FIVE) {
    const from = at + load<usize>(order + (r << 2)) * stride;
    for (let k: usize = 0; k < 5; k++) store<f32>(to + (k << 2), k < wide ? load<f32>(from + (k << 2)) : 0);
  }
}

/** The biases of some panels: sums of slopes, block by block. */
function biases(job: Job, layer: Layer, from: usize, to: usize, sums: usize): void {
  for (let p = from; p < to; p++) {
    let a = f32x4.splat(0), b = a;
    for (let r0: usize = 0; r0 < job.count; r0 += DEEP) {
      let c = f32x4.splat(0), d = c;
      const at = layer.slopes + ((p * job.height + r0) << 5);
      const end = at + (min<usize>(DEEP, job.count - r0) << 5);
      for (let row = at; row < end; row += 32) {
        c = f32x4.add(c, v128.load(row));
        d = f32x4.add(d, v128.load(row, 16));
      }
      a = f32x4.add(a, c);
      b = f32x4.add(b, d);
    }
    v128.store(sums, a);
    v128.store(sums, b, 16);
    const at = p << 5;
    move(job, layer.b + at, layer.b1 + at, layer.b2 + at, layer.db + at, sums, 32, 0, job.decaysBiases != 0);
  }
}

/** Writes the transpose of a part, eight by eight. */
function turnPart(layer: Layer, first: usize, inputs: usize, from: usize, to: usize): void {
  for (let i: usize = 0; i < inputs; i += 8) {
    const rows = min<usize>(8, inputs - i), turned = layer.turned + (((first + i) >> 3) * layer.outputs << 5);
    for (let p = from; p < to; p++) {
      const columns = min<usize>(8, layer.outputs - (p << 3));
      const at = layer.w + ((p * layer.inputs + first + i) << 5), out = turned + (p << 8);
      for (let c: usize = 0; c < columns; c++) {
        for (let r: usize = 0; r < rows; r++) {
          store<f32>(out + (c << 5) + (r << 2), load<f32>(at + (r << 5) + (c << 2)));
        }
      }
    }
  }
}

/** Writes the transpose of a part's weights. */
export function turn(job: Job, index: usize): void {
  const part = partAt(job, index), layer = layerAt(job, part.layer);
  if (part.layer == 0) return;
  turnPart(layer, part.first, min<usize>(INPUTS, layer.inputs - part.first), part.from, part.to);
}
