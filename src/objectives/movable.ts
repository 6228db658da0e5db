/**
 * Which variables an optimizer moves.
 *
 * @module
 */
import * as tf from "../deps/tf.ts";

/**
 * The variables that a step may move: those given, or all; of them the trainable ones of numbers. Counters and words are variables too, and
 * trainable unless told otherwise.
 */
export function movable(
  varList: tf.Variable[] = Object.values(tf.engine().registeredVariables),
): tf.Variable[] {
  return varList.filter((v) => v.trainable && v.dtype === "float32");
}
