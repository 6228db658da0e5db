import * as tf from "../../../src/deps/tf.ts";
import { type Operation, plainSpread, spread, sum } from "./operation.ts";

type Image = [number, number, number, number];
interface Window {
  size: [number, number];
  stride: number;
  same?: boolean;
}

/** The windows of an image, in the order of the results: for each, the places in it as indices into the image, or none. */
function windows([images, height, width]: Image, { size, stride, same }: Window) {
  const out = [height, width].map((n, i) => Math.ceil((same ? n : n - size[i] + 1) / stride));
  const before = [height, width].map((n, i) =>
    same ? Math.floor(Math.max(0, (out[i] - 1) * stride + size[i] - n) / 2) : 0
  );
  const list: (number | undefined)[][] = [];
  for (let image = 0; image < images; image++) {
    for (let i = 0; i < out[0]; i++) {
      for (let j = 0; j < out[1]; j++) {
        const places: (number | undefined)[] = [];
        for (let p = 0; p < size[0]; p++) {
          for (let q = 0; q < size[1]; q++) {
            const [row, column] = [i * stride + p - before[0], j * stride + q - before[1]];
            const isInside = row >= 0 && row < height && column >= 0 && column < width;
            places.push(isInside ? (image * height + row) * width + column : undefined);
          }
        }
        list.push(places);
      }
    }
  }
  return list;
}

/** Each window's values in a channel, and what is made of them. */
function pooled(x: number[], shape: Image, window: Window, make: (values: number[]) => number) {
  const channels = shape[3];
  return windows(shape, window).flatMap((places) =>
    Array.from(
      { length: channels },
      (_, c) => make(places.flatMap((at) => at === undefined ? [] : x[at * channels + c])),
    )
  );
}

function convolved(x: number[], shape: Image, w: number[], outputs: number, window: Window) {
  const channels = shape[3];
  return windows(shape, window).flatMap((places) =>
    Array.from(
      { length: outputs },
      (_, o) =>
        sum(places.flatMap((at, k) =>
          Array.from({ length: channels }, (_, c) =>
            at === undefined ? 0 : x[at * channels + c] * w[(k * channels + c) * outputs + o])
        )),
    )
  );
}

function depthwise(x: number[], shape: Image, w: number[], times: number, window: Window) {
  const channels = shape[3];
  return windows(shape, window).flatMap((places) =>
    Array.from({ length: channels * times }, (_, o) => {
      const c = Math.floor(o / times);
      return sum(
        places.map((at, k) =>
          at === undefined ? 0 : x[at * channels + c] * w[k * channels * times + o]
        ),
      );
    })
  );
}

/** The transpose of a convolution: every value of x adds its window's filter to the result. */
function transposed(x: number[], w: number[], out: Image, channels: number, window: Window) {
  const outputs = out[3];
  const result = new Array(out[0] * out[1] * out[2] * outputs).fill(0);
  windows(out, window).forEach((places, n) =>
    places.forEach((at, k) => {
      for (let o = 0; o < outputs && at !== undefined; o++) {
        for (let c = 0; c < channels; c++) {
          result[at * outputs + o] += x[n * channels + c] * w[(k * outputs + o) * channels + c];
        }
      }
    })
  );
  return result;
}

const image = (z: tf.Tensor1D, shape: Image) => spread(z, shape, 1) as tf.Tensor4D;
const filter = (z: tf.Tensor1D, shape: Image) => spread(z, shape, 2) as tf.Tensor4D;
const picture: Image = [2, 4, 5, 2];
const wide: Image = [1, 4, 4, 2];

function convolution(window: Window): Operation {
  const shape: Image = [...window.size, 2, 3];
  const pad = window.same ? "same" : "valid";
  return {
    kernels: ["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"],
    tensor: (z) => tf.conv2d(image(z, picture), filter(z, shape), window.stride, pad),
    plain: (z) =>
      convolved(plainSpread(z, picture, 1), picture, plainSpread(z, shape, 2), 3, window),
  };
}

