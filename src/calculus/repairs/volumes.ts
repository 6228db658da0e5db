/**
 * Gradients of operations on volumes: of an average, which tfjs has wrong where it pads, and of convolutions on wasm, which its
 * kernels have wrong, made of those on images.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";

type Inputs = Record<string, tf.Tensor>;
type Shape5D = [number, number, number, number, number];
type Triple = [number, number, number] | number;
type Padding = "valid" | "same";

interface ConvolutionAttributes {
  strides: Triple;
  pad: Padding;
  filterShape: Shape5D;
  inputShape: Shape5D;
}

/** Images at each depth, as one batch of images. */
const asImages = (volumes: tf.Tensor): tf.Tensor => {
  const [batch, depth, ...image] = volumes.shape;
  return tf.reshape(volumes, [batch * depth, ...image]);
};

/** The gradient by each depth of the filter is one of images: of those that it meets. */
export function conv3DBackpropFilter(
  { x, dy }: Inputs,
  { strides, pad, filterShape }: ConvolutionAttributes,
): tf.Tensor {
  const info = tf.backend_util.computeConv3DInfo(x.shape as Shape5D, filterShape, strides, 1, pad);
  const { front, back } = info.padInfo;
  const padded = tf.pad(x, [[0, 0], [front, back], [0, 0], [0, 0], [0, 0]]);
  const [batch, , height, width, channels] = x.shape;
  const reach = (info.outDepth - 1) * info.strideDepth + 1;
  const slopes = Array.from({ length: info.filterDepth }, (_, depth) => {
    const met = tf.stridedSlice(
      padded,
      [0, depth, 0, 0, 0],
      [batch, depth + reach, height, width, channels],
      [1, info.strideDepth, 1, 1, 1],
    );
    return tf.engine().runKernel("Conv2DBackpropFilter", { x: asImages(met), dy: asImages(dy) }, {
      strides: [info.strideHeight, info.strideWidth],
      ...{ pad, dataFormat: "NHWC", filterShape: filterShape.slice(1) },
    }) as tf.Tensor;
  });
  return tf.stack(slopes);
}

/** The gradient by the input is the sum of one for each depth of the filter, where that depth meets it. */
export function conv3DBackpropInput(
  { dy, filter }: Inputs,
  { strides, pad, inputShape }: ConvolutionAttributes,
): tf.Tensor {
  const shape = filter.shape as Shape5D;
  const info = tf.backend_util.computeConv3DInfo(inputShape, shape, strides, 1, pad);
  const [batch, depth, height, width, channels] = inputShape;
  const { front, back } = info.padInfo;
  const reach = (info.outDepth - 1) * info.strideDepth + 1;
  const slopes = tf.unstack(filter).map((atDepth, k) => {
    const images = tf.engine().runKernel("Conv2DBackpropInput", {
      dy: asImages(dy),
      filter: atDepth,
    }, {
      strides: [info.strideHeight, info.strideWidth],
      ...{ pad, dataFormat: "NHWC" },
      inputShape: [batch * info.outDepth, height, width, channels],
    }) as tf.Tensor;
    const apart = withZeros(
      tf.reshape(images, [batch, info.outDepth, height, width, channels]),
      info.strideDepth,
    );
    const after = depth + front + back - k - reach;
    return tf.pad(tf.slice(apart, 0, [batch, reach, height, width, channels]), [
      ...[[0, 0], [k, after], [0, 0], [0, 0], [0, 0]] as [number, number][],
    ]);
  });
  return tf.slice(tf.addN(slopes), [0, front, 0, 0, 0], inputShape);
}

/** Volumes with stride - 1 depths of zeros after each depth. */
function withZeros(volumes: tf.Tensor, stride: number): tf.Tensor {
  if (stride === 1) return volumes;
  const [batch, depth, height, width, channels] = volumes.shape;
  const zeros = tf.zeros([batch, depth, stride - 1, height, width, channels]);
  const joined = tf.concat([tf.expandDims(volumes, 2), zeros], 2);
  return tf.reshape(joined, [batch, depth * stride, height, width, channels]);
}

interface PoolAttributes {
  filterSize: Triple;
  strides: Triple;
  pad: Padding;
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** An average divides by the values in its window; tfjs's gradient by the window's size, also if it hangs over the edge. */
export const avgPool3D: tf.GradConfig = {
  kernelName: "AvgPool3D",
  inputsToSave: ["x"],
  gradFunc(dy, [x], attributes) {
    const pool = attributes as unknown as PoolAttributes;
    const inside = shareInside(x.shape as Shape5D, pool);
    const perValue = () => inside ? tf.div(dy as tf.Tensor, inside) : dy as tf.Tensor;
    return {
      x: () => tf.engine().runKernel("AvgPool3DGrad", { dy: perValue(), input: x }, attributes),
    };
  },
};

/** The share of each window that lies on values, not on padding: [1, depth, height, width, 1]; nothing if all of each does. */
function shareInside(shape: Shape5D, { filterSize, strides, pad }: PoolAttributes) {
  const info = tf.backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad);
  const { front, back, top, bottom, left, right } = info.padInfo;
  if (front + back + top + bottom + left + right === 0) return undefined;
  const along = (outputs: number, stride: number, before: number, size: number, values: number) =>
    tf.tensor1d(Array.from({ length: outputs }, (_, i) => {
      const start = i * stride - before;
      return (Math.min(start + size, values) - Math.max(start, 0)) / size;
    }));
  const depths = along(info.outDepth, info.strideDepth, front, info.filterDepth, info.inDepth);
  const rows = along(info.outHeight, info.strideHeight, top, info.filterHeight, info.inHeight);
  const columns = along(info.outWidth, info.strideWidth, left, info.filterWidth, info.inWidth);
  return tf.mul(
    tf.mul(tf.reshape(depths, [1, -1, 1, 1, 1]), tf.reshape(rows, [1, 1, -1, 1, 1])),
    tf.reshape(columns, [1, 1, 1, -1, 1]),
  );
}
