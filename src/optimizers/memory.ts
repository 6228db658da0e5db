/**
 * What an optimizer remembers from one step to the next: tensors in lists and records.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";
import type { NamedTensor } from "./objective_optimizer.ts";

/** Tensors in lists and records; its numbers are scalar tensors. */
export type Memory = tf.Tensor | Memory[] | { [key: string]: Memory };

/** The tensors in it, each named by the way to it: "pairs/0/s". */
export function tensorsOf(memory: Memory, path: string[] = []): NamedTensor[] {
  if (memory instanceof tf.Tensor) return [{ name: path.join("/"), tensor: memory }];
  return Object.entries(memory).flatMap(([key, part]) => tensorsOf(part, [...path, key]));
}

/** The memory that these tensors were named after. */
export function memoryOf(tensors: NamedTensor[]): { [key: string]: Memory } {
  const memory = {};
  for (const { name, tensor } of tensors) place(memory, name.split("/"), tensor);
  return memory;
}

function place(into: Record<string, Memory>, [key, ...path]: string[], tensor: tf.Tensor): void {
  if (path.length === 0) {
    into[key] = tensor;
    return;
  }
  into[key] ??= /^\d+$/.test(path[0]) ? [] : {};
  place(into[key] as Record<string, Memory>, path, tensor);
}

/** A state, its numbers turned to scalar tensors and its arrays to vectors; what is undefined is left out. */
export function toMemory(state: object): { [key: string]: Memory } {
  return convert(state, (value) => {
    if (typeof value === "number") return tf.scalar(value);
    return value instanceof Float64Array ? [tf.tensor1d(Float32Array.from(value))] : value;
  }) as { [key: string]: Memory };
}

/** The state of a memory, its vectors left as tensors: not inside a synchronous step on webgpu. */
export function fromMemory(memory: Memory): object {
  const read = (value: unknown) =>
    value instanceof tf.Tensor && value.rank === 0 ? value.dataSync()[0] : value;
  return convert(memory, read) as object;
}

/** The state of a memory, awaited, its vectors as arrays. */
export async function readMemory(memory: { [key: string]: Memory }): Promise<object> {
  const values = new Map<tf.Tensor, number | Float64Array>();
  await Promise.all(
    tensorsOf(memory).map(async ({ tensor }) => {
      const data = await tensor.data();
      values.set(tensor, tensor.rank === 0 ? data[0] : Float64Array.from(data));
    }),
  );
  return convert(memory, (value) => values.get(value as tf.Tensor)) as object;
}

function convert(part: unknown, leaf: (value: unknown) => unknown): unknown {
  if (Array.isArray(part)) {
    const parts = part.map((each) => convert(each, leaf));
    // A vector is a list of one tensor, or an array.
    return parts[0] instanceof Float64Array ? parts[0] : parts;
  }
  const isRecord = typeof part === "object" && part !== null && !(part instanceof tf.Tensor) &&
    !(part instanceof Float64Array);
  if (!isRecord) return leaf(part);
  const entries = Object.entries(part).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([key, value]) => [key, convert(value, leaf)]));
}
