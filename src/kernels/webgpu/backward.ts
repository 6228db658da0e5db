/** WGSL: what a layer's errors make: its share of the gradient, and the errors of the layer below. */
import type { PlacedLayer } from "./layers.ts";
import type { Layer, Panels } from "./plan.ts";

/** Four rows of a unit, as WGSL. */
export type Place = (unit: string, q: string) => string;

/** An activation's derivative, from its value. */
export const slopes = {
  none: "return vec4<f32>(1);",
  relu: "return select(vec4<f32>(1), vec4<f32>(), a <= vec4<f32>());",
  tanh: "return 1 - a * a;",
};

/** A value gives way to its error. */
function keepError(value: string, error: string): string {
  return `${value} = ${error} * slope(${value});`;
}

/** The errors of the layer below, in place of its values: e W' times the activation's slope. No barrier. */
export function errorsBelow(
  { inputs, quads, kernel }: PlacedLayer,
  { rows, threads }: Panels,
  below: Place,
  errors: Place,
): string {
  const units = [0, 1, 2, 3];
  const products = units.map((n) => `
    let w${n} = weights[${kernel} + min(i + ${n}, ${inputs - 1}) * ${quads} + j];
    d${n} += w${n}.x * e0 + w${n}.y * e1 + w${n}.z * e2 + w${n}.w * e3;`);
  return `
    for (var tile = i32(localIndex); tile < ${
    Math.ceil(inputs / 4) * rows / 4
  }; tile += ${threads}) {
      let q = tile % ${rows / 4};
      let i = 4 * (tile / ${rows / 4});
      ${units.map((n) => `var d${n} = vec4<f32>();`).join(" ")}
      for (var j = 0; j < ${quads}; j++) {
        ${units.map((n) => `let e${n} = ${errors(`4 * j + ${n}`, "q")};`).join(" ")}
        ${products.join("")}
      }
      ${units.map((n) => keepError(below(`i + ${n}`, "q"), `d${n}`)).join(" ")}
    }
  `;
}

/** The same below the last layer, whose errors are \`outputs\`. */
export function errorsBelowLast(
  { inputs, kernel }: Layer,
  { rows, threads }: Panels,
  below: Place,
): string {
  const units = 4 * Math.ceil(inputs / 4);
  return `
    for (var e = i32(localIndex); e < ${units * rows / 4}; e += ${threads}) {
      let q = e % ${rows / 4};
      let i = min(e / ${rows / 4}, ${inputs - 1});
      let d = weights[${kernel} + i / 4][i % 4] * outputs[q];
      ${keepError(below(`e / ${rows / 4}`, "q"), "d")}
    }
  `;
}

/**
 * Adds a' e and the errors' sums to the gradient of a layer's kernel and bias. A thread has a tile of the kernel; threads
 * begin at different rows, so that they read different banks. No barrier.
 */
export function products(
  { inputs, outputs, theta }: PlacedLayer,
  { rows, threads }: Panels,
  values: Place,
  errors: Place,
): string {
  const quads = rows / 4;
  const tiles = (side: number) => Math.ceil(inputs / side) * Math.ceil(outputs / side);
  const side = [4, 2].find((side) => side <= outputs && tiles(side) >= threads / 2) ?? 1;
  const across = Math.ceil(outputs / side);
  const cells = Array.from({ length: side }, (_, n) => n);
  const pairs = cells.flatMap((m) => cells.map((n) => [m, n]));
  const keep = pairs.map(([m, n]) => `
    if (i + ${m} < ${inputs} && j + ${n} < ${outputs}) {
      add(${theta} + (i + ${m}) * ${outputs} + j + ${n}, s${m}${n});
    }`);
  return `
    for (var tile = i32(localIndex); tile < ${tiles(side)}; tile += ${threads}) {
      let i = ${side} * (tile / ${across});
      let j = ${side} * (tile % ${across});
      ${pairs.map(([m, n]) => `var s${m}${n} = 0.0;`).join(" ")}
      for (var r = 0; r < ${quads}; r++) {
        let q = (r + tile) % ${quads};
        ${cells.map((m) => `let a${m} = ${values(`i + ${m}`, "q")};`).join(" ")}
        ${cells.map((n) => `let e${n} = ${errors(`j + ${n}`, "q")};`).join(" ")}
        ${pairs.map(([m, n]) => `s${m}${n} += dot(a${m}, e${n});`).join(" ")}
      }
      ${keep.join("")}
    }
    for (var j = i32(localIndex); j < ${outputs}; j += ${threads}) {
      var s = 0.0;
      for (var r = 0; r < ${quads}; r++) {
        s += dot(${errors("j", `(r + j) % ${quads}`)}, vec4<f32>(1));
      }
      add(${theta} + ${inputs * outputs} + j, s);
    }
  `;
}
