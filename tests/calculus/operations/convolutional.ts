import * as tf from "../../../src/deps/tf.ts";
import { type Operation, plainSpread, spread } from "./operation.ts";
import { convolved, depthwise, type Image, transposed, type Window } from "./windows.ts";

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

/** Convolutions. */
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
};
