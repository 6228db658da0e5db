// What five rows on a plane add to its loss, slopes and curvatures.
import { Job, layerAt } from "./job";
import { CLASS, rowLoss } from "./loss";
import { roots } from "./roots";

/** Losses of the rows, slopes and curvatures along their tangents. */
export function head(
  job: Job,
  row: usize,
  real: usize,
  known: usize,
  values: usize,
  tangents: usize,
  five: usize,
  bend: usize,
  sums: usize,
): void {
  const layer = layerAt(job, job.layers - 1), n = layer.outputs, width = layer.padded << 2;
  const size: usize = job.loss == CLASS ? 4 : n << 2;
  for (let r: usize = 0; r < real; r++) {
    const out = values + r * width, y = job.y + (row + r) * size;
    if (known) roots(out, n, job.loss, bend);
    store<f64>(sums, load<f64>(sums) + rowLoss(out, n, y, job.loss, 1));
    for (let c: usize = 0; c < known; c++) {
      const tangent = tangents + c * five + r * width, at = sums + ((1 + c) << 3);
      store<f64>(at, load<f64>(at) + dot(out, tangent, width));
      scaleTangent(tangent, width, bend, job.loss);
    }
  }
  const all = real * width, curvatures = sums + ((1 + known) << 3);
  for (let a: usize = 0; a < known; a++) {
    for (let b: usize = 0; b <= a; b++) {
      const sum = dot(tangents + a * five, tangents + b * five, all);
      const at = curvatures + ((a * known + b) << 3), turned = curvatures + ((b * known + a) << 3);
      const value = load<f64>(at) + sum;
      store<f64>(at, value);
      store<f64>(turned, value);
    }
  }
}

function dot(a: usize, b: usize, bytes: usize): f64 {
  let sum = f32x4.splat(0);
  for (let k: usize = 0; k < bytes; k += 16) {
    sum = f32x4.add(sum, f32x4.mul(v128.load(a + k), v128.load(b + k)));
  }
  return <f64> f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 2) +
    f32x4.extract_lane(sum, 3);
}

/** Turns a row's tangent into one whose square is the curvature. */
function scaleTangent(tangent: usize, width: usize, scale: usize, loss: i32): void {
  const mean: f32 = loss >= 4 ? <f32> dot(tangent, scale, width) : 0;
  for (let k: usize = 0; k < width; k += 16) {
    const moved = f32x4.sub(v128.load(tangent + k), f32x4.splat(mean));
    v128.store(tangent + k, f32x4.mul(moved, f32x4.sqrt(v128.load(scale + k))));
  }
}