function depthwiseConvolution(window: Window): Operation {
  const shape: Image = [...window.size, 2, 2];
  const pad = window.same ? "same" : "valid";
  return {
    kernels: [
      "DepthwiseConv2dNative",
      "DepthwiseConv2dNativeBackpropInput",
      "DepthwiseConv2dNativeBackpropFilter",
    ],
    tensor: (z) => tf.depthwiseConv2d(image(z, picture), filter(z, shape), window.stride, pad),
    plain: (z) =>
      depthwise(plainSpread(z, picture, 1), picture, plainSpread(z, shape, 2), 2, window),
  };
}

function pool(kind: "max" | "avg", window: Window, below = 0): Operation {
  const pad = window.same ? "same" : "valid";
  const make = kind === "max"
    ? (values: number[]) => Math.max(...values)
    : (values: number[]) => sum(values) / values.length;
  const pooling = kind === "max" ? tf.maxPool : tf.avgPool;
  return {
    kernels: kind === "max" ? ["MaxPool", "MaxPoolGrad"] : ["AvgPool", "AvgPoolGrad"],
    tensor: (z) => {
      const x = tf.sub(image(z, picture), below) as tf.Tensor4D;
      return pooling(x, window.size, window.stride, pad);
    },
    plain: (z) => pooled(plainSpread(z, picture, 1).map((x) => x - below), picture, window, make),
  };
}

