/**
 * Operations on volumes, and others, that are differentiable once.
 *
 * @module
 */
import * as tf from "../../src/deps/tf.ts";

/** Their kernels. */
export const differentiableOnce = [
  ...["AvgPool3D", "BatchToSpaceND", "BroadcastTo", "Conv3D", "LogSoftmax", "MaxPool3D"],
  "SpaceToBatchND",
];

/** An operation on a tensor of a shape. */
export type Operation = [shape: number[], f: (x: tf.Tensor) => tf.Tensor];

/** Normal numbers of a seed. */
export const normal = (shape: number[], seed: number) =>
  tf.randomNormal(shape, 0, 1, "float32", seed);
const filter = () => normal([2, 2, 2, 2, 3], 7) as tf.Tensor5D;
const volumes = () => normal([2, 4, 5, 4, 2], 3) as tf.Tensor5D;
const shape = [2, 4, 5, 4, 2];

/** Each operation by name. */
export const operations: Record<string, Operation> = {};
for (const pad of ["same", "valid"] as const) {
  for (const stride of [1, 2]) {
    const name = `, ${pad}, stride ${stride}`;
    operations[`conv3d by x${name}`] = [
      shape,
      (x) => tf.conv3d(x as tf.Tensor5D, filter(), stride, pad),
    ];
    operations[`conv3d by its filter${name}`] = [
      [2, 2, 2, 2, 3],
      (w) => tf.conv3d(volumes(), w as tf.Tensor5D, stride, pad),
    ];
    for (const size of [2, 3]) {
      operations[`maxPool3d of ${size}${name}`] = [
        shape,
        (x) => tf.maxPool3d(x as tf.Tensor5D, size, stride, pad),
      ];
      operations[`avgPool3d of ${size}${name}`] = [
        shape,
        (x) => tf.avgPool3d(x as tf.Tensor5D, size, stride, pad),
      ];
    }
  }
}
operations["batchToSpaceND"] = [
  [4, 2, 2, 1],
  (x) => tf.batchToSpaceND(x, [2, 2], [[0, 1], [0, 0]]),
];
operations["spaceToBatchND"] = [
  [1, 4, 4, 1],
  (x) => tf.spaceToBatchND(x, [2, 2], [[0, 0], [2, 0]]),
];
operations["broadcastTo"] = [[1, 3], (x) => tf.broadcastTo(x, [2, 4, 3])];
operations["logSoftmax"] = [[3, 4], (x) => tf.logSoftmax(x)];
