/**
 * WGSL: sums of products without float64, each as two float32, the second of which is what the first has rounded off.
 */
import { storedRows } from "./plan.ts";
import type { Shader } from "./program.ts";

const groupThreads = 64;
const quads = storedRows / 4;

/** Sums without rounding. Source: Knuth, The Art of Computer Programming 2, 4.2.2, theorem B (TwoSum). */
const exact = `
  // Compilers may take a + b - a for b. They cannot when they do not see that zero is 0.
  fn plain(a : f32) -> f32 { return bitcast<f32>(bitcast<u32>(a) ^ u32(uniforms.zero)); }
  fn plain4(a : vec4<f32>) -> vec4<f32> {
    return bitcast<vec4<f32>>(bitcast<vec4<u32>>(a) ^ vec4<u32>(u32(uniforms.zero)));
  }

  // a + b, and what that rounds off.
  fn twoSum(a : f32, b : f32) -> vec2<f32> {
    let sum = plain(a + b);
    let part = plain(sum - a);
    return vec2<f32>(sum, (a - (sum - part)) + (b - part));
  }

  fn both(a : vec2<f32>, b : vec2<f32>) -> vec2<f32> {
    let sum = twoSum(a.x, b.x);
    return vec2<f32>(sum.x, sum.y + (a.y + b.y));
  }
`;

/** Sums over a group's panels: result[group, i, j] for i >= j, the two parts side by side. */
export function productsShader(inputs: number): Shader {
  const size = inputs + 2;
  return {
    name: "products",
    inputs: ["x:4", "y:4"],
    uniforms: { i32: ["rows", "panels", "zero"] },
    threads: groupThreads,
    code: `
      ${exact}
      // Column c of [X 1 y], four rows; none past the last row.
      fn column(panel : i32, c : i32, q : i32) -> vec4<f32> {
        var values = vec4<f32>(1);
        if (c < ${inputs}) { values = x[(panel * ${inputs} + c) * ${quads} + q]; }
        if (c > ${inputs}) { values = y[panel * ${quads} + q]; }
        let row = vec4<i32>(panel * ${storedRows} + 4 * q) + vec4<i32>(0, 1, 2, 3);
        return select(vec4<f32>(), values, row < vec4<i32>(uniforms.rows));
      }

      // The upper half of the digits, rounded: products of halves are exact (Dekker, 1971).
      fn upper(a : vec4<f32>) -> vec4<f32> {
        return bitcast<vec4<f32>>((bitcast<vec4<u32>>(a) + vec4<u32>(0x800)) & vec4<u32>(0xfffff000));
      }

      fn main(index : i32) {
        for (var pair = i32(localIndex); pair < ${size * size}; pair += ${groupThreads}) {
          let i = pair / ${size};
          let j = pair % ${size};
          if (j > i) { continue; }
          var sum = vec4<f32>();
          var rest = vec4<f32>();
          for (var panel = i32(workgroupId.x); panel < uniforms.panels; panel += i32(numWorkgroups.x)) {
            for (var q = 0; q < ${quads}; q++) {
              let a = column(panel, i, q);
              let b = column(panel, j, q);
              let ah = upper(a);
              let bh = upper(b);
              let product = ah * bh;
              let next = plain4(sum + product);
              let part = plain4(next - sum);
              rest += (sum - (next - part)) + (product - part);
              rest += (ah * (b - bh) + (a - ah) * bh) + (a - ah) * (b - bh);
              sum = next;
            }
          }
          let halves = both(
            both(vec2<f32>(sum.x, rest.x), vec2<f32>(sum.y, rest.y)),
            both(vec2<f32>(sum.z, rest.z), vec2<f32>(sum.w, rest.w)));
          let at = 2 * (i32(workgroupId.x) * ${size * size} + pair);
          result[at] = halves.x;
          result[at + 1] = halves.y;
        }
      }
    `,
  };
}

/** The groups' sums added: result[part, i, j], symmetric. */
export function totalsShader(size: number): Shader {
  return {
    name: "totals",
    inputs: ["sums"],
    uniforms: { i32: ["groups", "zero"] },
    threads: groupThreads,
    code: `
      ${exact}
      var<workgroup> totals : array<vec2<f32>, ${groupThreads}>;
      fn main(index : i32) {
        let i = i32(workgroupId.x) / ${size};
        let j = i32(workgroupId.x) % ${size};
        var total = vec2<f32>();
        if (j <= i) {
          for (var group = i32(localIndex); group < uniforms.groups; group += ${groupThreads}) {
            let at = 2 * (group * ${size * size} + i * ${size} + j);
            total = both(total, vec2<f32>(sums[at], sums[at + 1]));
          }
        }
        totals[localIndex] = total;
        for (var half = ${groupThreads / 2}u; half > 0u; half /= 2u) {
          workgroupBarrier();
          if (localIndex < half) { totals[localIndex] = both(totals[localIndex], totals[localIndex + half]); }
        }
        if (localIndex == 0u && j <= i) {
          for (var part = 0; part < 2; part++) {
            result[(part * ${size} + i) * ${size} + j] = totals[0][part];
            result[(part * ${size} + j) * ${size} + i] = totals[0][part];
          }
        }
      }
    `,
  };
}
