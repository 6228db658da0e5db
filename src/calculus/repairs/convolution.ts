/**
 * Convolutions: the gradients of the gradients. A convolution is linear in its input and in its filter, so each of its
 * gradients is too, and theirs are convolutions again.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";

interface ConvolutionAttributes {
  strides: [number, number] | number;
  pad: "valid" | "same" | number;
  dataFormat: "NHWC" | "NCHW";
}

/** sum(ddw * Conv2DBackpropFilter(x, dy)) = sum(conv2d(x, ddw) * dy). */
export const conv2DBackpropFilter: tf.GradConfig = {
  kernelName: "Conv2DBackpropFilter",
  inputsToSave: ["x", "dy"],
  gradFunc(ddw, [x, dy], attributes) {
    const { strides, pad, dataFormat } = attributes as unknown as ConvolutionAttributes;
    const filter = ddw as tf.Tensor4D;
    const toInput = { ...attributes, inputShape: x.shape };
    return {
      x: () => tf.engine().runKernel("Conv2DBackpropInput", { dy, filter }, toInput),
      dy: () => tf.conv2d(x as tf.Tensor4D, filter, strides, pad, dataFormat),
    };
  },
};

/** sum(ddw * DepthwiseConv2dNativeBackpropFilter(x, dy)) = sum(depthwiseConv2d(x, ddw) * dy). */
export const depthwiseBackpropFilter: tf.GradConfig = {
  kernelName: "DepthwiseConv2dNativeBackpropFilter",
  inputsToSave: ["x", "dy"],
  gradFunc(ddw, [x, dy], attributes) {
    const filter = ddw as tf.Tensor4D;
    const toInput = { ...attributes, inputShape: x.shape };
    return {
      x: () => tf.engine().runKernel("DepthwiseConv2dNativeBackpropInput", { dy, filter }, toInput),
      dy: () => depthwise(x, filter, attributes),
    };
  },
};

/** sum(ddx * DepthwiseConv2dNativeBackpropInput(dy, w)) = sum(depthwiseConv2d(ddx, w) * dy). */
export const depthwiseBackpropInput: tf.GradConfig = {
  kernelName: "DepthwiseConv2dNativeBackpropInput",
  inputsToSave: ["dy", "filter"],
  gradFunc(ddx, [dy, filter], attributes) {
    const x = ddx as tf.Tensor;
    const toFilter = { ...attributes, filterShape: filter.shape };
    return {
      dy: () => depthwise(x, filter, attributes),
      filter: () =>
        tf.engine().runKernel("DepthwiseConv2dNativeBackpropFilter", { x, dy }, toFilter),
    };
  },
};

function depthwise(x: tf.Tensor, filter: tf.Tensor, attributes: tf.NamedAttrMap): tf.Tensor {
  const { strides, pad } = attributes as unknown as ConvolutionAttributes;
  return tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides, pad as "valid");
}
