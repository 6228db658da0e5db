/**
 * Convolutions, pools, and their gradients in the place of tfjs's.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { convolve, filterGradient, inputGradient } from "./convolutions.ts";
import { addressOf, moduleOn, sizeOf } from "./module.ts";
import { areFloat, replacement } from "./replace.ts";
import {
  type Convolution,
  type Info,
  infoOf,
  isEmpty,
  isLast,
  type Pool,
  type Shape4D,
  windows,
} from "./windows.ts";

/** The kernels. */
export const images = [
  replacement<Convolution>("Conv2D", ({ inputs: { x, filter }, attrs, backend }) => {
    const info = infoOf(x.shape, filter.shape, attrs);
    if (!isLast(attrs) || !areFloat(x, filter) || isEmpty(info)) return undefined;
    return convolve(backend, x, filter, info, { rectifies: false });
  }),
  replacement<Convolution & { activation: string }>("FusedConv2D", ({ inputs, attrs, backend }) => {
    const { x, filter, bias, preluActivationWeights } = inputs;
    const { activation = "linear" } = attrs;
    const info = infoOf(x.shape, filter.shape, attrs);
    const isKnown = (activation === "linear" || activation === "relu") && !preluActivationWeights;
    const fits = !bias || bias.shape.length === 1 && bias.shape[0] === info.outChannels;
    if (!isKnown || !fits || !isLast(attrs) || !areFloat(x, filter, bias) || isEmpty(info)) {
      return undefined;
    }
    return convolve(backend, x, filter, info, { bias, rectifies: activation === "relu" });
  }),
  replacement<Convolution & { inputShape: number[] }>(
    "Conv2DBackpropInput",
    ({ inputs: { dy, filter }, attrs, backend }) => {
      const info = infoOf(attrs.inputShape, filter.shape, attrs);
      if (!isLast(attrs) || !areFloat(dy, filter) || isEmpty(info)) return undefined;
      return inputGradient(backend, dy, filter, info);
    },
  ),
  replacement<Convolution & { filterShape: number[] }>(
    "Conv2DBackpropFilter",
    ({ inputs: { x, dy }, attrs, backend }) => {
      const info = infoOf(x.shape, attrs.filterShape, attrs);
      if (!isLast(attrs) || !areFloat(x, dy) || isEmpty(info)) return undefined;
      return filterGradient(backend, x, dy, info);
    },
  ),
  replacement<Convolution & { inputShape: number[] }>(
    "DepthwiseConv2dNativeBackpropInput",
    ({ inputs: { dy, filter }, attrs, backend }) => {
      const info = infoOf(attrs.inputShape, filter.shape, attrs, true);
      if (!areFloat(dy, filter) || isEmpty(info)) return undefined;
      const out = backend.makeOutput(info.inShape, "float32");
      const { kernels } = moduleOn(backend);
      const [slope, by, to] = [dy, filter, out].map((tensor) => addressOf(backend, tensor));
      const { batchSize, inHeight, inWidth, inChannels, dilationHeight, dilationWidth } = info;
      const sizes = [batchSize, inHeight, inWidth, inChannels, filter.shape[3]];
      kernels.fill(to, sizeOf(info.inShape), 0);
      kernels.depthwiseInput(
        slope,
        by,
        to,
        ...sizes,
        ...windows(info),
        dilationHeight,
        dilationWidth,
      );
      return out;
    },
  ),
  replacement<Convolution & { filterShape: number[] }>(
    "DepthwiseConv2dNativeBackpropFilter",
    ({ inputs: { x, dy }, attrs, backend }) => {
      const info = infoOf(x.shape, attrs.filterShape, attrs, true);
      if (!areFloat(x, dy) || isEmpty(info)) return undefined;
      const out = backend.makeOutput(attrs.filterShape, "float32");
      const { kernels, scratch } = moduleOn(backend);
      const row = scratch(4 * sizeOf(attrs.filterShape));
      const [from, slope, to] = [x, dy, out].map((tensor) => addressOf(backend, tensor));
      const { batchSize, inHeight, inWidth, inChannels, dilationHeight, dilationWidth } = info;
      const sizes = [batchSize, inHeight, inWidth, inChannels, attrs.filterShape[3]];
      const dilations = [dilationHeight, dilationWidth];
      kernels.depthwiseFilter(from, slope, to, ...sizes, ...windows(info), ...dilations, row);
      return out;
    },
  ),
  replacement<Pool>("MaxPool", ({ inputs: { x }, attrs, backend }) => {
    const info = poolOf(x.shape, attrs);
    if (!isLast(attrs) || !areFloat(x) || isEmpty(info)) return undefined;
    const out = backend.makeOutput(info.outShape, "float32");
    const { kernels } = moduleOn(backend);
    const [from, to] = [x, out].map((tensor) => addressOf(backend, tensor));
    kernels.maxPool(from, to, ...imagesOf(info), ...windows(info));
    return out;
  }),
  replacement<Pool>("MaxPoolGrad", ({ inputs: { dy, input }, attrs, backend }) => {
    const info = poolOf(input.shape, attrs);
    if (!areFloat(dy, input) || isEmpty(info)) return undefined;
    const out = backend.makeOutput(input.shape, "float32");
    const { kernels } = moduleOn(backend);
    const [from, slope, to] = [input, dy, out].map((tensor) => addressOf(backend, tensor));
    const areApart = info.strideHeight >= info.filterHeight &&
      info.strideWidth >= info.filterWidth && info.inChannels % 4 === 0;
    if (!areApart || !areAllSeen(info)) kernels.fill(to, sizeOf(input.shape), 0);
    const gradient = areApart ? kernels.maxPoolGradientApart : kernels.maxPoolGradient;
    gradient(from, slope, to, ...imagesOf(info), ...windows(info));
    return out;
  }),
];

function poolOf(shape: number[], { filterSize, strides, pad, dimRoundingMode }: Pool): Info {
  return tf.backend_util.computePool2DInfo(
    ...[shape as Shape4D, filterSize, strides, 1, pad as "valid", dimRoundingMode] as const,
  );
}

const imagesOf = ({ batchSize, inHeight, inWidth, inChannels }: Info) => [
  ...[batchSize, inHeight, inWidth, inChannels],
];

/** Whether every pixel is in a window, of windows that do not overlap. */
function areAllSeen(info: Info): boolean {
  return info.strideHeight === info.filterHeight && info.strideWidth === info.filterWidth &&
    info.outHeight * info.strideHeight - info.padInfo.top >= info.inHeight &&
    info.outWidth * info.strideWidth - info.padInfo.left >= info.inWidth;
}
