/**
 * Products of matrices.
 *
 * @module
 */
import { addressOf, moduleOn, sizeOf, type TensorInfo, type WasmBackend } from "./module.ts";
import { areFloat, replacement } from "./replace.ts";
import { isShared, unitsOf, withSharedCalls } from "./shared_calls.ts";

interface MatMul {
  transposeA: boolean;
  transposeB: boolean;
}

interface FusedMatMul extends MatMul {
  activation: string;
}

interface Finish {
  bias?: TensorInfo;
  rectifies: boolean;
}

/** op(a) op(b), of batches that are broadcast; undefined if their shapes are not understood. */
function product(
  backend: WasmBackend,
  a: TensorInfo,
  b: TensorInfo,
  { transposeA, transposeB }: MatMul,
  { bias, rectifies }: Finish,
): TensorInfo | undefined {
  const [left, right] = [a.shape.slice(-2), b.shape.slice(-2)];
  const [m, k] = transposeA ? [left[1], left[0]] : left;
  const n = transposeB ? right[0] : right[1];
  const batches = broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2));
  if (!batches || m * n * k === 0) return undefined;
  if (bias && (bias.shape.length !== 1 || bias.shape[0] !== n)) return undefined;
  const shape = [...batches.shape, m, n];
  if (batches.pairs.length === 1 && isShared(m * n * k)) {
    return sharedProduct(
      backend,
      a,
      b,
      { m, k, n, transposeA, transposeB },
      { bias, rectifies },
      shape,
    );
  }
  const out = backend.makeOutput(shape, "float32");
  const { kernels, scratch } = moduleOn(backend);
  const size = kernels.productScratch(k, n);
  const at = scratch(size + kernels.chunkScratch(m, k, n));
  const block = kernels.productScratch(0, 0);
  const [from, times, to] = [a, b, out].map((tensor) => addressOf(backend, tensor));
  const biasAt = bias ? addressOf(backend, bias) : 0;
  let packed = -1;
  batches.pairs.forEach(([i, j], batch) => {
    if (j !== packed) kernels.packB(times + 4 * j * k * n, k, n, transposeB, at + block);
    packed = j;
    const [x, y] = [from + 4 * i * m * k, to + 4 * batch * m * n];
    const lda = 4 * (transposeA ? m : k);
    kernels.multiply(x, transposeA, lda, m, k, n, at + block, y, biasAt, rectifies, at, at + size);
  });
  return out;
}

/** A product of which threads take some rows each. */
function sharedProduct(
  backend: WasmBackend,
  a: TensorInfo,
  b: TensorInfo,
  { m, k, n, transposeA, transposeB }: MatMul & Record<"m" | "k" | "n", number>,
  { bias, rectifies }: Finish,
  shape: number[],
): TensorInfo {
  return withSharedCalls(backend, (shared) => {
    const { kernels } = shared;
    const block = kernels.productScratch(0, 0);
    const packed = shared.bytes(kernels.productScratch(k, n));
    kernels.packB(shared.copied(b), k, n, transposeB, packed);
    const [from, to] = [shared.copied(a), shared.bytes(4 * m * n)];
    const biasAt = bias ? shared.copied(bias) : 0;
    const fives = Math.ceil(m / 5);
    const units = unitsOf(fives);
    const calls = Array.from({ length: units }, (_, unit) => {
      const first = 5 * Math.floor(fives * unit / units);
      const rows = Math.min(m, 5 * Math.floor(fives * (unit + 1) / units)) - first;
      const at = from + 4 * first * (transposeA ? 1 : k);
      const lda = 4 * (transposeA ? m : k);
      return [at, transposeA, lda, rows, k, n, packed, to + 4 * first * n, biasAt, rectifies];
    });
    const most = Math.max(...calls.map(([, , , rows]) => Number(rows)));
    shared.call("multiply", calls, block + kernels.chunkScratch(most, k, n), block);
    return shared.tensor(to, shape);
  });
}

/** Which matrices are multiplied: all pairs of a broadcast, in the order of the result. */
function broadcast(a: number[], b: number[]): { shape: number[]; pairs: number[][] } | undefined {
  const rank = Math.max(a.length, b.length);
  const [x, y] = [a, b].map((shape) => [...Array(rank - shape.length).fill(1), ...shape]);
  if (x.some((size, i) => size !== y[i] && size !== 1 && y[i] !== 1)) return undefined;
  const shape = x.map((size, i) => Math.max(size, y[i]));
  const pairs = Array.from({ length: sizeOf(shape) }, (_, batch) => {
    let [i, j, rest] = [0, 0, batch];
    let [stepX, stepY] = [1, 1];
    for (let d = rank - 1; d >= 0; d--) {
      const at = rest % shape[d];
      rest = Math.floor(rest / shape[d]);
      if (x[d] > 1) i += at * stepX;
      if (y[d] > 1) j += at * stepY;
      stepX *= x[d];
      stepY *= y[d];
    }
    return [i, j];
  });
  return { shape, pairs };
}

/** BatchMatMul and _FusedMatMul: all transposes, batches that are broadcast, a bias and a rectifier. */
export const products = [
  replacement<MatMul>("BatchMatMul", ({ inputs: { a, b }, attrs, backend }) => {
    if (!areFloat(a, b)) return undefined;
    return product(backend, a, b, attrs, { rectifies: false });
  }),
  replacement<FusedMatMul>("_FusedMatMul", ({ inputs, attrs, backend }) => {
    const { a, b, bias, preluActivationWeights } = inputs;
    const { activation = "linear" } = attrs;
    const isKnown = activation === "linear" || activation === "relu";
    if (!isKnown || preluActivationWeights || !areFloat(a, b, bias)) return undefined;
    return product(backend, a, b, attrs, { bias, rectifies: activation === "relu" });
  }),
];
