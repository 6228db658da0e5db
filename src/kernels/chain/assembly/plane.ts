// The loss where some directions are added to the weights: its value, and its slopes and curvatures along them. The first layer is affine in a step: with its products
// kept, a further point costs the later layers alone. Curvatures are Gauss and Newton's.
import { activate } from "./activation";
import { addressRows, LEFT, timesPanels } from "./forward";
import { Job, Layer, layerAt } from "./job";
import { head } from "./plane_head";

/** Directions, and where on what they span. */
@unmanaged
export class Plane {
  /** How many directions; coordinates, which are theirs or each layer's own. */
  count: usize;
  size: usize;
  perLayer: i32;
  rows: usize;
  /** Rows of a unit, a multiple of 5. */
  unitRows: usize;
  /** The first layer's products [rows][padded]: at the weights, and of each direction by its address. */
  base: usize;
  along: usize;
  /** The coordinates. */
  t: usize;
  /** Of each unit: loss, slopes, curvatures, float64. */
  sums: usize;
  /** Where a product, or the sum of t times the directions' products, is written. */
  out: usize;
  /** What is multiplied: panels and biases. */
  w: usize;
  b: usize;
}

/** A later layer on a plane. */
@unmanaged
export class PlaneLayer {
  /** Weights and biases there. */
  w: usize;
  b: usize;
  /** Of each direction, panels and biases. */
  directions: usize;
}

function planeLayerAt(job: Job, l: i32): PlaneLayer {
  return changetype<PlaneLayer>(job.planeLayers + <usize> l * offsetof<PlaneLayer>());
}

/** A unit's rows of a product of the inputs, with its biases. */
export function firstProduct(job: Job, unit: usize, scratch: usize): void {
  const plane = changetype<Plane>(job.plane), layer = layerAt(job, 0), width = layer.padded << 2;
  const end = min<usize>(plane.rows, (unit + 1) * plane.unitRows);
  const spare = scratch + job.deltas, addresses = scratch + job.fives * LEFT;
  for (let row = unit * plane.unitRows; row < end; row += 5) {
    for (let r: usize = 0; r < 5; r++) {
      store<usize>(addresses + (r << 2), job.x + min<usize>(row + r, end - 1) * job.stride);
    }
    timesPanels(addresses, 1, job.isBytes != 0, job.unit, layer.inputs, plane.w, layer.outputs, spare, width, false, scratch);
    for (let r: usize = 0; r < min<usize>(5, end - row); r++) {
      const to = plane.out + (row + r) * width, from = spare + r * width;
      for (let j: usize = 0; j < width; j += 16) {
        v128.store(to + j, f32x4.add(v128.load(from + j), v128.load(plane.b + j)));
      }
    }
  }
}

/** out = the sum of t times the directions' products, and base += out, in a unit's rows. */
export function advance(job: Job, unit: usize): void {
  const plane = changetype<Plane>(job.plane), width = layerAt(job, 0).padded << 2;
  const from = unit * plane.unitRows * width, end = min<usize>(plane.rows, (unit + 1) * plane.unitRows) * width;
  for (let k = from; k < end; k += 16) {
    let sum = f32x4.splat(0);
    for (let i: usize = 0; i < plane.count; i++) {
      const t = f32x4.splat(load<f32>(plane.t + (i << 2)));
      sum = f32x4.add(sum, f32x4.mul(t, v128.load(load<usize>(plane.along + (i << 2)) + k)));
    }
    v128.store(plane.out + k, sum);
    v128.store(plane.base + k, f32x4.add(v128.load(plane.base + k), sum));
  }
}

/** A unit's sums: the loss alone, or what it takes to expand it. */
export function expand(job: Job, unit: usize, expands: bool, scratch: usize): void {
  const plane = changetype<Plane>(job.plane), n = plane.size;
  const sums = plane.sums + unit * ((1 + n + n * n) << 3);
  memory.fill(sums, 0, (1 + n + n * n) << 3);
  const end = min<usize>(plane.rows, (unit + 1) * plane.unitRows);
  for (let row = unit * plane.unitRows; row < end; row += 5) {
    fiveRows(job, plane, row, min<usize>(5, end - row), expands, sums, scratch);
  }
}

