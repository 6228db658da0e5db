/**
 * An optimizer's steps on a network in the kernels' memory.
 *
 * @module
 */
import * as tf from "../../deps/tf.ts";
import type { ChainNetwork, Sums } from "../../kernels/chain/network.ts";
import type { ChainRows } from "../../kernels/chain/rows.ts";
import { assignAll } from "../../numeric/flat.ts";

import { type Batch, NetworkObjective } from "../../objectives/chain/network_objective.ts";
import type { ObjectiveOptimizer } from "../objective_optimizer.ts";
import { type FusedStep, fusedStep, readState, writeState } from "./fused_step.ts";

/** Takes steps. */
export interface Stepper {
  /** One step on a batch: the loss and the accuracy before it. */
  take(batch: Batch): Sums | Promise<Sums>;
  /** Brings weights and state to the model and the optimizer. */
  settle(): Promise<void>;
}

/** Makes it, from where model and optimizer are. */
export async function stepper(
  optimizer: tf.Optimizer,
  network: ChainNetwork,
  rows: ChainRows,
  variables: tf.Variable[],
): Promise<Stepper> {
  network.write("weights", await valuesByVariable(variables));
  const fused = fusedStep(optimizer);
  return fused
    ? await fusedStepper(fused, optimizer, network, rows, variables)
    : askingStepper(optimizer, new NetworkObjective(network, rows, variables), network);
}

async function fusedStepper(
  fused: FusedStep,
  optimizer: tf.Optimizer,
  network: ChainNetwork,
  rows: ChainRows,
  variables: readonly tf.Variable[],
): Promise<Stepper> {
  await readState(fused, optimizer, network, variables);
  let t = optimizer.iterations;
  return {
    take: ({ from, count, seed }) => network.step(rows, from, count, fused.update(++t), seed),
    async settle() {
      const parts = variables.map(({ size }) => new Float32Array(size));
      network.read("weights", parts);
      assignAll(variables, parts.map((part, i) => tf.tensor(part, variables[i].shape)));
      await writeState(fused, optimizer, network, variables, t);
    },
  };
}

/** Whether an optimizer asks objectives, as this suite's and its wrappers do; tfjs's base class calls anything its instance that looks like one. */
function asks(optimizer: tf.Optimizer): optimizer is ObjectiveOptimizer {
  return "stepAsync" in optimizer;
}

/** Optimizers that take a gradient, and those that ask for more. */
function askingStepper(
  optimizer: tf.Optimizer,
  objective: NetworkObjective,
  network: ChainNetwork,
): Stepper {
  const step = async () => {
    if (asks(optimizer)) return await optimizer.stepAsync(objective);
    const { loss, gradient } = objective.gradient();
    const named = objective.variables.map(({ name }, i) => ({ name, tensor: gradient[i] }));
    optimizer.applyGradients(named);
    for (const each of gradient) each.dispose();
    return loss;
  };
  return {
    async take(batch) {
      objective.batch = batch;
      const before = await step();
      const [loss] = await before.data();
      before.dispose();
      return { loss, accuracy: objective.accuracy };
    },
    async settle() {
      network.write("weights", await valuesByVariable(objective.variables));
    },
  };
}

/** The values of each variable. */
export async function valuesByVariable(variables: readonly tf.Variable[]): Promise<Float32Array[]> {
  return await Promise.all(variables.map((v) => v.data() as Promise<Float32Array>));
}
