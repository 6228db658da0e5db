/**
 * Where the windows of convolutions and pools lie.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { memoryOf, moduleOn, sizeOf, type WasmBackend } from "./module.ts";

/** A batch of images. */
export type Shape4D = [number, number, number, number];
type Pad = "valid" | "same" | number | [number, number][];
/** All sizes of a convolution or a pool. */
export type Info = tf.backend_util.Conv2DInfo;

/** What tfjs says of a convolution. */
export interface Convolution {
  strides: number | [number, number];
  pad: Pad;
  dataFormat?: string;
  dilations?: number | [number, number];
  dimRoundingMode?: "floor" | "round" | "ceil";
}

/** What tfjs says of a pool. */
export interface Pool extends Convolution {
  filterSize: number | [number, number];
}

/** The sizes of a convolution. */
export function infoOf(
  x: number[],
  filter: number[],
  attrs: Convolution,
  isDepthwise = false,
): Info {
  const { strides, pad, dilations = 1, dimRoundingMode } = attrs;
  return tf.backend_util.computeConv2DInfo(
    x as Shape4D,
    filter as Shape4D,
    strides,
    dilations,
    pad as "valid",
    dimRoundingMode,
    isDepthwise,
  );
}

/** An axis as the kernels have it: outputs, inputs, taps, stride, step, offset, divisor. */
type Axis = [number, number, number, number, number, number, number];

/** The axes of the way there: the outputs see the input's pixels. */
export function axesOf(info: Info): Axis[] {
  const { padInfo: { top, left } } = info;
  return [
    [
      info.outHeight,
      info.inHeight,
      info.filterHeight,
      info.strideHeight,
      info.dilationHeight,
      -top,
      1,
    ],
    [info.outWidth, info.inWidth, info.filterWidth, info.strideWidth, info.dilationWidth, -left, 1],
  ];
}

/** The axes of the way back: the input's pixels see the outputs. */
export function axesBack(info: Info): Axis[] {
  const { padInfo: { top, left } } = info;
  return [
    [
      info.inHeight,
      info.outHeight,
      info.filterHeight,
      1,
      -info.dilationHeight,
      top,
      info.strideHeight,
    ],
    [info.inWidth, info.outWidth, info.filterWidth, 1, -info.dilationWidth, left, info.strideWidth],
  ];
}

/** Words of an axis. */
export const axisWords = 7;

/** Scratch that begins with two axes. */
export function withAxes(
  backend: WasmBackend,
  axes: Axis[],
  bytes: number,
): { rows: number; columns: number; at: number } {
  const start = moduleOn(backend).scratch(bytes + 128);
  const words = new Int32Array(memoryOf(backend).buffer, start, 2 * axisWords);
  words.set(axes.flat());
  return { rows: start, columns: start + 4 * axisWords, at: start + 128 };
}

/** What the kernels of pools and depthwise convolutions know of their windows. */
export function windows(info: Info): number[] {
  const { padInfo: { top, left } } = info;
  return [
    ...[info.outHeight, info.outWidth, info.filterHeight, info.filterWidth],
    ...[info.strideHeight, info.strideWidth, top, left],
  ];
}

/** Whether channels come last. */
export const isLast = ({ dataFormat = "NHWC" }: Convolution) => dataFormat === "NHWC";
/** Whether there is nothing to compute. */
export const isEmpty = ({ outShape, inShape }: Info) => sizeOf(outShape) * sizeOf(inShape) === 0;