/** Five rows, of which `real` are real. Tangents: of each coordinate, what it adds to the rows' values. */
function fiveRows(job: Job, plane: Plane, row: usize, real: usize, expands: bool, sums: usize, scratch: usize): void {
  const wide = job.widest << 2, five = wide * 5, count = plane.count, size = plane.size;
  const addresses = scratch + job.fives * LEFT;
  let values = scratch + job.planeScratch, next = values + five;
  const bend = next + five;
  let tangents = bend + five, others = tangents + size * five;
  let known: usize = expands ? count : 0;
  begin(plane, layerAt(job, 0), row, real, expands, values, tangents, five);
  for (let l = 1; l < job.layers; l++) {
    const before = layerAt(job, l - 1), layer = layerAt(job, l), there = planeLayerAt(job, l);
    const width = layer.padded << 2, bytes = (before.padded << 2) * 5, stride = before.padded << 2;
    activate(values, bytes, bend, before.activation, before.leak);
    for (let c: usize = 0; c < known; c++) {
      const tangent = tangents + c * five;
      for (let k: usize = 0; k < bytes; k += 16) {
        v128.store(tangent + k, f32x4.mul(v128.load(tangent + k), v128.load(bend + k)));
      }
      addressRows(tangent, stride, 5, addresses);
      timesPanels(addresses, 1, false, 1, layer.inputs, there.w, layer.outputs, others + c * five, width, false, scratch);
    }
    addressRows(values, stride, 5, addresses);
    for (let i: usize = 0; expands && i < count; i++) {
      const direction = there.directions + (i << 3), b = load<usize>(direction, 4);
      const to = plane.perLayer ? others + (known + i) * five : next;
      timesPanels(addresses, 1, false, 1, layer.inputs, load<usize>(direction), layer.outputs, to, width, false, scratch);
      addRows(to, b, width, false);
      if (!plane.perLayer) addRows(others + i * five, to, width * 5, true);
    }
    timesPanels(addresses, 1, false, 1, layer.inputs, there.w, layer.outputs, next, width, false, scratch);
    addRows(next, there.b, width, false);
    if (expands && plane.perLayer) known += count;
    const swap = tangents;
    tangents = others;
    others = swap;
    const last = values;
    values = next;
    next = last;
  }
  head(job, row, real, expands ? size : 0, values, tangents, five, bend, sums);
}

/** to[5 rows] += a row each, or all of `width` bytes += as many. */
function addRows(to: usize, from: usize, width: usize, isAll: bool): void {
  const rows: usize = isAll ? 1 : 5;
  for (let r: usize = 0; r < rows; r++) {
    for (let j: usize = 0; j < width; j += 16) {
      const at = to + r * width + j;
      v128.store(at, f32x4.add(v128.load(at), v128.load(from + j)));
    }
  }
}

/** What the first layer gives there, and its tangents. */
function begin(
  plane: Plane,
  layer: Layer,
  row: usize,
  real: usize,
  expands: bool,
  values: usize,
  tangents: usize,
  five: usize,
): void {
  const width = layer.padded << 2;
  for (let r: usize = 0; r < 5; r++) {
    const at = (row + min<usize>(r, real - 1)) * width, to = r * width;
    memory.copy(values + to, plane.base + at, width);
    for (let i: usize = 0; i < plane.count; i++) {
      const along = load<usize>(plane.along + (i << 2)) + at, t = f32x4.splat(load<f32>(plane.t + (i << 2)));
      for (let j: usize = 0; j < width; j += 16) {
        const v = v128.load(along + j), z = values + to + j;
        v128.store(z, f32x4.add(v128.load(z), f32x4.mul(t, v)));
        if (expands) v128.store(tangents + i * five + to + j, v);
      }
    }
  }
}
