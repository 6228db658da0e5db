/**
 * The widths of a dense network's layers, read from its data and variables, which must fit one another.
 *
 * @module
 */
import type * as tf from "../../deps/tf.ts";

/**
 * Input and output included.
 *
 * @throws {Error} If two shapes do not fit; it names both.
 */
export function denseWidths(x: tf.Tensor2D, y: tf.Tensor, variables: tf.Variable[]): number[] {
  const [rows, inputs] = x.shape;
  if (y.size !== rows || (y.rank !== 1 && y.shape[y.rank - 1] !== 1)) {
    throw new Error(
      `Cannot pair rows and targets: x has the shape [${x.shape}], y [${y.shape}]. ` +
        `Give one target a row: [${rows}] or [${rows},1].`,
    );
  }
  if (variables.length === 0 || variables.length % 2 !== 0) {
    throw new Error(
      `Cannot make a dense network of ${variables.length} variables. Give a kernel and a bias a layer.`,
    );
  }
  const widths = [inputs];
  for (let i = 0; i < variables.length; i += 2) {
    const [kernel, bias] = [variables[i].shape, variables[i + 1].shape];
    const wide = widths[widths.length - 1];
    if (kernel.length !== 2 || kernel[0] !== wide) {
      throw new Error(
        `Cannot multiply the values [${rows},${wide}] into layer ${i / 2 + 1} with the kernel ` +
          `[${kernel}]. Give it ${wide} inputs.`,
      );
    }
    if (bias.length !== 1 || bias[0] !== kernel[1]) {
      throw new Error(
        `Cannot add the bias [${bias}] to layer ${i / 2 + 1} with the kernel [${kernel}]. ` +
          `Give it the shape [${kernel[1]}].`,
      );
    }
    widths.push(kernel[1]);
  }
  if (widths[widths.length - 1] !== 1) {
    throw new Error(
      `Cannot compare outputs of width ${widths[widths.length - 1]} with the targets ` +
        `[${y.shape}]. Give the last layer one output.`,
    );
  }
  return widths;
}
