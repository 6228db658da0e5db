/** The fused squared error of dense networks: all layers of 64 rows while they are in cache. */
import { bestVariant, type Kernel, type Variant } from "../threads/instances.ts";
import { floats } from "../threads/memory.ts";
import { Owned } from "../threads/owned.ts";
import { kernel, run } from "../threads/threads.ts";
import { kinds, word } from "./job.ts";
import type { RowSource } from "../network/pack.ts";
import { type DenseShape, requireLengths, requireShape } from "../network/shape.ts";
import { Workspace } from "./workspace.ts";
import type { PackedRows } from "../network/packed_rows.ts";

export type { RowSource } from "../network/pack.ts";
export { type DenseShape, fits } from "../network/shape.ts";
export { startThreads, stopThreads } from "../threads/threads.ts";

/**
 * Questions about the mean squared error of one network on one set of rows. All throw a RangeError if a vector does not
 * have a value for each parameter.
 */
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
  /** Frees the memory: every question is then an error. */
  dispose(): void;
}

/** The combining half of the kernel, on the main thread. */
interface DenseKernel extends Kernel {
  combine(job: number, scale: number, out: number): void;
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
  const space = new Workspace(shape);
  try {
    space.pack(source);
  } catch (error) {
    space.dispose();
    throw error;
  }
  return questions(space, variant);
}

function questions(space: Workspace, variant: Variant): DenseProblem {
  const { shape: { rows, layers }, parameters, panels, units } = space;
  const owned = new Owned(space, (space) => space.dispose());

  /** The memory, for a question about these vectors. */
  const open = (vectors: Record<string, Float32Array>): Workspace => {
    const space = owned.value;
    requireLengths(parameters, vectors);
    return space;
  };

  const ask = (space: Workspace, kind: keyof typeof kinds): number => {
    space.words[word.kind] = kinds[kind];
    run({ kernel: "dense", variant, job: space.job, units, scratch: space.scratch(kind) });
    return space.losses.reduce((sum, loss) => sum + loss, 0) / rows;
  };

  /** Asks for a sum of gradients, and gives their mean. */
  const sum = (space: Workspace, kind: "gradient" | "hessian", mean: Float32Array): number => {
    space.at(word.gradients, 8 * parameters * units);
    const loss = ask(space, kind);
    (kernel("dense", variant) as DenseKernel).combine(space.job, 2 / rows, space.out);
    mean.set(space.mean);
    return loss;
  };

  /** Whose products are in the buffers. */
  let owner: unknown;

  return {
    parameters,
    data: {
      rows,
      inputs: layers[0],
      get x() {
        return owned.value.x;
      },
      get y() {
        return owned.value.y;
      },
    },
    dispose: () => owned.dispose(),
    loss(theta: Float32Array) {
      const space = open({ theta });
      space.theta.set(theta);
      return ask(space, "loss");
    },
    gradient(theta: Float32Array, out: Float32Array) {
      const space = open({ theta, out });
      space.theta.set(theta);
      transpose(layers, theta, space.transposed);
      return sum(space, "gradient", out);
    },
    hessianVectorProduct(theta: Float32Array, direction: Float32Array, out: Float32Array) {
      const space = open({ theta, direction, out });
      space.theta.set(theta);
      space.direction.set(direction);
      transpose(layers, theta, space.transposed);
      const turned = space.at(word.turned, 4 * parameters);
      transpose(layers, direction, floats(turned, parameters));
      sum(space, "hessian", out);
    },
    line(theta: Float32Array, direction: Float32Array) {
      open({ theta, direction });
      const [start, slope] = [theta.slice(), direction.slice()];
      const self = {};
      return (t: number) => {
        const space = owned.value;
        if (owner !== self) {
          space.at(word.atTheta, 256 * panels * layers[1]);
          space.at(word.atDirection, 256 * panels * layers[1]);
          space.theta.set(start);
          space.direction.set(slope);
          ask(space, "products");
          owner = self;
        }
        const at = space.theta;
        for (let k = 0; k < parameters; k++) at[k] = start[k] - t * slope[k];
        space.step[0] = t;
        return ask(space, "line");
      };
    },
  };
}
