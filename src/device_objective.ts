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
  /** Layer by layer kernel [inputs, outputs], then bias [outputs], as one flat variable. */
  parameters: tf.Variable<tf.Rank.R1>;
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
    this.variables = [parts.parameters];
  }

  loss(): tf.Scalar {
    this.cost.forwardPasses++;
    return this.parts.problem.loss(this.parts.parameters);
  }

  gradient(): LossAndGradient {
    this.cost.gradients++;
    const { loss, gradient } = this.parts.problem.gradient(this.parts.parameters);
    return { loss, gradient: [gradient] };
  }

  walk([direction]: tf.Tensor[], search: LineSearch, options: WalkOptions = {}): Walk {
    return tf.tidy(() => {
      const steps = foreseenSteps(search);
      const state = steps
        ? this.tryTogether(direction, search, steps, options)
        : this.tryInTurn(direction, search, options);
      const entry = (at: number) => tf.reshape<tf.Rank.R0>(tf.slice(state, [at], [1]), []);
      const step = entry(stateIndex.step);
      const { parameters } = this.parts;
      parameters.assign(moved(parameters, direction, step));
      return { step, loss: entry(stateIndex.loss) };
    });
  }

  curvature(direction: tf.Tensor[]): tf.Scalar {
    this.cost.gradients += 2;
    return this.parts.plain().curvature(direction);
  }

  hessian(): tf.Tensor2D {
    this.cost.hessians++;
    return this.parts.hessian?.() ?? this.parts.plain().hessian();
  }

  /** The losses of all steps in one dispatch, the start's among them where it is not known. */
  private tryTogether(
    direction: tf.Tensor,
    search: LineSearch,
    steps: number[],
    options: WalkOptions,
  ): tf.Tensor1D {
    const { problem, parameters } = this.parts;
    const all = tf.tensor1d(options.loss ? steps : [0, ...steps]);
    const losses = problem.losses(parameters, direction, { steps: all, count: all.size });
    this.cost.forwardPasses += all.size;
    const decide = shaderSearch(search);
    const state = decide.begin(startOf(options.loss ?? losses, direction, options));
    const skipped = all.size - steps.length;
    return decide.advance(state, all, losses, { skipped, count: steps.length });
  }

  /** One loss after the other, where each step depends on the losses before: no work is done once the search is over. */
  private tryInTurn(
    direction: tf.Tensor,
    search: LineSearch,
    options: WalkOptions,
  ): tf.Tensor1D {
    const { problem, parameters } = this.parts;
    const decide = shaderSearch(search);
    let state = decide.begin(startOf(options.loss ?? this.loss(), direction, options));
    for (let i = 0; i < search.maxLosses; i++) {
      const candidate = { steps: state, count: 1, stoppable: true };
      const loss = problem.losses(parameters, direction, candidate);
      state = decide.advance(state, state, loss, { skipped: 0, count: 1 });
    }
    this.cost.forwardPasses += search.maxLosses;
    return state;
  }
}

function startOf(loss: tf.Tensor, direction: tf.Tensor, options: WalkOptions): ShaderStart {
  return { loss, direction, slope: options.slope, lastStep: options.lastStep ?? tf.scalar(0) };
}
