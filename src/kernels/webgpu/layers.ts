/**
 * The WGSL that losses and gradients share: a layer of a panel of rows. A thread has four units of four rows, so that a
 * vec4 of weights and a vec4 of values make sixteen multiply-adds.
 */
import { type Layer, type Panels, type Plan, storedRows } from "./plan.ts";

const activations = {
  none: "return z;",
  // select and not max: a NaN is to stay one. tanh of large values overflows on some devices.
  relu: "return select(z, vec4<f32>(), z < vec4<f32>());",
  tanh: "return select(tanh(clamp(z, vec4<f32>(-10), vec4<f32>(10))), z, isnanVec4(z));",
};

/** Functions: the activation, and the rows of a panel as they are stored, four in a vec4 (quad q of the panel). */
export function declarations({ shape }: Plan, { rows }: Panels): string {
  const parts = storedRows / rows, quads = rows / 4;
  return `
    fn activate(z : vec4<f32>) -> vec4<f32> { ${activations[shape.activation]} }

    fn input(panel : i32, i : i32, q : i32) -> vec4<f32> {
      let column = (panel / ${parts}) * ${shape.layers[0]} + min(i, ${shape.layers[0] - 1});
      return x[column * ${storedRows / 4} + (panel % ${parts}) * ${quads} + q];
    }

    // Rows past the last have no error, whatever is stored there.
    fn existing(panel : i32, q : i32, value : vec4<f32>) -> vec4<f32> {
      let row = vec4<i32>(panel * ${rows} + 4 * q) + vec4<i32>(0, 1, 2, 3);
      return select(vec4<f32>(), value, row < vec4<i32>(uniforms.rows));
    }
  `;
}

/** A layer in a shader: where its parameters are, as WGSL. */
export interface PlacedLayer extends Pick<Layer, "inputs" | "outputs" | "quads"> {
  kernel: string;
  bias: string;
  theta: string;
  /** Its number among the layers. */
  index: string;
}

/** A layer that no loop goes over. */
export function placed(layer: Layer, index: number): PlacedLayer {
  const { kernel, bias, theta } = layer;
  return { ...layer, kernel: `${kernel}`, bias: `${bias}`, theta: `${theta}`, index: `${index}` };
}

/** Layers one after the other of the same widths, whose code is a loop over `l`. */
export interface Stack {
  layer: PlacedLayer;
  count: number;
}

/** The hidden layers after the first, as stacks. */
export function stacks({ layers }: Plan): Stack[] {
  const made: Stack[] = [];
  const same = (a: Layer, b: Layer) => a.inputs === b.inputs && a.outputs === b.outputs;
  for (let index = 1; index < layers.length - 1;) {
    const layer = layers[index];
    let count = 1;
    while (index + count < layers.length - 1 && same(layer, layers[index + count])) count++;
    const place = (first: number, stride: number) => `(${first} + l * ${stride})`;
    const { inputs, outputs, quads, kernel, bias, theta } = layer;
    const [packed, own] = [(inputs + 1) * quads, (inputs + 1) * outputs];
    made.push({
      layer: {
        ...{ inputs, outputs, quads },
        kernel: place(kernel, packed),
        bias: place(bias, packed),
        theta: place(theta, own),
        index: place(index, 1),
      },
      count,
    });
    index += count;
  }
  return made;
}

/** Where a layer's values come from and go to, as WGSL. */
export interface Flow {
  /** Values of input i, four rows of quad q. */
  from(i: string): string;
  /** Keeps z, four rows of a unit. */
  keep(unit: string, z: string): string;
  /** The packed weights at a place, a vec4; without it, those in `weights`. */
  weight?(at: string): string;
}

/** z = a W + b, four units of four rows at a time. No barrier. */
export function hiddenLayer(layer: PlacedLayer, { rows, threads }: Panels, flow: Flow): string {
  const { inputs, quads, kernel, bias } = layer;
  const weight = flow.weight ?? ((at) => `weights[${at}]`);
  const units = ["x", "y", "z", "w"];
  return `
    for (var tile = i32(localIndex); tile < ${quads * rows / 4}; tile += ${threads}) {
      let q = tile % ${rows / 4};
      let j = tile / ${rows / 4};
      let b = ${weight(`${bias} + j`)};
      ${units.map((u) => `var z${u} = vec4<f32>(b.${u});`).join(" ")}
      for (var i = 0; i < ${inputs}; i++) {
        let a = ${flow.from("i")};
        let w = ${weight(`${kernel} + i * ${quads} + j`)};
        ${units.map((u) => `z${u} = fma(vec4<f32>(w.${u}), a, z${u});`).join(" ")}
      }
      ${units.map((u, n) => flow.keep(`4 * j + ${n}`, `z${u}`)).join(" ")}
    }
  `;
}

/** The last layer's one unit, for the four rows of quad q, as `z`. Where inputs only fill a four their weights are 0. */
export function lastLayer({ inputs, kernel, bias }: Layer, flow: Omit<Flow, "keep">): string {
  const weight = flow.weight ?? ((at) => `weights[${at}]`);
  const units = ["x", "y", "z", "w"];
  return `
    var z = vec4<f32>((${weight(`${bias}`)}).x);
    for (var i = 0; i < ${Math.ceil(inputs / 4)}; i++) {
      let w = ${weight(`${kernel} + i`)};
      ${
    units.map((u, n) => `z = fma(vec4<f32>(w.${u}), ${flow.from(`(4 * i + ${n})`)}, z);`).join(" ")
  }
    }
  `;
}

/** The sum of a panel's squared errors, which \`squares\` holds by quads, as \`sum\`: for one thread. */
export function sumOfSquares({ rows }: Panels): string {
  return `
    var sum = 0.0;
    for (var q = 0; q < ${rows / 4}; q++) { sum += squares[q]; }
  `;
}
