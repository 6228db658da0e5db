/** The fused squared error of dense networks: all layers of 64 rows while they are in cache. */
import { bestVariant, type Kernel, type Variant } from "../instances.ts";
import { doubles, floats, free, malloc, words } from "../memory.ts";
import type { PackedRows } from "../least_squares/least_squares.ts";
import { kernel, run } from "../threads.ts";
import { activations, kinds, word } from "./job.ts";
import { pack, panelRows, type RowSource } from "./pack.ts";
import { countParameters, type DenseShape, requireShape } from "./shape.ts";

export type { RowSource } from "./pack.ts";
export { type DenseShape, fits } from "./shape.ts";
export { startThreads, stopThreads } from "../threads.ts";

/** Questions about the mean squared error of one network on one set of rows. */
export interface DenseProblem {
  /** How many parameters theta has. */
  readonly parameters: number;
  /** The data, as other kernels read it. */
  readonly data: PackedRows;
  /** The mean squared error at theta: one pass over the data. */
  loss(theta: Float32Array): number;
  /** The loss; fills out with the gradient of the mean squared error. About three passes' work. */
  gradient(theta: Float32Array, out: Float32Array): number;
  /** Fills out with the Hessian at theta times a direction: its exact value. About three gradients' work. */
  hessianVectorProduct(theta: Float32Array, direction: Float32Array, out: Float32Array): void;
  /**
   * phi(t) = loss(theta - t * direction). The first layer is affine in t: its products with theta and
   * direction are computed at the first phi, not at each. Copies theta and direction.
   */
  line(theta: Float32Array, direction: Float32Array): (t: number) => number;
  /** Gives the memory back; nothing may be asked afterwards. */
  dispose(): void;
}

/** The combining half of the kernel, on the main thread. */
interface DenseKernel extends Kernel {
  combine(job: number, scale: number, out: number): void;
}

/**
 * Units do not depend on how many threads share them, nor do their sums' order: so the results do not.
 */
function unitsOf(panels: number): number {
  return Math.min(64, Math.ceil(panels / 8));
}

/** Writes every kernel but the first, transposed, to where backward steps read it. */
function transpose(layers: readonly number[], theta: Float32Array, out: Float32Array): void {
  let from = 0, to = 0;
  for (let l = 0; l + 1 < layers.length; l++) {
    const inputs = layers[l], outputs = layers[l + 1];
    if (l > 0) {
      for (let i = 0; i < inputs; i++) {
        for (let j = 0; j < outputs; j++) out[to + j * inputs + i] = theta[from + i * outputs + j];
      }
    }
    from += (inputs + 1) * outputs;
    to += inputs * outputs;
  }
}

/**
 * Packs the data and readies the kernel.
 *
 * theta is flat: layer by layer, kernel [inputs, outputs] row-major, then bias [outputs]. Memory: the
 * data once, in float32; line adds two values a row and first-layer unit at its first use.
 * @throws {RangeError} if the shape does not fit the kernel, or the memory cannot be had.
 */
export function denseProblem(
  shape: DenseShape,
  source: RowSource,
  variant: Variant = bestVariant(),
): DenseProblem {
  requireShape(shape);
  const { rows, layers } = shape;
  const parameters = countParameters(layers);
  const panels = Math.ceil(rows / panelRows);
  const units = unitsOf(panels);
  const widest = Math.max(...layers.slice(1));
  const hidden = layers.slice(1).reduce((sum, width) => sum + width, 0);
  const held: number[] = [];
  const hold = (bytes: number) => {
    const address = malloc(bytes);
    held.push(address);
    return address;
  };
  const dispose = () => {
    for (const address of held.splice(0)) free(address);
  };

  try {
    const job = hold(4 * (word.widths + layers.length));
    const jobWords = words(job, word.widths + layers.length);
    jobWords.fill(0);
    const step = floats(job + 4 * word.step, 1);
    const at = (bytes: number, index: number) => (jobWords[index] = hold(bytes)) >>> 0;
    const theta = floats(at(4 * parameters, word.theta), parameters);
    const out = hold(4 * parameters);
    const result = floats(out, parameters);
    const transposed = floats(at(4 * parameters, word.transposed), parameters);
    const direction = floats(at(4 * parameters, word.direction), parameters);
    floats(at(4 * widest, word.zeros), widest).fill(0);
    const losses = doubles(at(8 * units, word.losses), units);
    const x = at(256 * panels * layers[0], word.x);
    const y = at(256 * panels, word.y);
    jobWords[word.layers] = layers.length - 1;
    jobWords[word.activation] = activations[shape.activation];
    jobWords[word.panels] = panels;
    jobWords[word.rows] = rows;
    jobWords[word.units] = units;
    jobWords[word.parameters] = parameters;
    jobWords[word.widest] = widest;
    jobWords.set(layers, word.widths);
    pack(
      rows,
      layers[0],
      source,
      (first, count) => floats(x + 4 * first, count),
      (first, count) => floats(y + 4 * first, count),
    );

    /** Lanes of sums, kept activations and their derivatives, buffers. */
    const scratchOf = (kind: keyof typeof kinds): number => {
      if (kind === "gradient") return 16 * parameters + 256 * hidden + 512 * widest;
      if (kind === "hessian") return 16 * parameters + 512 * hidden + 1280 * widest;
      return 512 * widest;
    };

    const ask = (kind: keyof typeof kinds): number => {
      if (held.length === 0) throw new Error("Cannot ask a disposed problem. Make a new one.");
      jobWords[word.kind] = kinds[kind];
      run({ kernel: "dense", variant, job, units, scratch: scratchOf(kind) });
      return losses.reduce((sum, loss) => sum + loss, 0) / rows;
    };

    /** Asks for a sum of gradients, and gives their mean. */
    const sum = (kind: "gradient" | "hessian", mean: Float32Array): number => {
      jobWords[word.gradients] ||= hold(8 * parameters * units);
      const loss = ask(kind);
      (kernel("dense", variant) as DenseKernel).combine(job, 2 / rows, out);
      mean.set(result);
      return loss;
    };

    /** Whose products are in the buffers. */
    let owner: unknown;

    return {
      parameters,
      data: { rows, inputs: layers[0], x, y },
      dispose,
      loss(at: Float32Array) {
        theta.set(at);
        return ask("loss");
      },
      gradient(at: Float32Array, gradient: Float32Array) {
        theta.set(at);
        transpose(layers, at, transposed);
        return sum("gradient", gradient);
      },
      hessianVectorProduct(at: Float32Array, along: Float32Array, product: Float32Array) {
        theta.set(at);
        direction.set(along);
        owner = undefined;
        transpose(layers, at, transposed);
        jobWords[word.turned] ||= hold(4 * parameters);
        transpose(layers, along, floats(jobWords[word.turned] >>> 0, parameters));
        sum("hessian", product);
      },
      line(from: Float32Array, along: Float32Array) {
        const [start, slope] = [from.slice(), along.slice()];
        const self = {};
        return (t: number) => {
          if (owner !== self) {
            if (!jobWords[word.atTheta]) {
              jobWords[word.atTheta] = hold(256 * panels * layers[1]);
              jobWords[word.atDirection] = hold(256 * panels * layers[1]);
            }
            theta.set(start);
            direction.set(slope);
            ask("products");
            owner = self;
          }
          for (let k = 0; k < parameters; k++) theta[k] = start[k] - t * slope[k];
          step[0] = t;
          return ask("line");
        };
      },
    };
  } catch (error) {
    dispose();
    throw error;
  }
}
