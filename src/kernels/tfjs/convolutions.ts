/**
 * Convolutions and their gradients, as products of patches.
 *
 * @module
 */
import { addressOf, moduleOn, sizeOf, type TensorInfo, type WasmBackend } from "./module.ts";
import { isShared, type SharedCalls, unitsOf, withSharedCalls } from "./shared_calls.ts";
import { axesBack, axesOf, axisWords, type Info, withAxes } from "./windows.ts";

/** What follows a convolution at once. */
export interface Finish {
  bias?: TensorInfo;
  rectifies: boolean;
}

/** A convolution, forward or back: images of some channels to images of others, by a filter that is packed in its way. */
interface Turn {
  axes: ReturnType<typeof axesOf>;
  channels: number;
  outputs: number;
  /** Values of an image, before and after. */
  sizes: [from: number, to: number];
  shape: number[];
  pack(kernels: { packFilter: Pack; packBackward: Pack }, filter: number, to: number): void;
}

type Pack = (...words: number[]) => void;

/** A convolution. */
export function convolve(
  backend: WasmBackend,
  x: TensorInfo,
  filter: TensorInfo,
  info: Info,
  finish: Finish,
): TensorInfo {
  const { inChannels: channels, outChannels: outputs, batchSize, inShape, outShape } = info;
  const height = taps(info) * channels;
  return turn(backend, x, filter, info, finish, {
    ...{ axes: axesOf(info), channels, outputs, shape: outShape },
    sizes: [sizeOf(inShape) / batchSize, sizeOf(outShape) / batchSize],
    pack: ({ packFilter }, filter, to) => packFilter(filter, height, outputs, to),
  });
}

/** Its gradient by the input. */
export function inputGradient(
  backend: WasmBackend,
  dy: TensorInfo,
  filter: TensorInfo,
  info: Info,
): TensorInfo {
  const { inChannels, outChannels, batchSize, inShape, outShape } = info;
  return turn(backend, dy, filter, info, { rectifies: false }, {
    ...{ axes: axesBack(info), channels: outChannels, outputs: inChannels, shape: inShape },
    sizes: [sizeOf(outShape) / batchSize, sizeOf(inShape) / batchSize],
    pack: ({ packBackward }, filter, to) =>
      packBackward(filter, taps(info), inChannels, outChannels, to),
  });
}

const taps = ({ filterHeight, filterWidth }: Info) => filterHeight * filterWidth;

function turn(
  backend: WasmBackend,
  x: TensorInfo,
  filter: TensorInfo,
  info: Info,
  { bias, rectifies }: Finish,
  { axes, channels, outputs, sizes, shape, pack }: Turn,
): TensorInfo {
  const { batchSize: images } = info;
  const work = images * sizes[1] * taps(info) * channels;
  if (images > 1 && isShared(work)) {
    return withSharedCalls(backend, (calls) => {
      const { kernels } = calls;
      const packed = calls.bytes(kernels.convolveScratch(taps(info), channels, outputs));
      pack(kernels, calls.copied(filter), packed);
      const { rows, columns } = axesIn(calls, axes);
      const [from, to] = [calls.copied(x), calls.bytes(4 * sizeOf(shape))];
      const biasAt = bias ? calls.copied(bias) : 0;
      const table = shares(images, unitsOf(images)).map(([first, count]) => {
        const [at, out] = [from + 4 * first * sizes[0], to + 4 * first * sizes[1]];
        return [at, count, rows, columns, channels, outputs, packed, out, biasAt, rectifies];
      });
      calls.call("convolve", table, kernels.convolveScratch(0, channels, 0));
      return calls.tensor(to, shape);
    });
  }
  const { kernels } = moduleOn(backend);
  const out = backend.makeOutput(shape, "float32");
  const bytes = kernels.convolveScratch(taps(info), channels, outputs);
  const { rows, columns, at } = withAxes(backend, axes, bytes);
  const packed = at + kernels.convolveScratch(0, channels, 0);
  pack(kernels, addressOf(backend, filter), packed);
  const [from, to] = [x, out].map((tensor) => addressOf(backend, tensor));
  const biasAt = bias ? addressOf(backend, bias) : 0;
  kernels.convolve(
    ...[from, images, rows, columns, channels, outputs, packed, to, biasAt],
    ...[rectifies, at],
  );
  return out;
}

/** Output pixels of a group of images, whose filter gradients are summed before they are added up. */
const groupPixels = 4096;

/** Its gradient by the filter: of groups of images, added up in their order, so that threads do not matter. */
export function filterGradient(
  backend: WasmBackend,
  x: TensorInfo,
  dy: TensorInfo,
  info: Info,
): TensorInfo {
  const { inChannels: channels, outChannels: outputs, batchSize, filterShape } = info;
  const sizes = [sizeOf(info.inShape) / batchSize, sizeOf(info.outShape) / batchSize];
  const size = sizeOf(filterShape);
  const images = Math.max(1, Math.floor(groupPixels / (info.outHeight * info.outWidth)));
  const groups = shares(batchSize, Math.ceil(batchSize / images));
  if (groups.length > 1 && isShared(batchSize * sizes[1] * taps(info) * channels)) {
    return withSharedCalls(backend, (calls) => {
      const { kernels } = calls;
      const { rows, columns } = axesIn(calls, axesOf(info));
      const [from, slope] = [calls.copied(x), calls.copied(dy)];
      const parts = calls.bytes(4 * size * groups.length);
      const table = groups.map(([first, count], group) => [
        ...[from + 4 * first * sizes[0], slope + 4 * first * sizes[1], count, rows, columns],
        ...[channels, outputs, parts + 4 * size * group, 0, 0],
      ]);
      calls.call("filterGradient", table, kernels.filterScratch(taps(info), channels, outputs));
      for (let group = 1; group < groups.length; group++) {
        kernels.addAll(parts, parts + 4 * size * group, size);
      }
      return calls.tensor(parts, filterShape);
    });
  }
  const { kernels } = moduleOn(backend);
  const out = backend.makeOutput(filterShape, "float32");
  const bytes = kernels.filterScratch(taps(info), channels, outputs);
  const { rows, columns, at } = withAxes(backend, axesOf(info), bytes + 4 * size);
  const part = at + bytes;
  const [from, slope, to] = [x, dy, out].map((tensor) => addressOf(backend, tensor));
  groups.forEach(([first, count], group) => {
    const [a, b] = [from + 4 * first * sizes[0], slope + 4 * first * sizes[1]];
    const here = group === 0 ? to : part;
    kernels.filterGradient(a, b, count, rows, columns, channels, outputs, here, at);
    if (group > 0) kernels.addAll(to, part, size);
  });
  return out;
}

/** Parts of a number of images: the first of each, and how many it has. */
function shares(images: number, parts: number): [first: number, count: number][] {
  return Array.from({ length: parts }, (_, part) => {
    const first = Math.floor(images * part / parts);
    return [first, Math.floor(images * (part + 1) / parts) - first];
  });
}

function axesIn(calls: SharedCalls, axes: ReturnType<typeof axesOf>) {
  const rows = calls.words(axes.flat());
  return { rows, columns: rows + 4 * axisWords };
}
