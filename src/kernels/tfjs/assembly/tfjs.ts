// Kernels on the memory of tfjs's wasm backend, or on that which threads share.
export { chunkScratch, multiply, packB, productScratch } from "./product";
export {
  addRow,
  columnSums,
  fill,
  gather,
  reluGradient,
  rowSums,
  scale,
  segmentSums,
  sumsScratch,
} from "./rows";
export { convolve, convolveScratch, packBackward, packFilter } from "./convolution";
export { filterGradient, filterScratch } from "./filter_gradient";
export { maxPool, maxPoolGradient, maxPoolGradientApart } from "./pool";
export { depthwiseFilter, depthwiseInput } from "./depthwise";
export { adam, descend, momentum } from "./update";
export { addAll } from "./product";
export { unit } from "./unit";
