import { sum } from "./operation.ts";

/** Images, rows, columns, channels. */
export type Image = [number, number, number, number];
/** What slides over an image. */
export interface Window {
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
export function pooled(
  x: number[],
  shape: Image,
  window: Window,
  make: (values: number[]) => number,
) {
  const channels = shape[3];
  return windows(shape, window).flatMap((places) =>
    Array.from(
      { length: channels },
      (_, c) => make(places.flatMap((at) => at === undefined ? [] : x[at * channels + c])),
    )
  );
}

/** A convolution. */
export function convolved(x: number[], shape: Image, w: number[], outputs: number, window: Window) {
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

/** A convolution of each channel by itself. */
export function depthwise(x: number[], shape: Image, w: number[], times: number, window: Window) {
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
export function transposed(x: number[], w: number[], out: Image, channels: number, window: Window) {
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
