/**
 * Kernels of gradients that tfjs's wasm backend lacks or has wrong, made of those that it has.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { type PoolAttributes, poolInfo } from "./pooling.ts";

type Inputs = Record<string, tf.Tensor>;
type Shape4D = [number, number, number, number];
interface FilterAttributes {
  strides: [number, number] | number;
  pad: "valid" | "same" | number;
  filterShape: Shape4D;
}

/**
 * The gradient by a filter is a convolution whose images are the channels and whose channels are the images: x by dy,
 * dilated by the strides.
 */
function conv2DBackpropFilter({ x, dy }: Inputs, attributes: FilterAttributes): tf.Tensor {
  const { strides, pad, filterShape } = attributes;
  const [height, width, channels, outputs] = filterShape;
  const { padInfo, strideHeight, strideWidth } = tf.backend_util.computeConv2DInfo(
    x.shape as Shape4D,
    filterShape,
    strides,
    1,
    pad,
  );
  const { top, bottom, left, right } = padInfo;
  const padded = tf.pad(x as tf.Tensor4D, [[0, 0], [top, bottom], [left, right], [0, 0]]);
  const product = tf.conv2d(
    tf.transpose(padded, [3, 1, 2, 0]) as tf.Tensor4D,
    tf.transpose(dy, [1, 2, 0, 3]) as tf.Tensor4D,
    1,
    "valid",
    "NHWC",
    [strideHeight, strideWidth],
  );
  return tf.transpose(tf.slice(product, 0, [channels, height, width, outputs]), [1, 2, 0, 3]);
}

/** A depthwise convolution is a convolution whose filter is zero between different channels. */
function depthwiseBackpropInput({ dy, filter }: Inputs, attributes: tf.NamedAttrMap): tf.Tensor {
  const [height, width, channels, times] = filter.shape;
  const wide = tf.mul(tf.expandDims(filter, 3), betweenSame(channels));
  const full = tf.reshape(wide, [height, width, channels, channels * times]);
  const toInput = { ...attributes, dataFormat: "NHWC" };
  return tf.engine().runKernel("Conv2DBackpropInput", { dy, filter: full }, toInput);
}

/** See {@linkcode depthwiseBackpropInput}. */
function depthwiseBackpropFilter(inputs: Inputs, attributes: FilterAttributes): tf.Tensor {
  const [height, width, channels, times] = attributes.filterShape;
  const filterShape: Shape4D = [height, width, channels, channels * times];
  const full = conv2DBackpropFilter(inputs, { ...attributes, filterShape });
  const wide = tf.reshape(full, [height, width, channels, channels, times]);
  return tf.sum(tf.mul(wide, betweenSame(channels)), 3);
}

/** 1 from each channel to itself, 0 to the others: [channels, channels, 1]. */
function betweenSame(channels: number): tf.Tensor3D {
  return tf.expandDims(tf.eye(channels), 2);
}

/** The rows of x added up by their segment. */
function unsortedSegmentSum(
  { x, segmentIds }: Inputs,
  { numSegments }: { numSegments: number },
): tf.Tensor {
  const [values, segments] = [x.dataSync(), segmentIds.dataSync()];
  const width = x.size / segments.length;
  const sums = new Float32Array(numSegments * width);
  segments.forEach((segment, row) => {
    if (segment < 0 || segment >= numSegments) return;
    for (let i = 0; i < width; i++) sums[segment * width + i] += values[row * width + i];
  });
  return tf.tensor(sums, [numSegments, ...x.shape.slice(segmentIds.rank)], "float32");
}

/** wasm's own finds no maximum that is not positive. */
function maxPoolWithArgmax({ x }: Inputs, attributes: PoolAttributes): tf.Tensor[] {
  const positions = maxPositions(x, attributes);
  const values = x.dataSync();
  const shape = poolInfo(x.shape, attributes).outShape;
  return [
    tf.tensor(Float32Array.from(positions, (at) => values[at]), shape),
    tf.tensor(positions, shape, "int32"),
  ];
}

/** See {@linkcode maxPoolWithArgmax}. */
function maxPoolGrad({ dy, input }: Inputs, attributes: PoolAttributes): tf.Tensor {
  const dx = new Float32Array(input.size);
  const slopes = dy.dataSync();
  maxPositions(input, attributes).forEach((at, i) => dx[at] += slopes[i]);
  return tf.tensor(dx, input.shape);
}

/** Where in x each window's first maximum is. */
function maxPositions(x: tf.Tensor, attributes: PoolAttributes): Int32Array {
  const info = poolInfo(x.shape, attributes);
  const [images, height, width, channels] = x.shape;
  const values = x.dataSync();
  const positions: number[] = [];
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < info.outHeight; i++) {
      const top = i * info.strideHeight - info.padInfo.top;
      const rows = [Math.max(top, 0), Math.min(top + info.filterHeight, height)];
      for (let j = 0; j < info.outWidth; j++) {
        const left = j * info.strideWidth - info.padInfo.left;
        const columns = [Math.max(left, 0), Math.min(left + info.filterWidth, width)];
        for (let channel = 0; channel < channels; channel++) {
          let best = ((image * height + rows[0]) * width + columns[0]) * channels + channel;
          for (let row = rows[0]; row < rows[1]; row++) {
            for (let column = columns[0]; column < columns[1]; column++) {
              const at = ((image * height + row) * width + column) * channels + channel;
              if (values[at] > values[best]) best = at;
            }
          }
          positions.push(best);
        }
      }
    }
  }
  return Int32Array.from(positions);
}

/** What stands in for wasm's kernels while a derivative is computed. */
export const wasmKernels: tf.KernelConfig[] = Object.entries({
  Conv2DBackpropFilter: conv2DBackpropFilter,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  MaxPoolGrad: maxPoolGrad,
  MaxPoolWithArgmax: maxPoolWithArgmax,
  UnsortedSegmentSum: unsortedSegmentSum,
}).map(([kernelName, compute]) => ({
  kernelName,
  backendName: "wasm",
  kernelFunc: ({ inputs, attrs }) =>
    tf.tidy(() => (compute as Compute)(inputs as unknown as Inputs, attrs ?? {})),
}));

type Compute = (inputs: Inputs, attributes: tf.NamedAttrMap) => tf.Tensor | tf.Tensor[];
