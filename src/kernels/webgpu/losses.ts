/** WGSL: the losses of one network, or of many along a line, in one read of the data. */
import { declarations, hiddenLayer, lastLayer, placed, stacks, sumOfSquares } from "./layers.ts";
import type { Plan } from "./plan.ts";
import type { Shader } from "./program.ts";

/**
 * Sums of squared errors: result[group, candidate] is the sum over the group's panels.
 *
 * Along a line, candidate k's parameters are theta - steps[k] * direction; `weights` are theta's, `slopes` the direction's. The
 * first layer is affine in the step: its products with theta and with the direction are computed once a panel. A
 * workgroup's y says which candidates are its own.
 */
export function lossShader(plan: Plan, alongLine: boolean): Shader {
  const { layers, loss: panels } = plan;
  const { rows, threads } = panels;
  const quads = rows / 4;
  const first = layers[0], last = layers[layers.length - 1];
  const hidden = layers.slice(0, -1);
  const kept = layers.length === 1 ? quads : 4 * first.quads * quads;
  const widest = Math.max(1, ...hidden.map((layer) => 4 * layer.quads));

  const theta = (at: string) => `weights[${at}]`;
  const direction = (at: string) => `slopes[${at}]`;
  const candidate = (at: string) => alongLine ? `(weights[${at}] - t * slopes[${at}])` : theta(at);
  const fromData = (i: string) => `input(panel, ${i}, q)`;
  const place = (unit: string) => `(${unit}) * ${quads} + q`;
  const half = (layer: string | number) => `(${layer}) % 2 * ${widest * quads}`;

  /** Once a panel. */
  const product = (weight: (at: string) => string, keep: (unit: string, z: string) => string) =>
    layers.length > 1 ? hiddenLayer(placed(first, 0), panels, { from: fromData, weight, keep }) : `
      if (i32(localIndex) < ${quads}) {
        let q = i32(localIndex);
        ${lastLayer(first, { from: fromData, weight })}
        ${keep("0", "z")}
      }`;
  const activated = layers.length > 1 ? "activate" : "";
  const target = layers.length > 1 ? "" : ` - y[panel * ${quads} + q]`;
  const products = alongLine
    ? product(theta, (unit, z) => `products[${place(unit)}] = ${z}${target};`) +
      product(direction, (unit, z) => `products[${kept} + ${place(unit)}] = ${z};`)
    : product(theta, (unit, z) => `values[${place(unit)}] = ${activated}(${z})${target};`);

  /** Once a candidate. */
  const moved = !alongLine ? "" : `
    for (var e = i32(localIndex); e < ${kept}; e += ${threads}) {
      values[e] = ${activated}(products[e] - t * products[${kept} + e]);
    }
    workgroupBarrier();`;
  const between = stacks(plan).map(({ layer, count }) => `
    for (var l = 0; l < ${count}; l++) {
      ${
    hiddenLayer(layer, panels, {
      from: (i) => `values[${half(`${layer.index} - 1`)} + ${i} * ${quads} + q]`,
      weight: candidate,
      keep: (unit, z) => `values[${half(layer.index)} + ${place(unit)}] = activate(${z});`,
    })
  }
      workgroupBarrier();
    }`).join("\n");
  const error = layers.length === 1 ? "let z = values[q];" : lastLayer(last, {
    from: (i) => `values[${half(hidden.length - 1)} + ${i} * ${quads} + q]`,
    weight: candidate,
  }) + `z -= y[panel * ${quads} + q];`;

  const code = `
    ${declarations(plan, panels)}
    var<workgroup> products : array<vec4<f32>, ${2 * kept}>;
    var<workgroup> values : array<vec4<f32>, ${(hidden.length > 1 ? 2 : 1) * widest * quads}>;
    var<workgroup> squares : array<f32, ${quads}>;

    fn main(index : i32) {
      let group = i32(workgroupId.x);
      ${alongLine ? "if (state[1] > 0) { return; }" : ""}
      for (var round = 0; round < uniforms.rounds; round++) {
        let own = round * uniforms.groups + group;
        let panel = min(own, uniforms.panels - 1);
        ${products}
        workgroupBarrier();
        for (var c = 0; c < uniforms.share; c++) {
          let candidate = i32(workgroupId.y) * uniforms.share + c;
          let k = min(candidate, uniforms.candidates - 1);
          ${alongLine ? "let t = steps[k];" : ""}
          ${moved}
          ${between}
          if (i32(localIndex) < ${quads}) {
            let q = i32(localIndex);
            ${error}
            let e = existing(own, q, z);
            squares[q] = dot(e, e);
          }
          workgroupBarrier();
          if (localIndex == 0u && candidate == k) {
            ${sumOfSquares(panels)}
            let at = group * uniforms.candidates + k;
            if (round == 0) { result[at] = sum; } else { result[at] += sum; }
          }
        }
      }
    }
  `;
  return {
    name: alongLine ? "line" : "loss",
    inputs: ["x:4", "y:4", "weights:4", ...alongLine ? ["slopes:4", "steps", "state"] : []],
    uniforms: { i32: ["rows", "panels", "groups", "rounds", "candidates", "share"] },
    threads,
    code,
  };
}
