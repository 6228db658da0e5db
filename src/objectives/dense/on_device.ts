/**
 * A dense network with squared error on webgpu, as an objective that answers through the fused kernels: nothing is read
 * back, decisions and moves are made on the device.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import { flatten, unflatten } from "../../numeric/flat.ts";
import type { WebgpuProblem } from "../../kernels/webgpu/dense.ts";
import { moved } from "../../kernels/webgpu/steps.ts";
import {
  type LossAndGradient,
  noCost,
  type Objective,
  type Walk,
  type WalkOptions,
} from "../objective.ts";
import { shaderSearch, stateIndex } from "../../searches/machines/on_shader.ts";
import type { LineSearch } from "../../searches/machines/line_search.ts";

/** What a {@linkcode deviceObjective} is made of. */
export interface DeviceObjectiveParts {
  /** The data on the device, and the kernels. */
  problem: WebgpuProblem;
  /** Layer by layer kernel [inputs, outputs], then bias [outputs]: one variable each, or one flat one for all. */
  variables: tf.Variable[];
  /** The same loss in tfjs's own operations, for the questions that the kernels have no answer to. */
  plain: () => Objective;
  /** The Hessian, if there is a faster answer than differentiating the plain loss twice. */
  hessian?: () => tf.Tensor2D;
}

/** Makes an objective whose loss, gradient and walk are the fused kernels' answers, on the device. */
export function deviceObjective(parts: DeviceObjectiveParts): Objective {
  return new DeviceObjective(parts);
}

class DeviceObjective implements Objective {
  readonly cost = noCost();
  readonly variables: tf.Variable[];

  readonly #parts: DeviceObjectiveParts;

  constructor(parts: DeviceObjectiveParts) {
    this.#parts = parts;
    this.variables = parts.variables;
  }

  loss(): tf.Scalar {
    this.cost.forwardPasses++;
    return tf.tidy(() => this.#parts.problem.loss(flatten(this.variables)));
  }

  gradient(): LossAndGradient {
    this.cost.gradients++;
    return tf.tidy(() => {
      const { loss, gradient } = this.#parts.problem.gradient(flatten(this.variables));
      return { loss, gradient: unflatten(gradient, this.variables) };
    });
  }

  walk(direction: tf.Tensor[], search: LineSearch, options: WalkOptions = {}): Walk {
    return tf.tidy(() => {
      const { problem } = this.#parts;
      const [origin, along] = [this.variables, direction].map(flatten);
      const lossesAt = problem.line(origin, along);
      const { begin, advance } = shaderSearch(search);
      let state = begin({
        loss: options.loss ?? this.loss(),
        slope: options.slope,
        lastStep: options.lastStep ?? tf.scalar(0),
        direction: along,
      });
      for (const { steps = state, count } of attempts(search, problem.candidates)) {
        state = advance(state, steps, lossesAt({ steps, count, state }));
      }
      this.cost.forwardPasses += search.maxLosses;
      const entry = (at: number) => tf.reshape<tf.Rank.R0>(tf.slice(state, [at], [1]), []);
      const step = entry(stateIndex.step);
      const end = unflatten(moved(origin, along, step), this.variables);
      this.variables.forEach((variable, i) => variable.assign(end[i]));
      return { step, loss: entry(stateIndex.loss) };
    });
  }

  hessianVectorProduct(direction: tf.Tensor[]): tf.Tensor[] {
    this.cost.gradients += 2;
    return this.#parts.plain().hessianVectorProduct(direction);
  }

  hessian(): tf.Tensor2D {
    this.cost.hessians++;
    return this.#parts.hessian?.() ?? this.#parts.plain().hessian();
  }
}

/** Candidates that are tried together; without steps, the one that the search's state asks for. */
interface Attempt {
  steps?: tf.Tensor1D;
  count: number;
}

/**
 * What a search tries, all that it may: steps that it knows beforehand together, as many as are worth a dispatch, and then
 * twice as many each time, since those after the search's end are not computed; other steps one by one.
 */
function* attempts(search: LineSearch, worthwhile: number): Generator<Attempt> {
  const { steps } = search;
  if (!steps) {
    for (let i = 0; i < search.maxLosses; i++) yield { count: 1 };
    return;
  }
  let count = worthwhile;
  for (let i = 0; i < steps.length; i += count, count *= 2) {
    count = Math.min(count, steps.length - i);
    yield { steps: tf.tensor1d(steps.slice(i, i + count)), count };
  }
}