/** Convolutions, pooling and resizing of images. */
export const convolutional: Record<string, Operation> = {
  conv2d: convolution({ size: [2, 2], stride: 1 }),
  "conv2d, padded, with strides": convolution({ size: [3, 2], stride: 2, same: true }),
  "conv2d, with strides that do not fit": convolution({ size: [2, 3], stride: 2 }),
  "fused conv2d with bias, as layers' Conv2D": {
    kernels: ["fusedConv2d__op"],
    tensor: (z) =>
      tf.fused.conv2d({
        x: image(z, wide),
        filter: filter(z, [2, 2, 2, 3]),
        strides: 1,
        pad: "same",
        bias: tf.slice(z, 1, 3),
      }),
    plain: (z) =>
      convolved(plainSpread(z, wide, 1), wide, plainSpread(z, [2, 2, 2, 3], 2), 3, {
        size: [2, 2],
        stride: 1,
        same: true,
      }).map((value, i) => value + z[1 + i % 3]),
  },
  conv1d: {
    kernels: ["Conv2D"],
    tensor: (z) =>
      tf.conv1d(
        tf.reshape(image(z, [1, 1, 6, 2]), [6, 2]) as tf.Tensor2D,
        tf.reshape(filter(z, [1, 3, 2, 2]), [3, 2, 2]) as tf.Tensor3D,
        1,
        "same",
      ),
    plain: (z) =>
      convolved(plainSpread(z, [1, 1, 6, 2], 1), [1, 1, 6, 2], plainSpread(z, [1, 3, 2, 2], 2), 2, {
        size: [1, 3],
        stride: 1,
        same: true,
      }),
  },
  conv2dTranspose: {
    kernels: ["Conv2DBackpropInput"],
    tensor: (z) =>
      tf.conv2dTranspose(image(z, [1, 2, 2, 2]), filter(z, [3, 3, 2, 2]), [1, 4, 4, 2], 2, "same"),
    plain: (z) =>
      transposed(
        plainSpread(z, [1, 2, 2, 2], 1),
        plainSpread(z, [3, 3, 2, 2], 2),
        [1, 4, 4, 2],
        2,
        { size: [3, 3], stride: 2, same: true },
      ),
  },
  depthwiseConv2d: depthwiseConvolution({ size: [2, 2], stride: 1 }),
  "depthwiseConv2d, padded, with strides": depthwiseConvolution({
    size: [3, 3],
    stride: 2,
    same: true,
  }),
  "fused depthwiseConv2d with bias": {
    kernels: ["fusedDepthwiseConv2d__op"],
    tensor: (z) =>
      tf.fused.depthwiseConv2d({
        x: image(z, wide),
        filter: filter(z, [2, 2, 2, 1]),
        strides: 1,
        pad: "valid",
        bias: tf.slice(z, 1, 2),
      }),
    plain: (z) =>
      depthwise(plainSpread(z, wide, 1), wide, plainSpread(z, [2, 2, 2, 1], 2), 1, {
        size: [2, 2],
        stride: 1,
      }).map((value, i) => value + z[1 + i % 2]),
  },
  separableConv2d: {
    kernels: ["DepthwiseConv2dNative", "Conv2D"],
    tensor: (z) =>
      tf.separableConv2d(
        image(z, wide),
        filter(z, [2, 2, 2, 1]),
        spread(z, [1, 1, 2, 2], 3) as tf.Tensor4D,
        1,
        "valid",
      ),
    plain: (z) => {
      const inner = depthwise(plainSpread(z, wide, 1), wide, plainSpread(z, [2, 2, 2, 1], 2), 1, {
        size: [2, 2],
        stride: 1,
      });
      const point = { size: [1, 1] as [number, number], stride: 1 };
      return convolved(inner, [1, 3, 3, 2], plainSpread(z, [1, 1, 2, 2], 3), 2, point);
    },
  },
  localResponseNormalization: {
    kernels: ["LRN"],
    tensor: (z) =>
      tf.localResponseNormalization(spread(z, [1, 1, 2, 4], 1) as tf.Tensor4D, 1, 1, 0.5, 0.7),
    plain: (z) => {
      const x = plainSpread(z, [1, 1, 2, 4], 1);
      return x.map((value, i) => {
        const beside = x.filter((_, j) =>
          Math.abs(i - j) < 2 && Math.floor(i / 4) === Math.floor(j / 4)
        );
        return value / (1 + 0.5 * sum(beside.map((v) => v * v))) ** 0.7;
      });
    },
    once: true,
  },
  maxPool: pool("max", { size: [2, 2], stride: 2 }),
  "maxPool, padded and overlapping": pool("max", { size: [3, 2], stride: 1, same: true }),
  "maxPool of negative values": pool("max", { size: [2, 2], stride: 1 }, 5),
  avgPool: pool("avg", { size: [2, 2], stride: 2 }),
  "avgPool, padded": pool("avg", { size: [3, 2], stride: 1, same: true }),
  "avgPool, padded, with strides": pool("avg", { size: [2, 3], stride: 2, same: true }),
  "image.resizeNearestNeighbor": {
    kernels: ["ResizeNearestNeighbor", "ResizeNearestNeighborGrad"],
    tensor: (z) =>
      tf.image.resizeNearestNeighbor(spread(z, [1, 2, 2, 1], 1) as tf.Tensor4D, [4, 6]),
    plain: (z) => {
      const x = plainSpread(z, [1, 2, 2, 1], 1);
      return Array.from(
        { length: 24 },
        (_, i) => x[2 * Math.floor(i / 12) + Math.floor(i % 6 / 3)],
      );
    },
  },
  "image.resizeBilinear": {
    kernels: ["ResizeBilinear", "ResizeBilinearGrad"],
    tensor: (z) => tf.image.resizeBilinear(spread(z, [1, 2, 2, 1], 1) as tf.Tensor4D, [4, 4]),
    plain: (z) => {
      const x = plainSpread(z, [1, 2, 2, 1], 1);
      const at = [0, 0.5, 1, 1];
      return at.flatMap((v) =>
        at.map((u) => (1 - v) * ((1 - u) * x[0] + u * x[1]) + v * ((1 - u) * x[2] + u * x[3]))
      );
    },
  },
};
