/** Runs WGSL of our own on tfjs's webgpu backend, on its tensors and in its queue. */
import * as tf from "../../deps/tf.ts";
import type { WebGPUBackend } from "../../deps/tf_webgpu.ts";

/** A compute shader: the text is all that its pipeline depends on. */
export interface Shader {
  name: string;
  /** Names of the tensors it reads; behind a colon how many components an element has: "x:4" is an array of vec4. */
  inputs: readonly string[];
  /** Names of its uniforms, by type. */
  uniforms?: { i32?: readonly string[]; f32?: readonly string[] };
  /** Threads of a workgroup. */
  threads: number;
  /** Declarations, and `fn main(index : i32)`, which writes `result`. */
  code: string;
}

/** What one dispatch is given. */
export interface Dispatch {
  inputs: readonly tf.Tensor[];
  /** Shape of the result, float32. */
  shape: number[];
  /** How many workgroups, in x and y. */
  groups: readonly [number, number];
  /** The uniforms' values, those of i32 first. */
  uniforms?: readonly number[];
}

/** tfjs's webgpu backend, if it is the one in use. */
export function webgpuBackend(): WebGPUBackend {
  return tf.backend() as WebGPUBackend;
}

/** Queues one dispatch; nothing is waited for, nothing is read back. The result is the caller's, or its tidy scope's. */
export function run(shader: Shader, dispatch: Dispatch): tf.Tensor {
  const { i32 = [], f32 = [] } = shader.uniforms ?? {};
  const named = shader.inputs.map((input) => input.split(":"));
  const declared = [...i32.map((name) => `${name} : i32,`), ...f32.map((name) => `${name} : f32,`)];
  const values = dispatch.uniforms ?? [];
  // tfjs changes the program that it runs, so that each dispatch needs a new one.
  const info = webgpuBackend().runWebGPUProgram(
    {
      outputShape: dispatch.shape,
      shaderKey: keyOf(shader),
      variableNames: named.map(([name]) => name),
      variableComponents: named.map(([, components = "1"]) => Number(components)),
      uniforms: declared.join(" "),
      dispatchLayout: { x: [0] },
      dispatch: [...dispatch.groups, 1],
      workgroupSize: [shader.threads, 1, 1],
      getUserCode: () => shader.code,
    },
    [...dispatch.inputs],
    "float32",
    values.map((value, i) => ({ type: i < i32.length ? "int32" : "float32", data: [value] })),
  );
  return tf.engine().makeTensorFromTensorInfo(info);
}

const keys = new Map<string, string>();

/** tfjs finds pipelines by a key: one for each text, short, because it is looked up at each dispatch. */
function keyOf({ name, code }: Shader): string {
  let key = keys.get(code);
  if (!key) keys.set(code, key = `more-descent ${name} ${keys.size}`);
  return key;
}

/** Makes each shader of a family once: their texts are long, and wanted at each dispatch. */
export function family(make: (size: number) => Shader): (size: number) => Shader {
  const made = new Map<number, Shader>();
  return (size) => {
    const shader = made.get(size) ?? make(size);
    made.set(size, shader);
    return shader;
  };
}
