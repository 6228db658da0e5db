/**
 * Convolutions and their gradients, as products of patches.
 *
 * @module
 */
import { addressOf, moduleOn, type TensorInfo, type WasmBackend } from "./module.ts";
import { axesBack, axesOf, type Info, withAxes } from "./windows.ts";

/** What follows a convolution at once. */
export interface Finish {
  bias?: TensorInfo;
  rectifies: boolean;
}

/** A convolution. */
export function convolve(
  backend: WasmBackend,
  x: TensorInfo,
  filter: TensorInfo,
  info: Info,
  { bias, rectifies }: Finish,
): TensorInfo {
  const { kernels } = moduleOn(backend);
  const [taps, channels, outputs] = [
    info.filterHeight * info.filterWidth,
    info.inChannels,
    info.outChannels,
  ];
  const out = backend.makeOutput(info.outShape, "float32");
  const bytes = kernels.convolveScratch(taps, channels, outputs);
  const { rows, columns, at } = withAxes(backend, axesOf(info), bytes);
  const packed = at + kernels.convolveScratch(0, channels, 0);
  kernels.packFilter(addressOf(backend, filter), taps * channels, outputs, packed);
  const [from, to] = [x, out].map((tensor) => addressOf(backend, tensor));
  const biasAt = bias ? addressOf(backend, bias) : 0;
  kernels.convolve(
    from,
    info.batchSize,
    rows,
    columns,
    channels,
    outputs,
    packed,
    to,
    biasAt,
    rectifies,
    at,
  );
  return out;
}

/** Its gradient by the input. */
export function inputGradient(
  backend: WasmBackend,
  dy: TensorInfo,
  filter: TensorInfo,
  info: Info,
): TensorInfo {
  const { kernels } = moduleOn(backend);
  const [taps, channels, outputs] = [
    info.filterHeight * info.filterWidth,
    info.inChannels,
    info.outChannels,
  ];
  const out = backend.makeOutput(info.inShape, "float32");
  const bytes = kernels.convolveScratch(taps, outputs, channels);
  const { rows, columns, at } = withAxes(backend, axesBack(info), bytes);
  const packed = at + kernels.convolveScratch(0, outputs, 0);
  kernels.packBackward(addressOf(backend, filter), taps, channels, outputs, packed);
  const [from, to] = [dy, out].map((tensor) => addressOf(backend, tensor));
  kernels.convolve(
    from,
    info.batchSize,
    rows,
    columns,
    outputs,
    channels,
    packed,
    to,
    0,
    false,
    at,
  );
  return out;
}

/** Its gradient by the filter. */
export function filterGradient(
  backend: WasmBackend,
  x: TensorInfo,
  dy: TensorInfo,
  info: Info,
): TensorInfo {
  const { kernels } = moduleOn(backend);
  const [taps, channels, outputs] = [
    info.filterHeight * info.filterWidth,
    info.inChannels,
    info.outChannels,
  ];
  const out = backend.makeOutput(info.filterShape, "float32");
  const { rows, columns, at } = withAxes(
    backend,
    axesOf(info),
    kernels.filterScratch(taps, channels, outputs),
  );
  const [from, slope, to] = [x, dy, out].map((tensor) => addressOf(backend, tensor));
  kernels.filterGradient(from, slope, info.batchSize, rows, columns, channels, outputs, to, at);
  return out;
}
