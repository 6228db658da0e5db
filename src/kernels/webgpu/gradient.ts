/** WGSL: the loss and its gradient, forward and backward while a panel's values are in the workgroup's storage. */
import { errorsBelow, errorsBelowLast, type Place, products, slopes } from "./backward.ts";
import {
  declarations,
  hiddenLayer,
  lastLayer,
  placed,
  type PlacedLayer,
  stacks,
  sumOfSquares,
} from "./layers.ts";
import type { Plan } from "./plan.ts";
import type { Shader } from "./program.ts";

/**
 * Sums over a group's panels, without the factor 2 / rows: result[group] is the gradient in theta's order, then the sum
 * of squared errors.
 */
export function gradientShader(plan: Plan): Shader {
  const { layers, parameters, gradient: panels } = plan;
  const quads = panels.rows / 4;
  const last = layers[layers.length - 1];
  const stacked = stacks(plan);

  /** Values of all hidden layers, one after the other, and later their errors. */
  const sizes = layers.slice(0, -1).map((layer) => 4 * layer.quads * quads);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const stored = (begin: string): Place => (unit, q) =>
    `values[${begin} + (${unit}) * ${quads} + ${q}]`;
  const data: Place = (unit, q) => `input(panel, ${unit}, ${q})`;
  const first = { layer: placed(layers[0], 0), values: stored("0") };
  const top = layers.length === 1 ? data : stored(`${total - sizes[sizes.length - 1]}`);

  /** A loop over a stack's layers; the code receives the places of a layer's values and of its inputs. */
  let begin = sizes[0];
  const loops = stacked.map(({ layer, count }) => {
    const size = 4 * layer.quads * quads;
    const from = `${begin} + l * ${size}`;
    begin += count * size;
    // The layer below has as many units as this one has inputs, in fours.
    const below = stored(`${from} - ${4 * Math.ceil(layer.inputs / 4) * quads}`);
    const own = stored(from);
    return {
      up: (code: (layer: PlacedLayer, own: Place, below: Place) => string) =>
        `for (var l = 0; l < ${count}; l++) { ${code(layer, own, below)} }`,
      down: (code: (layer: PlacedLayer, own: Place, below: Place) => string) =>
        `for (var l = ${count - 1}; l >= 0; l--) { ${code(layer, own, below)} }`,
    };
  });

  const forward = (layer: PlacedLayer, own: Place, below: Place) =>
    hiddenLayer(layer, panels, {
      from: (i) => below(i, "q"),
      keep: (unit, z) => `${own(unit, "q")} = activate(${z});`,
    }) + "workgroupBarrier();";
  const backward = (layer: PlacedLayer, own: Place, below: Place) => `
    ${products(layer, panels, below, own)}
    workgroupBarrier();
    ${errorsBelow(layer, panels, below, own)}
    workgroupBarrier();`;
  const hidden = layers.length > 1;

  const code = `
    ${declarations(plan, panels)}
    fn slope(a : vec4<f32>) -> vec4<f32> { ${slopes[plan.shape.activation]} }
    var<workgroup> values : array<vec4<f32>, ${Math.max(1, total)}>;
    var<workgroup> outputs : array<vec4<f32>, ${quads}>;
    var<workgroup> squares : array<f32, ${quads}>;
    var<private> first : bool;

    fn add(parameter : i32, value : f32) {
      let at = i32(workgroupId.x) * ${parameters + 1} + parameter;
      if (first) { result[at] = value; } else { result[at] += value; }
    }

    fn main(index : i32) {
      for (var round = 0; round < uniforms.rounds; round++) {
        first = round == 0;
        let own = round * uniforms.groups + i32(workgroupId.x);
        let panel = min(own, uniforms.panels - 1);
        ${hidden ? forward(first.layer, first.values, data) : ""}
        ${loops.map(({ up }) => up(forward)).join("\n")}
        if (i32(localIndex) < ${quads}) {
          let q = i32(localIndex);
          ${lastLayer(last, { from: (i) => top(i, "q") })}
          let e = existing(own, q, z - y[panel * ${quads} + q]);
          outputs[q] = e;
          squares[q] = dot(e, e);
        }
        workgroupBarrier();
        if (localIndex == 0u) {
          ${sumOfSquares(panels)}
          add(${parameters}, sum);
        }
        ${products(placed(last, layers.length - 1), panels, top, (_, q) => `outputs[${q}]`)}
        workgroupBarrier();
        ${hidden ? errorsBelowLast(last, panels, top) + "workgroupBarrier();" : ""}
        ${loops.toReversed().map(({ down }) => down(backward)).join("\n")}
        ${hidden ? products(first.layer, panels, data, first.values) + "workgroupBarrier();" : ""}
      }
    }
  `;
  return {
    name: "gradient",
    inputs: ["x:4", "y:4", "weights:4"],
    uniforms: { i32: ["rows", "panels", "groups", "rounds"] },
    threads: panels.threads,
    code,
  };
}
