/**
 * A dense network with squared error on webgpu, as an objective that answers through the fused kernels: nothing is read
 * back, decisions and moves are made on the device.
 *
 * @module
 */
import * as tf from "./deps/tf.ts";
import { foreseenSteps } from "./foreseen_steps.ts";
import type { WebgpuProblem } from "./kernels/webgpu/dense.ts";
import { moved } from "./kernels/webgpu/steps.ts";
import {
  type LineSearch,
  type LossAndGradient,
  noCost,
  type Objective,
  type Walk,
  type WalkOptions,
} from "./objective.ts";
import { shaderSearch, type ShaderStart, stateIndex } from "./shader_search.ts";

/** What a {@linkcode deviceObjective} is made of. */
export interface DeviceObjectiveParts {
  /** The data on the device, and the kernels. */
  problem: WebgpuProblem;
  /** Layer by layer kernel [inputs, outputs], then bias [outputs]: a variable each, or one flat one for all. */
  variables: tf.Variable[];
  /** The same loss in tfjs's own operations, for the questions that the kernels have no answer to. */
  plain: () => Objective;
  /** The Hessian, where there is a faster answer than differentiating the plain loss twice. */
  hessian?: () => tf.Tensor2D;
}

/** Makes an objective whose loss, gradient and walk are the fused kernels' answers, on the device. */
export function deviceObjective(parts: DeviceObjectiveParts): Objective {
  return new DeviceObjective(parts);
}

class DeviceObjective implements Objective {
  readonly cost = noCost();
  readonly variables: tf.Variable[];

  constructor(private readonly parts: DeviceObjectiveParts) {
    this.variables = parts.variables;
  }

  loss(): tf.Scalar {
    this.cost.forwardPasses++;
    return tf.tidy(() => this.parts.problem.loss(flat(this.variables)));
  }

  gradient(): LossAndGradient {
    this.cost.gradients++;
    return tf.tidy(() => {
      const { loss, gradient } = this.parts.problem.gradient(flat(this.variables));
      return { loss, gradient: this.unflatten(gradient) };
    });
  }

  walk(direction: tf.Tensor[], search: LineSearch, options: WalkOptions = {}): Walk {
    return tf.tidy(() => {
      const line = { origin: flat(this.variables), direction: flat(direction) };
      const steps = foreseenSteps(search);
      const state = steps && steps.length < this.parts.problem.mostCandidates
        ? this.tryTogether(line, search, steps, options)
        : this.tryInTurn(line, search, options);
      const entry = (at: number) => tf.reshape<tf.Rank.R0>(tf.slice(state, [at], [1]), []);
      const step = entry(stateIndex.step);
      const end = this.unflatten(moved(line.origin, line.direction, step));
      this.variables.forEach((variable, i) => variable.assign(end[i]));
      return { step, loss: entry(stateIndex.loss) };
    });
  }

  curvature(direction: tf.Tensor[]): tf.Scalar {
    this.cost.gradients += 2;
    return this.parts.plain().curvature(direction);
  }

  hessianVectorProduct(direction: tf.Tensor[]): tf.Tensor[] {
    this.cost.gradients += 2;
    return this.parts.plain().hessianVectorProduct(direction);
  }

  hessian(): tf.Tensor2D {
    this.cost.hessians++;
    return this.parts.hessian?.() ?? this.parts.plain().hessian();
  }

  /** A vector as tensors of the variables' shapes. */
  private unflatten(vector: tf.Tensor1D): tf.Tensor[] {
    let end = 0;
    return this.variables.map(({ size, shape }) => {
      const start = end;
      end += size;
      const part = size === vector.size ? vector : tf.slice(vector, start, size);
      return tf.reshape(part, shape);
    });
  }

  /** The losses of all steps in one dispatch, the start's among them where it is not known. */
  private tryTogether(
    { origin, direction }: Line,
    search: LineSearch,
    steps: number[],
    options: WalkOptions,
  ): tf.Tensor1D {
    const { problem } = this.parts;
    const all = tf.tensor1d(options.loss ? steps : [0, ...steps]);
    const losses = problem.losses(origin, direction, { steps: all, count: all.size });
    this.cost.forwardPasses += all.size;
    const decide = shaderSearch(search);
    const state = decide.begin(startOf(options.loss ?? losses, direction, options));
    const skipped = all.size - steps.length;
    return decide.advance(state, all, losses, { skipped, count: steps.length });
  }

  /** One loss after the other, where each step depends on the losses before: no work is done once the search is over. */
  private tryInTurn(
    { origin, direction }: Line,
    search: LineSearch,
    options: WalkOptions,
  ): tf.Tensor1D {
    const { problem } = this.parts;
    const decide = shaderSearch(search);
    let state = decide.begin(startOf(options.loss ?? this.loss(), direction, options));
    for (let i = 0; i < search.maxLosses; i++) {
      const candidate = { steps: state, count: 1, stoppable: true };
      const loss = problem.losses(origin, direction, candidate);
      state = decide.advance(state, state, loss, { skipped: 0, count: 1 });
    }
    this.cost.forwardPasses += search.maxLosses;
    return state;
  }
}

/** A walk's line, as vectors. */
interface Line {
  origin: tf.Tensor1D;
  direction: tf.Tensor1D;
}

function startOf(loss: tf.Tensor, direction: tf.Tensor, options: WalkOptions): ShaderStart {
  return { loss, direction, slope: options.slope, lastStep: options.lastStep ?? tf.scalar(0) };
}

/** Tensors as one vector. */
function flat(tensors: readonly tf.Tensor[]): tf.Tensor1D {
  const vectors = tensors.map((tensor) => tf.reshape<tf.Rank.R1>(tensor, [tensor.size]));
  return vectors.length === 1 ? vectors[0] : tf.concat1d(vectors);
}
