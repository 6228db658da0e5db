/**
 * The kernels that tfjs's wasm backend does not have, and training needs.
 *
 * @module
 */
import { images } from "./images.ts";
import type { Replacement } from "./replace.ts";
import { rows } from "./rows.ts";

const names = [
  "Conv2DBackpropFilter",
  "DepthwiseConv2dNativeBackpropFilter",
  "DepthwiseConv2dNativeBackpropInput",
  "MaxPoolGrad",
  "UnsortedSegmentSum",
];

/** They, by their replacements. */
export const missing: Replacement[] = [...images, ...rows].filter(({ kernelName }) =>
  names.includes(kernelName)
);
