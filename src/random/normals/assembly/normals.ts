// What the module exports: mt19937's outputs, and PyTorch's normals made from them.
//
// The formulas, and the sources of their constants, stand in src/random/mersenne_twister.ts and
// src/random/torch_normal.ts, whose bits this gives: the same everywhere, if `multiplyAdd` rounds once.
import { fourPairs } from "./box_muller";
import { fused } from "./lanes";
import { stateLength, temper, twist } from "./twister";

/** Bytes: the 624 words of state start the memory, the outputs follow. */
const outputsAt: usize = 4096;

/** Where the caller finds the outputs and the normals, in bytes. */
export function outputsOffset(): usize {
  return outputsAt;
}

/** Writes `count` outputs, from the word of state at `position` on. Returns the position after them. */
export function outputs(position: i32, count: i32): i32 {
  let target = outputsAt;
  const end = target + (<usize> count << 2);
  while (target < end) {
    if (position == stateLength) {
      twist();
      position = 0;
    }
    const left = <i32> ((end - target) >> 2);
    const words = min(stateLength - position, left);
    temper(<usize> position << 2, target, words);
    position += words;
    target += <usize> words << 2;
  }
  return position;
}

/** Turns the first sixteen times `blocks` outputs into normals, in place. */
export function normals(blocks: i32): void {
  const end = outputsAt + (<usize> blocks << 6);
  for (let at = outputsAt; at < end; at += 64) {
    fourPairs(at);
    fourPairs(at + 16);
  }
}

/** a * b + c, for the caller to see that it is rounded once: an engine may choose not to. */
export function multiplyAdd(a: f32, b: f32, c: f32): f32 {
  return f32x4.extract_lane(fused(f32x4.splat(a), f32x4.splat(b), f32x4.splat(c)), 0);
}
