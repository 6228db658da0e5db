/**
 * Faster kernels for tfjs's wasm backend.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { images } from "./images.ts";
import { products } from "./products.ts";
import { reluGradient, replaceReluGradient } from "./relu.ts";
import { replace } from "./replace.ts";
import { rows } from "./rows.ts";
import { replaceSteps, updates } from "./updates.ts";

/** Engines without SIMD keep tfjs's kernels. A module with one v128.const. */
// deno-fmt-ignore
const probe = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 0x0a, 0x0a, 1, 8, 0,
  0x41, 0, 0xfd, 0x0f, 0xfd, 0x62, 0x0b,
]);

let undo: (() => void)[] = [];

/**
 * Registers this suite's kernels for tfjs's wasm backend: products, convolutions and pools with their gradients, sums by halves, gathers, what tfjs copies without need, and the steps of tf.train's sgd, momentum and adam. Every tfjs program
 * then trains faster, nothing else changed; convolutions and embeddings train there with tf.train's optimizers too. tfjs's own kernels answer where ours do not: other types, ranks and
 * formats. `useBackend("wasm")` calls it; a program that sets its backend itself calls it once tfjs's wasm backend is loaded.
 *
 * @example
 * ```ts
 * import * as tf from "npm:@tensorflow/tfjs-core@4.22.0";
 * import { accelerate, useBackend } from "./mod.ts";
 *
 * await useBackend("wasm");
 * console.log(accelerate()); // true
 * tf.matMul([[1, 2]], [[3], [4]]).print(); // [[11],]
 * ```
 * @returns Whether they are registered now: not without SIMD, or without tfjs's wasm backend.
 */
export function accelerate(): boolean {
  if (undo.length > 0) return true;
  const hasBackend = tf.getKernelsForBackend("wasm").length > 0;
  if (!hasBackend || !WebAssembly.validate(probe)) return false;
  undo = [
    ...[...products, ...rows, ...images, ...updates, reluGradient].map(replace),
    replaceSteps(),
    replaceReluGradient(),
  ];
  return true;
}

/** Puts tfjs's own kernels back. */
export function decelerate(): void {
  undo.toReversed().forEach((putBack) => putBack());
  undo = [];
}
