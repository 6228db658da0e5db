/**
 * A line search compiled to WGSL: its state stays on the device, and a decision is one small dispatch.
 *
 * @module
 */
import type * as tf from "../../deps/tf.ts";
import { family, run, type Shader } from "../../kernels/webgpu/program.ts";
import { columnSums, lanesFor, stepThreads, type Table } from "../../kernels/webgpu/steps.ts";
import { shaderArithmetic } from "../../numeric/shader_arithmetic.ts";
import type { LineSearch, SearchState } from "./line_search.ts";

/** What a search starts with, as tensors; a slope that is not given is minus |direction|^2. */
export interface ShaderStart {
  loss: tf.Tensor;
  lastStep: tf.Tensor;
  slope?: tf.Tensor;
  direction: tf.Tensor;
}

/** A search on the device. Its state is a vector: next, done, step, loss, and what else the search keeps. */
export interface ShaderSearch {
  /** The state before any loss along the line is known. */
  begin(start: ShaderStart): tf.Tensor1D;
  /** The state after the losses at these steps are known, or after those of them with which the search is over. */
  advance(state: tf.Tensor, steps: tf.Tensor, losses: Table): tf.Tensor1D;
}

/** Index of each field in the state vector. */
export const stateIndex = { next: 0, done: 1, step: 2, loss: 3 } as const;

const compiled = new WeakMap<LineSearch, ShaderSearch>();

/** The search as shaders, made once. */
export function shaderSearch(search: LineSearch): ShaderSearch {
  const known = compiled.get(search) ?? compile(search);
  compiled.set(search, known);
  return known;
}

function compile(search: LineSearch): ShaderSearch {
  const lines: string[] = [];
  const first = search.begin(shaderArithmetic(lines), {
    loss: "lossAtStart",
    slope: "slopeAtStart",
    lastStep: "stepBefore",
  });
  const keys = [
    ...Object.keys(stateIndex),
    ...Object.keys(first).filter((key) => !(key in stateIndex)),
  ] as (keyof SearchState<string>)[];
  const size = keys.length;
  const beginning = [...lines, ...keys.map((key, i) => `result[${i}] = ${first[key]};`)].join("\n");

  lines.length = 0;
  const now = Object.fromEntries(keys.map((key, i) => [key, `now[${i}]`]));
  const moved = search.advance(shaderArithmetic(lines), now as unknown as typeof first, "given");
  const next = keys.map((key) => moved[key]);
  const decide = [...lines, `now = array<f32, ${size}>(${next.join(", ")});`].join("\n");
  const decisions = family((lanes) => decision(size, lanes, decide));
  const beginners = { known: begin(beginning, true), unknown: begin(beginning, false) };

  const shape = [size];
  const groups = [1, 1] as const;
  return {
    begin: ({ loss, lastStep, slope, direction }) => {
      const inputs = [loss, lastStep, slope ?? direction];
      const [shader, sign] = slope ? [beginners.known, 1] : [beginners.unknown, -1];
      return run(shader, { inputs, shape, groups, uniforms: [sign] }) as tf.Tensor1D;
    },
    advance: (state, steps, { values, rows, columns, factor }) => {
      const inputs = [state, steps, values];
      const uniforms = [rows, columns, factor];
      return run(decisions(lanesFor(columns)), { inputs, shape, groups, uniforms }) as tf.Tensor1D;
    },
  };
}

function begin(beginning: string, slopeIsKnown: boolean): Shader {
  const slope = slopeIsKnown ? "squares[0] = slope[0];" : `
    var own = 0.0;
    for (var i = i32(localIndex); i < uniforms.directionShape; i += ${stepThreads}) {
      own += direction[i] * direction[i];
    }
    squares[localIndex] = own;
    for (var half = ${stepThreads / 2}u; half > 0u; half /= 2u) {
      workgroupBarrier();
      if (localIndex < half) { squares[localIndex] += squares[localIndex + half]; }
    }`;
  return {
    name: "begin",
    inputs: ["loss", "lastStep", slopeIsKnown ? "slope" : "direction"],
    uniforms: { f32: ["sign"] },
    threads: stepThreads,
    code: `
      var<workgroup> squares : array<f32, ${stepThreads}>;
      fn main(index : i32) {
        // WGSL drops unused bindings, the uniforms too: so all are read, even if the search does not need them.
        let lossAtStart = loss[0];
        let stepBefore = lastStep[0];
        ${slope}
        let slopeAtStart = uniforms.sign * squares[0];
        if (index == 0) {
          ${beginning}
        }
      }
    `,
  };
}

/** Sums the losses up, as many at a time as there are lanes, and lets the search see them one after the other. */
function decision(size: number, lanes: number, decide: string): Shader {
  return {
    name: "decision",
    inputs: ["state", "steps", "values"],
    uniforms: { i32: ["rows", "columns"], f32: ["factor"] },
    threads: stepThreads,
    code: `
      ${columnSums(lanes)}
      fn main(index : i32) {
        var now : array<f32, ${size}>;
        for (var i = 0; i < ${size}; i++) { now[i] = state[i]; }
        for (var first = 0; first < uniforms.columns; first += ${lanes}) {
          sumColumns(first);
          if (index == 0) {
            for (var k = first; k < min(first + ${lanes}, uniforms.columns); k++) {
              if (now[${stateIndex.done}] > 0) { break; }
              now[${stateIndex.next}] = steps[k];
              let given = sums[k - first] * uniforms.factor;
              ${decide}
            }
          }
        }
        if (index == 0) {
          for (var i = 0; i < ${size}; i++) { result[i] = now[i]; }
        }
      }
    `,
  };
}
