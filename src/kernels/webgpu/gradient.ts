/** WGSL: the loss and its gradient, forward and backward while a panel's values are in the workgroup's storage. */
import { declarations, hiddenLayer, lastLayer, sumOfSquares } from "./layers.ts";
import type { Layer, Panels, Plan } from "./plan.ts";
import type { Shader } from "./program.ts";

/**
 * Sums over a group's panels, without the factor 2 / rows: result[group] is the gradient in theta's order, then the sum
 * of squared errors.
 */
export function gradientShader(plan: Plan): Shader {
  const { layers, parameters, gradient: panels } = plan;
  const quads = panels.rows / 4;
  const hidden = layers.slice(0, -1), last = layers[layers.length - 1];
  const begins = hidden.map((_, l) =>
    hidden.slice(0, l).reduce((sum, layer) => sum + 4 * layer.quads * quads, 0)
  );
  const kept = hidden.reduce((sum, layer) => sum + 4 * layer.quads * quads, 0);
  /** Values, and later errors, of a hidden layer's unit. */
  const value = (l: number, unit: string, q = "q") =>
    `values[${begins[l]} + (${unit}) * ${quads} + ${q}]`;
  const input = (l: number) => (i: string, q = "q") =>
    l === 0 ? `input(panel, ${i}, ${q})` : value(l - 1, i, q);

  const forward = hidden.map((layer, l) =>
    hiddenLayer(layer, panels, {
      from: input(l),
      keep: (unit, z) => `${value(l, unit)} = activate(${z});`,
    }) + "workgroupBarrier();"
  );
  const backward = hidden.map((layer, l) => `
    ${l + 2 === layers.length ? lastErrors(last, panels) : errors(layers[l + 1], panels, l + 1)}
    workgroupBarrier();
    ${products(layer, panels, input(l), (j, q) => value(l, j, q))}
    ${l === 0 ? "" : "workgroupBarrier();"}
  `).reverse();

  function errors(above: Layer, { threads }: Panels, l: number): string {
    const units = [0, 1, 2, 3];
    return `
      for (var tile = i32(localIndex); tile < ${layers[l - 1].quads * quads}; tile += ${threads}) {
        let q = tile % ${quads};
        let i = 4 * (tile / ${quads});
        ${units.map((n) => `var d${n} = vec4<f32>();`).join(" ")}
        for (var j = 0; j < ${above.quads}; j++) {
          ${units.map((n) => `let e${n} = ${value(l, `4 * j + ${n}`)};`).join(" ")}
          ${
      units.map((n) => `
          let w${n} = weights[${above.kernel} + min(i + ${n}, ${
        above.inputs - 1
      }) * ${above.quads} + j];
          d${n} += w${n}.x * e0 + w${n}.y * e1 + w${n}.z * e2 + w${n}.w * e3;`).join("")
    }
        }
        ${units.map((n) => keepError(value(l - 1, `i + ${n}`), `d${n}`)).join(" ")}
      }
    `;
  }

  function lastErrors({ kernel, inputs }: Layer, { threads }: Panels): string {
    return `
      for (var e = i32(localIndex); e < ${
      4 * layers[layers.length - 2].quads * quads
    }; e += ${threads}) {
        let i = min(e / ${quads}, ${inputs - 1});
        let d = weights[${kernel} + i / 4][i % 4] * outputs[e % ${quads}];
        ${keepError(`values[${begins[hidden.length - 1]} + e]`, "d")}
      }
    `;
  }

  const code = `
    ${declarations(plan, panels)}
    fn slope(a : vec4<f32>) -> vec4<f32> { ${slopes[plan.shape.activation]} }
    var<workgroup> values : array<vec4<f32>, ${Math.max(1, kept)}>;
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
        ${forward.join("\n")}
        if (i32(localIndex) < ${quads}) {
          let q = i32(localIndex);
          ${lastLayer(last, { from: input(layers.length - 1) })}
          let e = existing(own, q, z - y[panel * ${quads} + q]);
          outputs[q] = e;
          squares[q] = dot(e, e);
        }
        workgroupBarrier();
        if (localIndex == 0u) {
          ${sumOfSquares(panels)}
          add(${parameters}, sum);
        }
        ${products(last, panels, input(layers.length - 1), (_, q) => `outputs[${q}]`)}
        workgroupBarrier();
        ${backward.join("\n")}
        workgroupBarrier();
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

/** An activation's derivative, from its value. */
const slopes = {
  none: "return vec4<f32>(1);",
  relu: "return select(vec4<f32>(1), vec4<f32>(), a <= vec4<f32>());",
  tanh: "return 1 - a * a;",
};

/** A value gives way to its error. */
function keepError(value: string, error: string): string {
  return `${value} = ${error} * slope(${value});`;
}

/**
 * Adds a' e and the errors' sums to the gradient of a layer's kernel and bias. A thread has a tile of the kernel; threads begin at
 * different rows, so that they read different banks.
 */
function products(
  { inputs, outputs, theta }: Layer,
  { rows, threads }: Panels,
  from: (i: string, q: string) => string,
  errorOf: (j: string, q: string) => string,
): string {
  const quads = rows / 4;
  const side = [4, 2].find((n) => Math.ceil(inputs / n) * Math.ceil(outputs / n) >= threads / 2) ??
    1;
  const across = Math.ceil(outputs / side);
  const cells = Array.from({ length: side }, (_, n) => n);
  const pairs = cells.flatMap((m) => cells.map((n) => [m, n]));
  return `
    for (var tile = i32(localIndex); tile < ${
    Math.ceil(inputs / side) * across
  }; tile += ${threads}) {
      let i = ${side} * (tile / ${across});
      let j = ${side} * (tile % ${across});
      ${pairs.map(([m, n]) => `var s${m}${n} = 0.0;`).join(" ")}
      for (var r = 0; r < ${quads}; r++) {
        let q = (r + tile) % ${quads};
        ${cells.map((m) => `let a${m} = ${from(`i + ${m}`, "q")};`).join(" ")}
        ${cells.map((n) => `let e${n} = ${errorOf(`j + ${n}`, "q")};`).join(" ")}
        ${pairs.map(([m, n]) => `s${m}${n} += dot(a${m}, e${n});`).join(" ")}
      }
      ${
    pairs.map(([m, n]) => `
      if (i + ${m} < ${inputs} && j + ${n} < ${outputs}) {
        add(${theta} + (i + ${m}) * ${outputs} + j + ${n}, s${m}${n});
      }`).join("")
  }
    }
    for (var j = i32(localIndex); j < ${outputs}; j += ${threads}) {
      var s = 0.0;
      for (var r = 0; r < ${quads}; r++) { s += dot(${
    errorOf("j", "(r + j) % " + quads)
  }, vec4<f32>(1)); }
      add(${theta + inputs * outputs} + j, s);
    }
  `;
}
